import HTML
import Storage
import Verger
import Work

/// The rows that need a look, as a grid: the cells that are read can be corrected in place, and are looked at again.
struct DraftGrid {
    let visit: Visit
    let draft: ImportDraft
    let rows: [DraftRow]
    let tab: ImportCheckPage.Tab

    private var notation: Notation { visit.notation }

    /// Columns that are read, in the order of the file.
    private var shown: [Int] { draft.mapping.columns.indices.filter { draft.mapping.columns[$0].target != nil } }

    var markup: Markup {
        group {
            p(.class("muted small")) { visit.say(explanation) }
            visit.postForm(visit.links.importDraft(draft.id) + "/rows", .class("contents")) {
                input(.type("hidden"), .name("tab"), .value(tab.rawValue))
                input(.type("hidden"), .name("after"), .value(visit.query["after"] ?? ""))
                div(.class("scroll grid-scroll")) {
                    HTML.table(.class("table import-grid")) {
                        thead {
                            tr {
                                th(Attribute("scope", "col")) { notation.text("Ligne", "Line") }
                                for index in shown { th(Attribute("scope", "col")) { draft.header[index] } }
                            }
                        }
                        tbody { for row in rows { markup(of: row) } }
                    }
                }
                if isEditable {
                    div(.class("actions")) {
                        button(.class("btn")) {
                            notation.text("Enregistrer et vérifier de nouveau", "Save and check again")
                        }
                    }
                }
            }
        }
    }

    private var isEditable: Bool { draft.isChangeable && tab != .suppressed }

    private var explanation: Sentence {
        switch tab {
        case .errors:
            Sentence(
                fr:
                    "Ces lignes n’entrent pas telles quelles. Corrigez la cellule marquée\u{A0}: elle est vérifiée tout de suite.",
                en: "These rows don’t come in as they are. Correct the cell that is marked: it is checked at once.")
        case .warnings:
            Sentence(
                fr: "Ces lignes entrent, avec une réserve sur la cellule marquée.",
                en: "These rows come in, with a doubt about the cell that is marked.")
        case .suppressed:
            Sentence(
                fr: "Ces personnes ont demandé à être effacées\u{A0}: elles ne peuvent pas revenir par un fichier.",
                en: "These people asked to be erased: they can’t come back by a file.")
        case .corrected:
            Sentence(
                fr: "Les valeurs corrigées ici remplacent celles du fichier.",
                en: "The values corrected here take the place of those of the file.")
        case .lookalikes: Sentence(verbatim: "")
        }
    }

    @MarkupBuilder private func markup(of row: DraftRow) -> Markup {
        let wrong = Set(row.problems.compactMap(\.column))
        tr(.class(row.problems.isEmpty ? nil : "has-problem")) {
            th(.class("num"), Attribute("scope", "row"), Attribute("rowspan", row.problems.isEmpty ? nil : "2")) {
                notation.count(row.line)
            }
            for index in shown { cell(index, of: row, isWrong: wrong.contains(draft.header[index])) }
        }
        if !row.problems.isEmpty {
            tr(.class("problem-line"), .id("problem-\(row.number)")) {
                td(.colspan(shown.count)) {
                    for problem in row.problems {
                        p(.class(problem.severity == .error ? "error" : "hint")) {
                            Icon.warn.markup
                            span {
                                if let column = problem.column { b { column + notation.text("\u{A0}: ", ": ") } }
                                visit.say(problem.sentence).capitalizedFirst
                            }
                        }
                    }
                }
            }
        }
    }

    private func cell(_ index: Int, of row: DraftRow, isWrong: Bool) -> Markup {
        let value = index < row.cells.count ? row.cells[index] : ""
        return td(.class(isWrong ? "is-wrong" : nil)) {
            if isEditable {
                input(
                    .class("input"), .name("cell-\(row.number)-\(index)"), .value(value),
                    .aria("label", "\(draft.header[index]), \(notation.text("ligne", "line")) \(row.line)"),
                    .aria("invalid", isWrong ? "true" : nil),
                    .aria("describedby", isWrong ? "problem-\(row.number)" : nil))
            } else {
                value
            }
        }
    }

    // MARK: Saving

    @Sendable static func save(_ visit: Visit) throws -> Answer {
        var typed: [Int: [Int: String]] = [:]
        for field in visit.form.all where field.name.hasPrefix("cell-") {
            let parts = field.name.split(separator: "-").compactMap { Int($0) }
            if parts.count == 2 { typed[parts[0], default: [:]][parts[1]] = field.value }
        }
        let tab = visit.form["tab"].flatMap(ImportCheckPage.Tab.init(rawValue:)) ?? .errors
        let outcome = try visit.write { connection -> (draft: Int64, changed: Int, left: Int) in
            let draft = try visit.draft(connection)
            guard draft.isChangeable, draft.state == .checked || draft.state == .failed,
                let reading = try DraftReading(draft.id, in: visit.workspace, connection)
            else { return (draft.id, 0, 0) }
            let rows = try DraftRows(connection, in: visit.workspace.id, of: draft.id).find(Array(typed.keys))
            let changes = rows.compactMap { row -> (row: DraftRow, cells: [String])? in
                var cells = row.cells
                for (index, value) in typed[row.number] ?? [:] where draft.header.indices.contains(index) {
                    while cells.count <= index { cells.append("") }
                    cells[index] = value.replacing("\u{0}", with: "")
                }
                return cells == row.cells ? nil : (row, cells)
            }
            let looked = try reading.reviewed(changes, at: visit.now, on: connection)
            try ImportDrafts(connection, in: visit.workspace.id).save(looked, of: draft.id, at: visit.now)
            return (draft.id, looked.count, looked.count { $0.new.verdict == .refused })
        }
        let after = visit.form.integer("after").map { "&after=\($0)" } ?? ""
        let target = visit.links.importDraft(outcome.draft) + "?tab=\(tab.rawValue)\(after)#rows"
        guard outcome.changed > 0 else { return .redirect(to: target) }
        let notation = visit.notation
        let fixed = outcome.changed - outcome.left
        return .redirect(to: target).toast(
            outcome.left == 0
                ? notation.plural(
                    fixed, Sentence(fr: "ligne corrigée.", en: "row corrected."),
                    Sentence(fr: "lignes corrigées.", en: "rows corrected."))
                : notation.text(
                    "\(fixed) corrigées, \(outcome.left) ont encore une erreur.",
                    "\(fixed) corrected, \(outcome.left) still have an error."))
    }
}
