import HTML
import Storage
import Verger

/// The contacts that one figure of a funnel counts.
struct FunnelContactsPage {
    private let visit: Visit
    private let choice: FunnelChoice
    private let rules: Rules
    private let figure: FunnelFigure
    private let found: [(row: ContactList.Row, at: Instant)]
    private let next: Contact.ID?
    private static let limit = 50

    init(_ visit: Visit) throws {
        self.visit = visit
        let found = try visit.read { try FunnelContactsPage.find(visit, $0) }
        (choice, rules, figure, self.found, next) = found
    }

    private typealias Found = (
        FunnelChoice, Rules, FunnelFigure, [(row: ContactList.Row, at: Instant)], Contact.ID?
    )

    private static func find(_ visit: Visit, _ connection: any SQLConnection) throws -> Found {
        let rules = try visit.rules(on: connection)
        let choice = try FunnelChoice(visit)
        let figure = try Self.figure(visit.query, rules)
        let source = visit.query["source"]
        var counted: [(id: Contact.ID, at: Instant)] = []
        let after = visit.query.integer("after").map { Contact.ID(Int64($0)) }
        try FunnelSource(choice, rules, visit, connection).forEach(after: after) { entry in
            if let source, entry.source ?? "" != source { return true }
            if let at = figure.instant(in: entry.history, choice.period) { counted.append((entry.contact, at)) }
            return counted.count <= limit
        }
        let shown = counted.prefix(limit)
        let rows = try ContactList(connection, in: visit.workspace, at: visit.now).rows(of: shown.map(\.id))
        return (
            choice, rules, figure, shown.compactMap { item in rows[item.id].map { ($0, item.at) } },
            counted.count > limit ? shown.last?.id : nil
        )
    }

    /// The figure in the address; what is none is not found.
    private static func figure(_ query: Fields, _ rules: Rules) throws -> FunnelFigure {
        func position(_ name: String) -> Int? {
            query.text(name).flatMap { id in rules.stages.firstIndex { $0.id == id } }
        }
        guard let kind = query.text("figure").flatMap(FunnelFigure.Kind.init(rawValue:)), let stage = position("stage")
        else { throw Refusal.notFound }
        return FunnelFigure(kind, stage, next: position("next"))
    }

    // MARK: Page

    private var notation: Notation { visit.notation }
    private var marks: StageMarks { StageMarks(rules, visit.language) }

    var answer: Answer {
        var page = Page(.funnel, title: title)
        page.parent = (visit.say(Section.funnel.label), visit.links.funnel + choice.fields.query)
        page.content = found.isEmpty ? empty : content
        return visit.answer(page)
    }

    private var title: String {
        let name = marks.name(figure.stage)
        let next = marks.name(figure.next)
        let days = choice.patience
        let from = choice.from.text(in: visit.language)
        let last = min(choice.to, visit.workspace.zone.day(at: choice.period.seen)).text(in: visit.language)
        let span = notation.text("du \(from) au \(last)", "from \(from) to \(last)")
        let source = visit.query["source"].map {
            " · " + ($0.isEmpty ? notation.text("sans source", "no source") : $0)
        }
        let text: String =
            switch figure.kind {
            case .entered: notation.text("\(name)\u{A0}: entrés \(span)", "\(name): entered \(span)")
            case .mature:
                notation.text(
                    "\(name)\u{A0}: entrés \(span), délai de \(days) jours écoulé",
                    "\(name): entered \(span), \(days) days run out")
            case .converted:
                notation.text(
                    "De \(name) à \(next) en \(days) jours, entrés \(span)",
                    "From \(name) to \(next) within \(days) days, entered \(span)")
            case .unconverted:
                notation.text(
                    "\(name)\u{A0}: pas à \(next) en \(days) jours", "\(name): not at \(next) within \(days) days")
            case .recent:
                notation.text(
                    "\(name)\u{A0}: entrés depuis moins de \(days) jours", "\(name): entered less than \(days) days ago"
                )
            case .fallen: notation.text("\(name)\u{A0}: redescendus depuis", "\(name): fell back since")
            case .present: notation.text("\(name)\u{A0}: présents", "\(name): present")
            case .new: notation.text("\(name)\u{A0}: nouveaux \(span)", "\(name): new \(span)")
            }
        return text + (source ?? "")
    }

    private var dateTitle: String {
        switch figure.kind {
        case .entered, .mature, .unconverted, .recent, .new: notation.text("Arrivée", "Arrived")
        case .converted: notation.text("Passage", "Went on")
        case .fallen: notation.text("Redescente", "Fell back")
        case .present: notation.text("Depuis", "Since")
        }
    }

    private var content: Markup {
        group {
            div(.class("scroll")) {
                table(.class("table figure-rows")) {
                    thead {
                        tr {
                            for name in [
                                notation.text("Contact", "Contact"), notation.text("Étape à présent", "Stage now"),
                                dateTitle,
                            ] { th(Attribute("scope", "col")) { name } }
                            th(.class("no-small"), Attribute("scope", "col")) { notation.text("Source", "Source") }
                        }
                    }
                    tbody { for item in found { row(item.row, item.at) } }
                }
            }
            if let next {
                nav(.class("pager"), .aria("label", notation.text("Pages", "Pages"))) {
                    a(.class("btn"), .href(address(after: next))) {
                        notation.text("Suivants", "Next")
                        Icon.right.markup
                    }
                }
            }
        }
    }

    private func row(_ row: ContactList.Row, _ at: Instant) -> Markup {
        tr {
            td {
                a(.class("name"), .href(visit.links.contact(row.id))) { row.contact.displayName }
                span { row.companyName ?? row.contact.fields[.email] ?? "" }
            }
            td { marks.badge(row.stage) }
            td { time(.datetime(at.iso8601)) { notation.day(at) } }
            td(.class("no-small")) { row.contact.fields[.source] ?? "–" }
        }
    }

    private func address(after: Contact.ID) -> String {
        visit.call.path + visit.query.with("after", String(after.value)).query
    }

    private var empty: Markup {
        div(.class("box empty")) {
            h2 { notation.text("Personne", "Nobody") }
            p {
                notation.text(
                    "Ce chiffre ne compte aucun contact sur cette période. Élargissez la période, ou allongez le délai.",
                    "This figure counts no contact over this period. Widen the period, or give more time.")
            }
            a(.class("btn"), .href(visit.links.funnel + choice.fields.query)) {
                notation.text("Revenir à l’entonnoir", "Back to the funnel")
            }
        }
    }
}
