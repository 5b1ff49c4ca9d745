import HTTPTypes
import Verger

/// Where condition builders are made again.
enum ConditionRoutes {
    static let all = [
        ConditionCounts.route,
        Route(.post, "conditions/builder", may: .viewContacts) { visit in
            let name = visit.form.text("name") ?? "where"
            let setting = visit.form.text("setting").flatMap { Setting(word: $0) } ?? .segment
            let draft = ConditionDraft(visit.form, named: name, under: try visit.rules(), in: setting)
            return .fragment(ConditionBuilder(visit, draft, named: name).markup)
        },
    ]
}
