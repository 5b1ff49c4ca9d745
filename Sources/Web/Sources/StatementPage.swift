import HTML
import Verger

/// What an introducer is owed for some days, line by line: to check, to print, to pay.
struct StatementPage {
    let visit: Visit
    let statement: Statement
    let introducer: Introducer
    let rules: Rules
    let people: [Contact.ID: Contact]
    let problem: Statement.Problem?

    private var notation: Notation { visit.notation }
    private var currency: String { visit.workspace.currency }
    private var mayEdit: Bool { visit.may(.manageSources) && statement.state == .draft }
    private var mayDispute: Bool { visit.isPartner && statement.state == .draft }

    static func chip(_ statement: Statement, _ visit: Visit) -> Markup {
        let look =
            switch statement.state {
            case .draft: "chip line"
            case .approved: "chip warn"
            case .paid: "chip good"
            }
        return span(.class(look)) { visit.say(statement.state.label).capitalizedFirst }
    }

    var page: Page {
        var page = Page(
            .introducers, title: notation.text("Relevé ", "Statement ") + notation.days(statement.days))
        page.parent = (introducer.name, visit.links.introducer(introducer.id))
        page.actions = actions
        page.content = div(.class("reading statement")) {
            if let problem {
                div(.class("banner bad"), .role("alert")) {
                    Icon.warn.markup
                    div { visit.say(problem.sentence) }
                }
            }
            head
            if statement.lines.isEmpty {
                p(.class("faint")) {
                    notation.text("Rien n’est dû pour ces jours.", "Nothing is due for these days.")
                }
            } else {
                lines
            }
            foot
        }
        return page
    }

    private var head: Markup {
        dl(.class("mail-facts")) {
            row(notation.text("De", "From"), Markup(visit.workspace.name))
            row(
                notation.text("Pour", "For"),
                Markup([introducer.name, introducer.email].compactMap(\.self).joined(separator: ", ")))
            row(
                notation.text("Conditions", "Terms"),
                Markup(TermsWords(visit, rules).text(introducer.terms).capitalizedFirst))
            row(notation.text("État", "State"), StatementPage.chip(statement, visit) + Markup(state))
        }
    }

    private func row(_ name: String, _ value: Markup) -> Markup { dt { name } + dd { value } }

    private var state: String {
        switch statement.state {
        case .draft: ""
        case .approved:
            statement.approvedAt.map { notation.text(" approuvé le ", " approved on ") + notation.day($0) } ?? ""
        case .paid:
            (statement.paidAt.map { " " + notation.text("le ", "on ") + notation.day($0) } ?? "")
                + (statement.reference.map { " · \($0)" } ?? "")
        }
    }

    // MARK: Lines

    private var lines: Markup {
        table(.class("table figure-rows statement-lines")) {
            thead {
                tr {
                    th(Attribute("scope", "col")) { notation.text("Contact", "Contact") }
                    th(Attribute("scope", "col")) { notation.text("Date", "Date") }
                    if isShare { th(.class("r"), Attribute("scope", "col")) { notation.text("Paiement", "Payment") } }
                    th(Attribute("scope", "col")) { notation.text("État", "State") }
                    th(.class("r"), Attribute("scope", "col")) { notation.text("Montant", "Amount") }
                }
            }
            tbody { for line in statement.lines { row(line) } }
            tfoot {
                tr {
                    td(.colspan(isShare ? 4 : 3)) { notation.text("À payer", "To pay") }
                    td(.class("r")) { b { notation.exactMoney(statement.total, currency) } }
                }
            }
        }
    }

    private var isShare: Bool { statement.lines.contains { $0.due.base != nil } }

    private func row(_ line: Statement.Line) -> Markup {
        let contact = people[line.due.contact]
        let isSeen = contact.map(visit.member.visibility.includes) ?? false
        return tr(.class(line.state == .due ? nil : "not-due")) {
            td {
                if isSeen {
                    a(.class("name"), .href(visit.links.contact(line.due.contact))) { contact?.displayName ?? "" }
                } else {
                    notation.text("contact n° \(line.due.contact.value)", "contact no. \(line.due.contact.value)")
                }
            }
            td { notation.day(line.due.at) }
            if isShare { td(.class("r")) { line.due.base.map { notation.exactMoney($0, currency) } ?? "" } }
            td {
                mark(line)
                if mayEdit || mayDispute { menu(line) }
            }
            td(.class("r")) { notation.exactMoney(line.due.amount, currency) }
        }
    }

    private func mark(_ line: Statement.Line) -> Markup {
        let look =
            switch line.state {
            case .due: "chip good"
            case .disputed: "chip warn"
            case .dropped: "chip"
            }
        return group {
            span(.class(look)) { visit.say(line.state.label).capitalizedFirst }
            if let reason = line.reason {
                span(.class("small muted block")) { [reason, line.by].compactMap(\.self).joined(separator: " · ") }
            }
        }
    }

    private func menu(_ line: Statement.Line) -> Markup {
        details(.class("line-menu no-print")) {
            summary { mayEdit ? notation.text("Changer", "Change") : notation.text("Contester", "Dispute") }
            if mayEdit {
                visit.postForm(visit.links.statement(statement.id) + "/lines", .class("form")) {
                    self.line(line)
                    div(.class("row-actions")) {
                        button(.class("btn small"), .name("state"), .value("due")) { notation.text("Due", "Due") }
                        button(.class("btn small"), .name("state"), .value("dropped")) {
                            notation.text("Écarter", "Drop")
                        }
                    }
                }
            }
            visit.postForm(visit.links.statement(statement.id) + "/disputes", .class("form")) {
                self.line(line)
                button(.class("btn small")) { notation.text("Contester", "Dispute") }
            }
        }
    }

    private func line(_ line: Statement.Line) -> Markup {
        group {
            input(.type("hidden"), .name("line"), .value(line.due.key))
            input(
                .class("input"), .type("text"), .name("reason"), .value(line.reason),
                .placeholder(notation.text("Pourquoi", "Why")), .aria("label", notation.text("Pourquoi", "Why")))
        }
    }

    // MARK: Acts

    private var actions: Markup {
        group {
            if visit.may(.manageSources) {
                switch statement.state {
                case .draft:
                    if !statement.lines.isEmpty {
                        visit.postForm(visit.links.statement(statement.id) + "/approval") {
                            button(
                                .class("btn primary"), .disabled(statement.hasDisputes),
                                .title(statement.hasDisputes ? visit.say(Statement.Problem.disputed.sentence) : nil)
                            ) { notation.text("Approuver", "Approve") }
                        }
                    }
                case .approved:
                    visit.postForm(visit.links.statement(statement.id) + "/reopening") {
                        button(.class("btn quiet")) { notation.text("Rouvrir", "Reopen") }
                    }
                case .paid: Markup()
                }
            }
        }
    }

    private var foot: Markup {
        group {
            if visit.may(.manageSources), statement.state == .approved {
                visit.postForm(visit.links.statement(statement.id) + "/payment", .class("form inline-form no-print")) {
                    FormField("reference", notation.text("Référence du virement", "Reference of the transfer")).optional
                        .markup
                    button(.class("btn primary")) { notation.text("Marquer payé", "Mark as paid") }
                }
            }
            p(.class("small faint no-print")) {
                notation.text(
                    "Cette page s’imprime telle quelle, sans menus. Une ligne n’est jamais due deux fois, d’un relevé à l’autre.",
                    "This page prints as it is, without menus. A line is never due twice, from one statement to another."
                )
            }
        }
    }
}
