import HTML
import Storage
import Verger

/// The contacts who reached a higher stage after they took a content.
struct RipenedPage {
    let visit: Visit
    let content: Content
    let rules: Rules
    let takers: [ContentFigures.Taker]
    let rows: [Contact.ID: ContactList.Row]

    private var notation: Notation { visit.notation }

    var page: Page {
        var page = Page(.contents, title: notation.text("Ont mûri ensuite", "Ripened after"))
        page.parent = (content.title, visit.links.content(content.id))
        page.fact = notation.text(
            "étape plus haute dans les 90 jours", "higher stage within 90 days")
        page.content = takers.isEmpty ? empty : table
        return page
    }

    private var table: Markup {
        let marks = StageMarks(rules, visit.language)
        return HTML.table(.class("table figure-rows")) {
            thead {
                tr {
                    th(Attribute("scope", "col")) { notation.text("Contact", "Contact") }
                    th(Attribute("scope", "col")) { notation.text("Pris le", "Taken on") }
                    th(Attribute("scope", "col")) { notation.text("Passage", "Move") }
                    th(.class("no-small"), Attribute("scope", "col")) { notation.text("Le", "On") }
                }
            }
            tbody {
                for taker in takers {
                    if let row = rows[taker.contact] {
                        tr {
                            td {
                                a(.class("name"), .href(visit.links.contact(row.id))) { row.contact.displayName }
                                span { row.companyName ?? row.contact.fields[.email] ?? "" }
                            }
                            td { time(.datetime(taker.at.iso8601)) { notation.day(taker.at) } }
                            td { marks.move(from: taker.from, to: taker.to) }
                            td(.class("no-small")) {
                                time(.datetime(taker.ripenedAt.iso8601)) { notation.day(taker.ripenedAt) }
                            }
                        }
                    }
                }
            }
        }
    }

    private var empty: Markup {
        div(.class("empty")) {
            h2 { notation.text("Personne encore", "Nobody yet") }
            p {
                notation.text(
                    "Aucun contact n’a atteint une étape plus haute dans les 90 jours après l’avoir pris.",
                    "No contact reached a higher stage within 90 days of taking it.")
            }
        }
    }
}
