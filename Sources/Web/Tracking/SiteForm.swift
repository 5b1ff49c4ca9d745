import HTML
import Verger

/// What is set up of a site.
struct SiteForm {
    /// What was typed, with what is wrong with it.
    struct Refused {
        let draft: TrackedSite.Draft
        let problem: Problem
    }

    private let visit: Visit
    private let target: String
    private let site: TrackedSite?
    private let refused: Refused?

    init(_ visit: Visit, to target: String, _ site: TrackedSite?, _ refused: Refused?) {
        self.visit = visit
        self.target = target
        self.site = site
        self.refused = refused
    }

    static func draft(_ form: Fields) -> TrackedSite.Draft {
        TrackedSite.Draft(
            name: form.text("name") ?? "", hosts: form.text("hosts") ?? "",
            mode: form.text("mode").flatMap { TrackedSite.Mode(rawValue: $0) } ?? .consent,
            retention: form.text("retention") ?? "25")
    }

    private var draft: TrackedSite.Draft {
        if let refused { return refused.draft }
        guard let site else { return TrackedSite.Draft(name: "", hosts: "") }
        return TrackedSite.Draft(
            name: site.name, hosts: site.hosts.joined(separator: " "), mode: site.mode,
            retention: String(site.retention))
    }

    var markup: Markup {
        visit.postForm(target, .class("form")) {
            field("name", SiteWords.name, draft.name, hint: SiteWords.nameHint)
            field("hosts", SiteWords.hosts, draft.hosts, hint: SiteWords.hostsHint)
            fieldset(.class("field")) {
                legend(.class("label")) { visit.say(SiteWords.mode) }
                for mode in TrackedSite.Mode.allCases { choice(mode) }
            }
            field("retention", SiteWords.retention, draft.retention, hint: SiteWords.retentionHint, type: "number")
            div(.class("actions")) {
                button(.class("btn primary")) { visit.say(site == nil ? SiteWords.add : SiteWords.save) }
            }
        }
    }

    private func field(
        _ name: String, _ label: Sentence, _ value: String, hint: Sentence, type: String = "text"
    ) -> Markup {
        var field = FormField(name, visit.say(label), type: type, value: value)
        field.hint = visit.say(hint)
        field.autocomplete = "off"
        if let problem = refused?.problem, problem.path == name {
            field.error = visit.say(problem.sentence).capitalizedFirst
        }
        return field.markup
    }

    private func choice(_ mode: TrackedSite.Mode) -> Markup {
        label(.class("role-choice")) {
            input(
                .type("radio"), .class("radio"), .name("mode"), .value(mode.rawValue), .checked(draft.mode == mode))
            span { visit.say(SiteWords.label(mode)) }
            span(.class("hint")) { visit.say(SiteWords.hint(mode)) }
        }
    }
}
