import HTML
import Verger

/// One introducer: the terms, what they brought and whether it counts, the statements.
struct IntroducerPage {
    let visit: Visit
    let introducer: Introducer
    let rules: Rules
    let book: SourceBook
    let introductions: [Introduction]
    let people: [Contact.ID: Contact]
    let statements: [Statement]
    let form: IntroducerForm?
    let problem: Sentence?

    private static let most = 100
    private var notation: Notation { visit.notation }

    var page: Page {
        var page = Page(.introducers, title: introducer.name)
        if !visit.isPartner { page.parent = (visit.say(Section.introducers.label), visit.links.introducers) }
        page.fact = notation.text("source\u{A0}: \(introducer.source)", "source: \(introducer.source)")
        page.content = group {
            p(.class("lede")) { TermsWords(visit, rules).text(introducer.terms).capitalizedFirst + "." }
            if let problem {
                div(.class("banner bad"), .role("alert")) {
                    Icon.warn.markup
                    div { visit.say(problem) }
                }
            }
            statementSection
            introductionSection
            if visit.may(.manageSources) { editSection }
        }
        return page
    }

    // MARK: Statements

    private var statementSection: Markup {
        section(.class("section"), .aria("labelledby", "statements")) {
            div(.class("head")) { h2(.id("statements")) { notation.text("Relevés", "Statements") } }
            if statements.isEmpty {
                p(.class("faint")) { notation.text("Aucun encore.", "None yet.") }
            } else {
                table(.class("table figure-rows")) {
                    thead {
                        tr {
                            th(Attribute("scope", "col")) { notation.text("Jours", "Days") }
                            th(Attribute("scope", "col")) { notation.text("État", "State") }
                            th(.class("r"), Attribute("scope", "col")) { notation.text("Lignes", "Lines") }
                            th(.class("r"), Attribute("scope", "col")) { notation.text("À payer", "To pay") }
                        }
                    }
                    tbody {
                        for statement in statements {
                            tr {
                                td {
                                    a(.class("name"), .href(visit.links.statement(statement.id))) {
                                        notation.days(statement.days)
                                    }
                                }
                                td { StatementPage.chip(statement, visit) }
                                td(.class("r")) { notation.count(statement.lines.count) }
                                td(.class("r")) { notation.exactMoney(statement.total, visit.workspace.currency) }
                            }
                        }
                    }
                }
            }
            if visit.may(.manageSources) { drawing }
        }
    }

    private var drawing: Markup {
        let today = visit.workspace.zone.day(at: visit.now)
        let month = DaySpan.month(of: Day(number: DaySpan.month(of: today).first.number - 1))
        return visit.postForm(visit.links.introducer(introducer.id) + "/statements", .class("form inline-form")) {
            FormField(
                "from", notation.text("Du", "From"), type: "date",
                value: visit.form.text("from") ?? month.first.description
            ).markup
            FormField(
                "to", notation.text("Au", "To"), type: "date", value: visit.form.text("to") ?? month.last.description
            ).markup
            button(.class("btn")) { notation.text("Établir le relevé", "Draw up the statement") }
        }
    }

    // MARK: Introductions

    private var introductionSection: Markup {
        section(.class("section"), .aria("labelledby", "brought")) {
            div(.class("head")) {
                h2(.id("brought")) { notation.text("Contacts apportés", "Contacts brought") }
                span(.class("end")) { notation.count(introductions.count) }
            }
            if introductions.isEmpty {
                p(.class("faint")) {
                    notation.text(
                        "Personne encore ne porte la source «\u{A0}\(introducer.source)\u{A0}».",
                        "Nobody carries the source “\(introducer.source)” yet.")
                }
            } else {
                div(.class("scroll")) {
                    table(.class("table figure-rows")) {
                        thead {
                            tr {
                                for title in [
                                    notation.text("Contact", "Contact"), notation.text("Apporté", "Brought"),
                                    notation.text("Selon les conditions", "By the terms"),
                                ] { th(Attribute("scope", "col")) { title } }
                            }
                        }
                        tbody { for item in introductions.reversed().prefix(IntroducerPage.most) { row(item) } }
                    }
                }
            }
            if introductions.count > IntroducerPage.most {
                p(.class("small faint")) {
                    notation.text("Les \(IntroducerPage.most) derniers.", "The last \(IntroducerPage.most).")
                }
            }
        }
    }

    private func row(_ introduction: Introduction) -> Markup {
        let contact = people[introduction.contact]
        let isSeen = contact.map(visit.member.visibility.includes) ?? false
        return tr {
            td {
                if isSeen {
                    a(.class("name"), .href(visit.links.contact(introduction.contact))) { contact?.displayName ?? "" }
                    span { contact?.fields[.email] ?? "" }
                } else {
                    span(.class("faint")) {
                        notation.text(
                            "contact n° \(introduction.contact.value)", "contact no. \(introduction.contact.value)")
                    }
                }
            }
            td { notation.day(introduction.at) }
            td { verdict(introduction) }
        }
    }

    private func verdict(_ introduction: Introduction) -> Markup {
        switch introduction.verdict(introducer.terms, at: visit.now) {
        case .owed(let dues):
            let total = dues.reduce(Number.zero) { $0 + $1.amount }
            return group {
                span(.class("chip good")) { notation.text("Compte", "Counts") }
                " " + notation.exactMoney(total, visit.workspace.currency)
                span(.class("faint")) { " · " + dues.prefix(3).map { notation.day($0.at) }.joined(separator: ", ") }
            }
        case .open(let end):
            return group {
                span(.class("chip line")) { notation.text("Pas encore", "Not yet") }
                end.map { notation.text(" jusqu’au ", " until ") + notation.day($0) } ?? ""
            }
        case .tooLate: return span(.class("chip")) { notation.text("Hors délai", "Too late") }
        case .known(let since):
            return group {
                span(.class("chip")) { notation.text("Déjà connu", "Known already") }
                notation.text(" depuis le ", " since ") + notation.day(since)
            }
        }
    }

    private var editSection: Markup {
        details(.class("section adding"), .open(form != nil)) {
            summary { notation.text("Modifier les conditions", "Change the terms") }
            visit.postForm(visit.links.introducer(introducer.id), .class("form")) {
                (form ?? IntroducerForm(introducer, notation)).fields(visit, book, rules, isNew: false)
                div(.class("actions")) {
                    button(.class("btn primary")) { notation.text("Enregistrer", "Save") }
                }
            }
        }
    }
}
