import HTML
import Storage
import Verger

/// The contacts, and the costs, behind one figure.
struct CostRowsPage {
    let visit: Visit
    let choice: FunnelChoice
    let book: SourceBook
    let filter: SourceFilter

    static let most = 200

    private var notation: Notation { visit.notation }

    func contacts(
        _ arrivals: [CostReports.Arrival], of count: Int, stage: Sentence, _ people: [Contact.ID: Contact]
    ) -> Page {
        page(notation.text("\(visit.say(stage))\u{A0}: arrivés", "\(visit.say(stage)): arrived")) {
            if arrivals.isEmpty {
                nothing(notation.text("Personne", "Nobody"))
            } else {
                ArrivalTable(visit, arrivals, people, book).markup
            }
            if count > arrivals.count {
                p(.class("small faint")) {
                    notation.text(
                        "Les \(notation.count(arrivals.count)) derniers de \(notation.count(count)). Choisissez moins de jours pour voir les autres.",
                        "The last \(notation.count(arrivals.count)) of \(notation.count(count)). Choose fewer days to see the others."
                    )
                }
            }
        }
    }

    func costs(_ costs: [(cost: Cost, amount: Number)]) -> Page {
        page(notation.text("Coûts", "Costs")) {
            if costs.isEmpty { nothing(notation.text("Aucun coût", "No cost")) } else { table(costs) }
        }
    }

    private func page(_ what: String, @MarkupBuilder content: () -> Markup) -> Page {
        let from = choice.from.text(in: visit.language)
        let to = choice.to.text(in: visit.language)
        let name = filter.name(book, visit).map { " · \($0)" } ?? ""
        var page = Page(
            .leadCosts, title: what + notation.text(" du \(from) au \(to)", " from \(from) to \(to)") + name)
        page.parent = (visit.say(Section.leadCosts.label), visit.links.leadCosts + choice.fields.query)
        page.content = content()
        return page
    }

    private func nothing(_ title: String) -> Markup {
        div(.class("box empty")) {
            h2 { title }
            a(.class("btn"), .href(visit.links.leadCosts + choice.fields.query)) {
                notation.text("Revenir aux coûts", "Back to costs")
            }
        }
    }

    private func table(_ costs: [(cost: Cost, amount: Number)]) -> Markup {
        div(.class("scroll")) {
            HTML.table(.class("table figure-rows")) {
                thead {
                    tr {
                        for title in [
                            notation.text("Jours", "Days"), notation.text("Pour", "For"),
                            notation.text("Nature", "Kind"),
                            notation.text("Note", "Note"),
                        ] { th(Attribute("scope", "col")) { title } }
                        th(.class("r no-small"), Attribute("scope", "col")) { notation.text("En tout", "In all") }
                        th(.class("r"), Attribute("scope", "col")) { notation.text("Sur la période", "In the period") }
                    }
                }
                tbody { for item in costs { row(item.cost, item.amount) } }
                tfoot {
                    tr {
                        td(.colspan(4)) { notation.text("Ensemble", "All") }
                        td(.class("no-small"))
                        td(.class("r")) {
                            b {
                                notation.exactMoney(
                                    costs.reduce(.zero) { $0 + $1.amount }, visit.workspace.currency)
                            }
                        }
                    }
                }
            }
        }
    }

    private func row(_ cost: Cost, _ amount: Number) -> Markup {
        let source = CostReport.source(of: cost, book)
        return tr {
            td { notation.days(cost.days) }
            td {
                if let id = source.campaign {
                    a(.class("name"), .href(visit.links.campaign(id))) { SourceWords(visit, book).name(source) }
                } else if let statement = cost.statement {
                    a(.class("name"), .href(visit.links.statement(statement))) { SourceWords(visit, book).name(source) }
                } else {
                    a(.class("name"), .href(visit.links.channels)) { SourceWords(visit, book).name(source) }
                }
            }
            td { visit.say(cost.kind.label).capitalizedFirst }
            td { cost.note ?? "" }
            td(.class("r no-small")) { notation.exactMoney(cost.amount, visit.workspace.currency) }
            td(.class("r")) { notation.exactMoney(amount, visit.workspace.currency) }
        }
    }
}
