import HTML
import Verger

/// Those who bring contacts, their terms, and what they are owed.
struct IntroducersPage {
    let visit: Visit
    let introducers: [Introducer]
    let statements: [Int64: [Statement]]
    let book: SourceBook
    let rules: Rules
    let form: IntroducerForm

    private var notation: Notation { visit.notation }

    var page: Page {
        var page = Page(.introducers, title: visit.say(Section.introducers.label))
        page.content = group {
            if introducers.isEmpty { empty } else { table }
            if visit.may(.manageSources) {
                details(.class("section adding"), .open(form.problem != nil)) {
                    summary { notation.text("Ajouter un apporteur", "Add an introducer") }
                    visit.postForm(visit.links.introducers, .class("form")) {
                        form.fields(visit, book, rules, isNew: true)
                        div(.class("actions")) {
                            button(.class("btn primary")) { notation.text("Ajouter", "Add") }
                        }
                    }
                }
            }
        }
        return page
    }

    private var empty: Markup {
        div(.class("box empty")) {
            h2 { notation.text("Aucun apporteur", "No introducer") }
            p {
                visit.isPartner
                    ? notation.text(
                        "Aucun accord n’est encore écrit pour les contacts que vous apportez.",
                        "No agreement is written yet for the contacts that you bring.")
                    : notation.text(
                        "Un apporteur est payé par contact ou par vente, selon des conditions écrites ici. Ses relevés se vérifient, s’approuvent et se paient ligne par ligne.",
                        "An introducer is paid for each contact or sale, on terms written here. Statements are checked, approved and paid line by line."
                    )
            }
        }
    }

    private var table: Markup {
        div(.class("scroll")) {
            HTML.table(.class("table figure-rows")) {
                thead {
                    tr {
                        th(Attribute("scope", "col")) { notation.text("Apporteur", "Introducer") }
                        th(.class("no-small"), Attribute("scope", "col")) { notation.text("Conditions", "Terms") }
                        th(.class("r"), Attribute("scope", "col")) { notation.text("À payer", "To pay") }
                        th(.class("r no-small"), Attribute("scope", "col")) { notation.text("Payé", "Paid") }
                    }
                }
                tbody {
                    for introducer in introducers {
                        tr {
                            td {
                                a(.class("name"), .href(visit.links.introducer(introducer.id))) { introducer.name }
                                span { introducer.source }
                                if !introducer.isActive {
                                    span(.class("chip line")) { notation.text("Terminé", "Ended") }
                                }
                            }
                            td(.class("no-small small muted")) { TermsWords(visit, rules).text(introducer.terms) }
                            td(.class("r")) { sum(introducer, .approved) }
                            td(.class("r no-small")) { sum(introducer, .paid) }
                        }
                    }
                }
            }
        }
    }

    private func sum(_ introducer: Introducer, _ state: Statement.State) -> String {
        let total = (statements[introducer.id] ?? []).filter { $0.state == state }.reduce(Number.zero) { $0 + $1.total }
        return total == .zero ? "–" : notation.exactMoney(total, visit.workspace.currency)
    }
}
