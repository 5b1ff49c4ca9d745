internal import Exchange
package import Spreadsheet
package import Storage
package import Verger

/// What is needed to read the rows of a draft: the draft, and the rules of its workspace.
package struct DraftReading {
    package let draft: ImportDraft
    package let workspace: Workspace
    package let stored: Definitions.Stored
    package let rules: Rules

    /// Nil when the draft is gone, or the workspace has no definition.
    package init?(_ id: Int64, in workspace: Workspace, _ connection: any SQLConnection) throws {
        let definitions = Definitions(connection, in: workspace)
        guard let draft = try ImportDrafts(connection, in: workspace.id).find(id),
            let stored = try definitions.active(),
            let rules = try definitions.rules()
        else { return nil }
        self.draft = draft
        self.workspace = workspace
        self.stored = stored
        self.rules = rules
    }

    /// Throws `Problems` where the mapping does not fit the file or the definition.
    package func converter(at now: Instant) throws -> RowConverter {
        let settings = ImportSettings(
            zone: workspace.zone, currency: workspace.currency, region: workspace.region,
            fields: stored.definition.fields, kinds: rules.catalogue.kindsByName, now: now)
        var map = draft.mapping.map(draft.statement)
        map.needsProof = true
        return try RowConverter(
            kind: draft.mapping.kind, header: draft.header, map: map, settings: settings, phone: PhoneNumbers.e164)
    }

    package func open(_ database: any SQLDatabase) throws -> OpenTable {
        try OpenTable(
            DraftFile(database, in: workspace.id, of: draft.id, size: draft.size).source, sheet: draft.sheet,
            in: draft.language)
    }

    package func review() -> DraftReview {
        DraftReview(in: workspace, kind: draft.mapping.kind, types: stored.definition.fields)
    }

    /// `rows` looked at again with other cells, as a person corrected them.
    package func reviewed(
        _ rows: [(row: DraftRow, cells: [String])], at now: Instant, on connection: any SQLConnection
    ) throws -> [(old: DraftRow, new: DraftRow)] {
        var converter = try converter(at: now)
        let items = rows.map { row, cells in
            let record = CSVRecord(
                cells: cells, row: row.number, line: row.line,
                end: CSVPosition(offset: 0, line: row.line + 1, row: row.number + 1))
            return DraftReview.Item(record, converter.convert(record), isCorrected: true, former: row)
        }
        var survey = ImportSurvey()
        let looked = try review().look(at: items, &survey, on: connection)
        let byNumber = Dictionary(looked.map { ($0.number, $0) }) { first, _ in first }
        return rows.map { row, cells in
            var emptied = row
            emptied.cells = cells
            emptied.isCorrected = true
            emptied.verdict = .unchanged
            emptied.problems = []
            (emptied.lookalike, emptied.comparison, emptied.choice) = (nil, nil, nil)
            return (row, byNumber[row.number] ?? emptied)
        }
    }
}

extension DraftReading {
    /// What the people of rows are compared by, by the number of the row; those that can't be read are left out.
    package func profiles(of rows: [DraftRow], at now: Instant) throws -> [Int: MatchProfile] {
        var converter = try converter(at: now)
        var profiles: [Int: MatchProfile] = [:]
        for row in rows {
            let record = CSVRecord(
                cells: row.cells, row: row.number, line: row.line,
                end: CSVPosition(offset: 0, line: row.line + 1, row: row.number + 1))
            guard let contact = converter.convert(record).row?.contact else { continue }
            profiles[row.number] = MatchProfile(of: contact, in: workspace.zone)
        }
        return profiles
    }
}
