import HTML
import Storage
import Verger

/// The people of one cell of a replay: since when they would be there, why, and whether they paid.
struct MovedPeople {
    let visit: Visit
    let outcome: ReplayOutcome
    let cell: ReplayOutcome.Cell
    let active: Definitions.Stored
    let draft: Definitions.Stored

    static let pageSize = 8

    private var notation: Notation { visit.notation }
    private var onlyPaid: Bool { visit.query["paid"] == "1" }
    private var all: [ReplayOutcome.Person] { outcome.moves[cell] ?? [] }
    private var listed: [ReplayOutcome.Person] { onlyPaid ? all.filter(\.hasPaid) : all }
    private var start: Int { max(0, visit.query.integer("start") ?? 0) }
    private var shown: ArraySlice<ReplayOutcome.Person> {
        let listed = listed
        let first = min(start, listed.count)
        return listed[first..<min(first + MovedPeople.pageSize, listed.count)]
    }

    var markup: Markup {
        let names = StageNames(draft.definition, active.definition, notation)
        let paid = all.count(where: \.hasPaid)
        let rows =
            (try? MovedRows(visit, active.definition, draft.definition).rows(Array(shown), cell, outcome.at)) ?? []
        return div(.class("people"), .id("people")) {
            h3 {
                span(.class("swap")) {
                    badge(cell.from, names)
                    Icon.arrow.markup
                    badge(cell.to, names)
                }
                span(.class("faint")) {
                    notation.plural(
                        all.count, Sentence(fr: "contact", en: "contact"), Sentence(fr: "contacts", en: "contacts"))
                        + (paid == 0
                            ? notation.text(", aucun n’a payé", ", none has paid")
                            : notation.text(
                                ", dont \(notation.count(paid)) \(paid == 1 ? "a" : "ont") payé",
                                ", \(notation.count(paid)) of whom paid"))
                }
            }
            table(.class("table")) {
                thead {
                    tr {
                        th { notation.text("Contact", "Contact") }
                        th(.class("no-small")) { notation.text("Le", "On") }
                        th { notation.text("Parce que", "Because") }
                        th(.class("r")) { notation.text("A payé", "Paid") }
                    }
                }
                tbody { for row in rows { line(row) } }
            }
            p(.class("after small")) { links }
        }
    }

    private func badge(_ stage: String?, _ names: StageNames) -> Markup {
        span(.class("badge bare \(StageLook(stage).name)")) {
            StageLook(stage).glyph
            names.name(stage)
        }
    }

    private func line(_ row: MovedRow) -> Markup {
        tr {
            td {
                a(.class("name"), .href(visit.links.contact(row.contact.id))) { row.contact.displayName }
                span { row.company ?? "" }
            }
            td(.class("no-small")) { time(.datetime(row.since.iso8601)) { notation.day(row.since) } }
            td { row.reason }
            td(.class(row.paid > .zero ? "r" : "r faint")) {
                if row.paid > .zero {
                    b { notation.exactMoney(row.paid, visit.workspace.currency) }
                } else {
                    notation.text("non", "no")
                }
            }
        }
    }

    @MarkupBuilder private var links: Markup {
        let rest = listed.count - shown.endIndex
        if start > 0 {
            link(notation.text("Précédents", "Previous"), start: max(0, start - MovedPeople.pageSize))
        }
        if rest > 0 {
            link(
                start == 0
                    ? notation.text(
                        rest == 1 ? "L’autre" : "Les \(notation.count(rest)) autres",
                        rest == 1 ? "The other one" : "The \(notation.count(rest)) others")
                    : notation.text("Suivants", "Next"), start: shown.endIndex)
        }
        if onlyPaid {
            link(notation.text("Tous", "All"), start: 0, paid: false)
        } else if all.contains(where: \.hasPaid) {
            link(notation.text("Seulement ceux qui ont payé", "Only those who paid"), start: 0, paid: true)
        }
        if visit.may(.exportContacts) {
            a(.class("link"), .href(visit.links.definition("replay/moves.csv") + fields(0, onlyPaid).query)) {
                notation.text("Exporter", "Export")
            }
        }
    }

    private func fields(_ start: Int, _ paid: Bool) -> Fields {
        Fields([("from", cell.from ?? ""), ("to", cell.to ?? "")]).with("paid", paid ? "1" : nil)
            .with("start", start > 0 ? String(start) : nil)
    }

    private func link(_ text: String, start: Int, paid: Bool? = nil) -> Markup {
        let fields = fields(start, paid ?? onlyPaid).query
        return a(
            .class("link"), .href(visit.links.definition + fields + "#moves"),
            .hx("get", visit.links.definition("replay/moves") + fields), .hx("target", "#moves"),
            .hx("swap", "outerHTML")
        ) { text }
    }
}
