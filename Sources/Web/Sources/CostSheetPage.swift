import HTML
import Verger

/// Brings in costs from a spreadsheet: pasted, looked over, then kept.
struct CostSheetPage {
    let visit: Visit
    var text = ""
    var sheet: CostSheet?
    var targets: [String: Cost.Target] = [:]
    var book = SourceBook()
    var problem: Problem?

    private var notation: Notation { visit.notation }

    /// Rows whose campaign or channel nobody knows.
    var refused: [CostSheet.Row] { sheet?.rows.filter { targets[$0.target] == nil } ?? [] }

    var page: Page {
        var page = visit.sourcesPage(.costs)
        page.content = group {
            p(.class("muted reading")) {
                notation.text(
                    "Collez ici les lignes d’un tableur, première ligne comprise. Rien n’est gardé avant que vous ne l’ayez vérifié, et un tableau collé deux fois compte une fois.",
                    "Paste the rows of a spreadsheet here, its first line included. Nothing is kept before you have looked it over, and a table that is pasted twice counts once."
                )
            }
            if let problem { alert([problem]) }
            if let sheet {
                alert(sheet.problems + refused.map(unknown))
                if !sheet.rows.isEmpty { preview(sheet) }
            }
            form
        }
        return page
    }

    private func unknown(_ row: CostSheet.Row) -> Problem {
        Problem(
            Sentence(
                fr: "«\u{A0}\(row.target)\u{A0}» n’est ni une campagne ni un canal\u{A0}: ajoutez-la d’abord",
                en: "“\(row.target)” is neither a campaign nor a channel: add it first"),
            place: Place(line: row.line, column: 1))
    }

    @MarkupBuilder private func alert(_ problems: [Problem]) -> Markup {
        if !problems.isEmpty {
            div(.class("banner bad"), .role("alert")) {
                Icon.warn.markup
                ul(.class("plain")) {
                    for problem in problems.prefix(20) {
                        li { problem.text(in: visit.language).capitalizedFirst + "." }
                    }
                }
            }
        }
    }

    private func preview(_ sheet: CostSheet) -> Markup {
        let total = sheet.rows.reduce(Number.zero) { $0 + $1.amount }
        return section(.class("section")) {
            div(.class("head")) {
                h2 {
                    notation.plural(
                        sheet.rows.count, Sentence(fr: "coût lu", en: "cost read"),
                        Sentence(fr: "coûts lus", en: "costs read"))
                }
                span(.class("end")) { notation.exactMoney(total, visit.workspace.currency) }
            }
            div(.class("scroll short")) {
                table(.class("table figure-rows")) {
                    thead {
                        tr {
                            for title in [
                                notation.text("Pour", "For"), notation.text("Jours", "Days"),
                                notation.text("Nature", "Kind"), notation.text("Note", "Note"),
                            ] { th(Attribute("scope", "col")) { title } }
                            th(.class("r"), Attribute("scope", "col")) { notation.text("Montant", "Amount") }
                        }
                    }
                    tbody {
                        for row in sheet.rows {
                            tr {
                                td { row.target }
                                td { notation.days(row.days) }
                                td { visit.say(row.kind.label).capitalizedFirst }
                                td { row.note ?? "" }
                                td(.class("r")) { notation.exactMoney(row.amount, visit.workspace.currency) }
                            }
                        }
                    }
                }
            }
            if sheet.problems.isEmpty, refused.isEmpty {
                visit.postForm(visit.links.costSheet, .class("row-actions")) {
                    input(.type("hidden"), .name("rows"), .value(text))
                    input(.type("hidden"), .name("confirmed"), .value("yes"))
                    button(.class("btn primary")) { notation.text("Garder ces coûts", "Keep these costs") }
                }
            }
        }
    }

    private var form: Markup {
        visit.postForm(visit.links.costSheet, .class("form wide-form")) {
            div(.class("field")) {
                label(.for("rows")) { notation.text("Lignes", "Rows") }
                textarea(
                    .class("input mono"), .id("rows"), .name("rows"), Attribute("rows", "10"), .required(),
                    .aria("describedby", "rows-note"),
                    .placeholder(
                        notation.text(
                            "campagne;nature;du;au;montant;note\nSalon de Lyon;media;2026-03-01;2026-03-31;1234,50;stand",
                            "campaign;kind;from;to;amount;note\nLyon fair;media;2026-03-01;2026-03-31;1234.50;stand"))
                ) { text }
                span(.class("hint"), .id("rows-note")) {
                    notation.text(
                        "Colonnes\u{A0}: campagne ou canal, nature (media, humain, outils, autre), du, au, montant en \(visit.workspace.currency), note.",
                        "Columns: campaign or channel, kind (media, people, tools, other), from, to, amount in \(visit.workspace.currency), note."
                    )
                }
            }
            div(.class("actions")) { button(.class("btn")) { notation.text("Lire le tableau", "Read the table") } }
        }
    }
}
