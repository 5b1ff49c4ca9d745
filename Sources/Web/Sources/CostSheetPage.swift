import HTML
import Storage
import Verger

/// Brings in costs from a spreadsheet or from what an advertising tool exports: uploaded or pasted, looked over, corrected
/// where they stand, then kept. A row that was kept before is not kept again.
struct CostSheetPage {
    private let visit: Visit
    /// Of rows that name none.
    private let campaign: Campaign?
    private var text: String
    private let file: [UInt8]?
    private(set) var sheet: CostSheet?
    private(set) var targets: [String: Cost.Target] = [:]
    /// Keys of rows that were kept before.
    private var known: Set<String> = []
    var problem: Problem?

    init(_ visit: Visit) throws {
        self.visit = visit
        let id = (visit.form.text("campaign") ?? visit.query.text("campaign")).flatMap { Int64($0) }
        campaign = try id.flatMap { id in try visit.read { try Campaigns($0, in: visit.workspace.id).find(id) } }
        text = visit.form["rows"] ?? ""
        file = visit.call.multipart?.file("file").map { Array($0.bytes) }
    }

    private var notation: Notation { visit.notation }

    /// Reads what was uploaded, else what was pasted. Throws a `Problem` when there is no table.
    mutating func read() throws {
        if let file, !file.isEmpty {
            guard file.count <= CostSheet.limit else {
                throw Problem(Sentence(fr: "fichier de plus de 4 Mo", en: "file of over 4 MB"))
            }
            text = try CostSheet.text(of: file)
        }
        let sheet = try CostSheet(text, currency: visit.workspace.currency, campaign: campaign?.name)
        (targets, known) = try visit.read { connection in
            let book = try Channels(connection, in: visit.workspace.id).book()
            var targets: [String: Cost.Target] = [:]
            for row in sheet.rows {
                targets[row.target] =
                    book.campaign(named: row.target).map { .campaign($0.id) }
                    ?? (row.isTag ? nil : book.channel(named: row.target).map { .channel($0) })
            }
            return (targets, try Costs(connection, in: visit.workspace.id).imported(among: sheet.rows.map(\.key)))
        }
        self.sheet = sheet
    }

    /// Rows whose campaign or channel nobody knows.
    private var refused: [CostSheet.Row] { sheet?.rows.filter { targets[$0.target] == nil } ?? [] }

    var isSound: Bool { sheet.map { $0.problems.isEmpty && refused.isEmpty } ?? false }

    // MARK: Page

    var page: Page {
        var page = visit.sourcesPage(.costs)
        page.content = group {
            p(.class("muted reading")) {
                notation.text(
                    "Choisissez un fichier CSV, ou collez les lignes d’un tableur, première ligne comprise. Rien n’est gardé avant que vous ne l’ayez vérifié, et un tableau lu deux fois compte une fois.",
                    "Choose a CSV file, or paste the rows of a spreadsheet, its first line included. Nothing is kept before you have looked it over, and a table that is read twice counts once."
                )
            }
            if let campaign {
                p(.class("muted")) {
                    notation.text("Lignes sans campagne\u{A0}: ", "Rows without a campaign: ")
                    a(.class("link"), .href(visit.links.campaign(campaign.id))) { campaign.name }
                }
            }
            if let problem { alert(problem) }
            form
        }
        return page
    }

    private func alert(_ problem: Problem) -> Markup {
        div(.class("banner bad"), .role("alert")) {
            Icon.warn.markup
            div { problem.text(in: visit.language).capitalizedFirst + "." }
        }
    }

    private var form: Markup {
        visit.postForm(
            visit.links.costSheet, .class("form wide-form"), Attribute("enctype", "multipart/form-data")
        ) {
            if let campaign { input(.type("hidden"), .name("campaign"), .value(String(campaign.id))) }
            div(.class("field cost-file")) {
                label(.for("file")) { notation.text("Fichier CSV", "CSV file") }
                input(.type("file"), .id("file"), .name("file"), Attribute("accept", ".csv,.txt,.tsv,text/csv"))
            }
            if let sheet { preview(sheet) }
            rows
            div(.class("actions")) {
                if let sheet, isSound, sheet.rows.contains(where: { !known.contains($0.key) }) {
                    button(.class("btn primary"), .name("confirmed"), .value("yes")) {
                        notation.text("Garder ces coûts", "Keep these costs")
                    }
                    button(.class("btn")) { notation.text("Relire", "Read again") }
                } else {
                    button(.class("btn primary")) { notation.text("Lire le tableau", "Read the table") }
                }
            }
        }
    }

    private var rows: Markup {
        div(.class("field")) {
            label(.for("rows")) { notation.text("Lignes", "Rows") }
            textarea(
                .class("input mono"), .id("rows"), .name("rows"), Attribute("rows", "10"),
                .aria("describedby", "rows-note"), .aria("invalid", sheet != nil && !isSound ? "true" : nil),
                .placeholder(
                    notation.text(
                        "campagne;nature;du;au;montant;note\nSalon de Lyon;media;2026-03-01;2026-03-31;1234,50;stand",
                        "campaign;kind;from;to;amount;note\nLyon fair;media;2026-03-01;2026-03-31;1234.50;stand"))
            ) { text }
            span(.class("hint"), .id("rows-note")) {
                notation.text(
                    "Colonnes\u{A0}: campagne, canal ou utm_campaign\u{202F}; nature (media, humain, outils, autre)\u{202F}; du (ou date), au\u{202F}; montant en \(visit.workspace.currency)\u{202F}; note.",
                    "Columns: campaign, channel or utm_campaign; kind (media, people, tools, other); from (or date), to; amount in \(visit.workspace.currency); note."
                )
            }
        }
    }

    // MARK: What was read

    private func preview(_ sheet: CostSheet) -> Markup {
        let fresh = sheet.rows.filter { !known.contains($0.key) && targets[$0.target] != nil }
        let total = fresh.reduce(Number.zero) { $0 + $1.amount }
        let wrong = sheet.problems.count + refused.count
        return section(.class("section"), .aria("labelledby", "read")) {
            div(.class("head")) {
                h2(.id("read")) {
                    notation.plural(
                        fresh.count, Sentence(fr: "coût à garder", en: "cost to keep"),
                        Sentence(fr: "coûts à garder", en: "costs to keep"))
                }
                span(.class("end")) { notation.exactMoney(total, visit.workspace.currency) }
            }
            if wrong > 0 {
                div(.class("banner bad"), .role("alert")) {
                    Icon.warn.markup
                    div {
                        notation.plural(
                            wrong, Sentence(fr: "ligne à corriger", en: "row to correct"),
                            Sentence(fr: "lignes à corriger", en: "rows to correct"))
                            + notation.text(
                                " ci-dessous, puis relisez\u{A0}: rien n’est gardé.",
                                " below, then read again: nothing is kept.")
                    }
                }
            }
            div(.class("scroll short"), .tabindex(0), .role("region"), .aria("labelledby", "read")) {
                table(.class("table figure-rows")) {
                    thead {
                        tr {
                            for title in [
                                notation.text("Ligne", "Line"), notation.text("Pour", "For"),
                                notation.text("Jours", "Days"), notation.text("Nature", "Kind"),
                                notation.text("Note", "Note"),
                            ] { th(Attribute("scope", "col")) { title } }
                            th(.class("r"), Attribute("scope", "col")) { notation.text("Montant", "Amount") }
                        }
                    }
                    tbody { for line in lines(sheet) { line.markup } }
                }
            }
        }
    }

    /// Rows and problems, in the order of the table.
    private func lines(_ sheet: CostSheet) -> [(line: Int, markup: Markup)] {
        let wrong = sheet.problems.prefix(500).map { (line: $0.place?.line ?? 0, markup: wrongRow($0)) }
        let read = sheet.rows.prefix(2_000).map { (line: $0.line, markup: row($0)) }
        return (wrong + read).sorted { $0.line < $1.line }
    }

    private func wrongRow(_ problem: Problem) -> Markup {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let number = problem.place?.line ?? 0
        let written = lines.indices.contains(number - 1) ? String(lines[number - 1].prefix(200)) : ""
        return tr(.class("wrong")) {
            td { "\(number)" }
            td(.colspan(5)) {
                code { written }
                span(.class("error")) {
                    Icon.warn.markup
                    notation.text(
                        "colonne \(problem.place?.column ?? 1)\u{A0}: ", "column \(problem.place?.column ?? 1): ")
                        + visit.say(problem.sentence)
                }
            }
        }
    }

    private func row(_ row: CostSheet.Row) -> Markup {
        let isUnknown = targets[row.target] == nil
        return tr(.class(isUnknown ? "wrong" : nil)) {
            td { "\(row.line)" }
            td {
                row.target
                if isUnknown {
                    span(.class("error")) {
                        Icon.warn.markup
                        notation.text(
                            "ni une campagne ni un canal\u{A0}: ajoutez-la d’abord",
                            "neither a campaign nor a channel: add it first")
                    }
                } else if known.contains(row.key) {
                    " "
                    span(.class("chip line")) { notation.text("déjà gardé", "kept already") }
                }
            }
            td { notation.days(row.days) }
            td { visit.say(row.kind.label).capitalizedFirst }
            td { row.note ?? "" }
            td(.class("r")) { notation.exactMoney(row.amount, visit.workspace.currency) }
        }
    }
}
