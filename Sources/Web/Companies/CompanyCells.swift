import HTML
import HTTPTypes
import Storage
import Verger

/// Fields of companies edited in the list itself.
enum CompanyCells {
    static let routes = [
        Route(.get, "companies/{company}/cells/{column}", may: .editContacts, edit),
        Route(.post, "companies/{company}/cells/{column}", may: .editContacts, save),
    ]

    private struct Cell {
        let column: CompanyColumn
        let field: CompanyField
        let row: CompanyList.Row
        let rules: Rules

        init(_ visit: Visit, _ connection: any SQLConnection) throws {
            guard let column = CompanyColumn(name: visit.call.parameters["column"] ?? ""),
                let field = column.editedField
            else { throw Refusal.notFound }
            let company = try visit.company(connection)
            let list = CompanyList(
                connection, in: visit.workspace, filter: CompanyFilter(seenBy: visit.member.visibility), at: visit.now)
            guard let row = try list.rows(of: [company.id])[company.id] else { throw Refusal.notFound }
            self.column = column
            self.field = field
            self.row = row
            rules = try visit.rules(on: connection)
        }

        func shown(_ visit: Visit) -> Markup {
            CompanyRowView(setting: CompanyRowSetting(visit, columns: [column], rules: rules), row: row).cell
        }
    }

    /// What keeps a typed value from being recorded.
    private struct Refused: Error {
        let sentence: Sentence
        var despite: String?
    }

    @Sendable private static func edit(_ visit: Visit) throws -> Answer {
        let cell = try visit.read { try Cell(visit, $0) }
        if visit.query.text("shown") == "1" { return .fragment(cell.shown(visit)) }
        return .fragment(form(visit, cell, cell.row.company.fields[cell.field] ?? "", cell.row.version))
    }

    @Sendable private static func save(_ visit: Visit) throws -> Answer {
        let typed = visit.form.text("value") ?? ""
        do {
            try visit.write { connection in
                let cell = try Cell(visit, connection)
                let draft = CompanyDraft([(cell.field.rawValue, typed)], over: cell.row.company)
                if let problem = draft.problems.first { throw Refused(sentence: problem.sentence) }
                try heed(CompanyNamesakes(of: draft.company, changing: cell.row.company, visit, connection), visit)
                _ = try CompanyEditing(connection, in: visit.workspace, at: visit.now).update(
                    draft, from: cell.row.company, expecting: visit.form.text("version").flatMap { Int64($0) },
                    by: visit.member.user.email)
            }
            return .fragment(try visit.read { try Cell(visit, $0) }.shown(visit))
        } catch let conflict as EditConflict<Company> {
            let cell = try visit.read { try Cell(visit, $0) }
            let held = conflict.recorded.fields[cell.field] ?? visit.notation.text("rien", "nothing")
            return .fragment(
                form(
                    visit, cell, typed, conflict.version,
                    Refused(
                        sentence: Sentence(
                            fr:
                                "changé entre-temps en «\u{A0}\(held)\u{A0}»\u{A0}; enregistrez de nouveau pour garder le vôtre",
                            en: "changed meanwhile to “\(held)”; save again to keep yours"))))
        } catch let refused as Refused {
            let cell = try visit.read { try Cell(visit, $0) }
            return .fragment(form(visit, cell, typed, cell.row.version, refused))
        }
    }

    private static func heed(_ namesakes: CompanyNamesakes, _ visit: Visit) throws {
        guard namesakes.areUnseen(by: visit.form), let first = namesakes.all.first else { return }
        throw Refused(
            sentence: Sentence(
                fr:
                    "\(first.company.displayName) a \(first.reason.fr)\u{A0}; enregistrez de nouveau si ce sont deux entreprises",
                en: "\(first.company.displayName) has \(first.reason.en); save again if these are two companies"),
            despite: namesakes.ids)
    }

    private static func form(
        _ visit: Visit, _ cell: Cell, _ value: String, _ version: Int64, _ refused: Refused? = nil
    ) -> Markup {
        CellForm(
            visit: visit, target: visit.links.company(cell.row.id) + "/cells/\(cell.column.name)",
            cssName: cell.column.cssName, version: version,
            control: input(
                .class("input"), .name("value"), .value(value), .autofocus(),
                .aria("label", visit.say(cell.column.label))),
            problem: refused?.sentence, despite: refused?.despite
        ).markup
    }
}
