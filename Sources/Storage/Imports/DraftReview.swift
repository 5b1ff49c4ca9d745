package import Verger

/// Looks at the rows of a file without recording anything: who is new, who is known, who may be known, who can't come back.
package final class DraftReview {
    /// A row of the file, read.
    package struct Item {
        package let record: CSVRecord
        package let converted: ConvertedRow
        package let isCorrected: Bool
        /// What the row was when it was looked at before: what was decided of it holds as long as it looks like the same person.
        package let former: DraftRow?

        package init(
            _ record: CSVRecord, _ converted: ConvertedRow, isCorrected: Bool = false, former: DraftRow? = nil
        ) {
            self.record = record
            self.converted = converted
            self.isCorrected = isCorrected
            self.former = former
        }
    }

    private let workspace: Workspace
    private let kind: ImportKind
    private let types: [String: ValueType]
    /// What earlier rows of the file go by.
    private var seen: Set<Int> = []
    private var compared = 0

    /// New ones that are compared with everybody, which takes a few milliseconds each; the others are after the import.
    package static let mostCompared = 5_000

    package init(in workspace: Workspace, kind: ImportKind, types: [String: ValueType]) {
        self.workspace = workspace
        self.kind = kind
        self.types = types
    }

    /// What becomes of the rows; `survey` counts them.
    package func look(
        at items: [Item], _ survey: inout ImportSurvey, on connection: any SQLConnection
    ) throws -> [DraftRow] {
        var rows: [DraftRow] = []
        let read = items.map { item in item.converted.row }
        let verdicts = try verdicts(of: read.compactMap(\.self), on: connection)
        for item in items {
            guard item.converted.row != nil || !item.converted.problems.isEmpty else { continue }
            survey.rows += 1
            var row = DraftRow(
                number: item.record.row, line: item.record.line, cells: item.record.cells,
                isCorrected: item.isCorrected, verdict: .refused, problems: item.converted.problems,
                lookalike: nil, comparison: nil, choice: item.former?.choice)
            if let read = item.converted.row, let verdict = verdicts[read.row] {
                row.verdict = verdict.verdict
                row.problems += verdict.problems
                survey.activities += row.verdict == .refused || row.verdict == .suppressed ? 0 : read.activities.count
                if verdict.verdict == .new { try compare(read, &row, &survey, on: connection) }
            }
            if row.lookalike != item.former?.lookalike { row.choice = nil }
            survey.count(row.verdict)
            if row.hasWarning, row.verdict != .refused { survey.warned += 1 }
            if row.lookalike != nil { survey.lookalikes += 1 }
            if row.isWorthKeeping { rows.append(row) }
        }
        return rows
    }

    private struct Opinion {
        var verdict: DraftRow.Verdict
        var problems: [RowProblem] = []
    }

    private func verdicts(of rows: [ImportedRow], on connection: any SQLConnection) throws -> [Int: Opinion] {
        switch kind {
        case .contacts: try people(rows, on: connection)
        case .companies: try companies(rows, on: connection)
        case .activities, .payments: try facts(rows, on: connection)
        }
    }

    // MARK: People

    private func people(_ rows: [ImportedRow], on connection: any SQLConnection) throws -> [Int: Opinion] {
        let contacts = Contacts(connection, in: workspace, types: types)
        let described = rows.compactMap { row in row.contact.map { DescribedContact($0) } }
        var sightings: Sightings?
        let known = try KnownContacts(described, in: contacts, &sightings)
        var existing: [Contact.ID: Contact] = [:]
        for contact in try contacts.find(known.all) { existing[contact.id] = contact }
        let companies = Companies(connection, in: workspace)
        var names: [Company.ID: String] = [:]
        for company in try companies.find(Array(Set(existing.values.compactMap(\.company)))) {
            names[company.id] = company.fields[.name]?.folded
        }
        let numbered = zip(rows, described).map {
            NumberedRow(row: $0, number: $0.row, messageIDs: [], contact: $1)
        }
        let admitted = Set(try Suppressions(connection, in: workspace.id).admitted(numbered).map(\.number))
        var opinions: [Int: Opinion] = [:]
        for (row, described) in zip(rows, described) {
            guard admitted.contains(row.row) else {
                opinions[row.row] = Opinion(verdict: .suppressed)
                continue
            }
            do throws(KnownContacts.Conflict) {
                let match = try known.match(described)
                let isRepeated = !isFirst(described)
                guard let match, var contact = existing[match] else {
                    opinions[row.row] = Opinion(verdict: isRepeated ? .repeated : .new)
                    continue
                }
                let old = contact
                contact.merge(described.contact, keepingAddress: known.isFormerAddress(of: described))
                let hasMoved = described.companyName.map { $0 != old.company.flatMap { names[$0] } } ?? false
                opinions[row.row] = Opinion(
                    verdict: isRepeated ? .repeated : contact != old || hasMoved ? .updated : .unchanged)
            } catch {
                opinions[row.row] = Opinion(verdict: .refused, problems: [error.problem(in: row)])
            }
        }
        return opinions
    }

    /// Whether no earlier row of the file names the same person.
    private func isFirst(_ described: DescribedContact) -> Bool {
        let names = [described.name.map { "n" + $0 }, described.email.map { "e" + $0 }].compactMap { $0?.hashValue }
        let isKnown = names.contains(where: seen.contains)
        seen.formUnion(names)
        return !isKnown
    }

    private func compare(
        _ read: ImportedRow, _ row: inout DraftRow, _ survey: inout ImportSurvey, on connection: any SQLConnection
    ) throws {
        guard let contact = read.contact else { return }
        guard compared < DraftReview.mostCompared else {
            survey.uncompared += 1
            return
        }
        compared += 1
        let profile = MatchProfile(of: contact, in: workspace.zone)
        guard let like = try Lookalikes(connection, in: workspace).people(like: profile, limit: 1).first else { return }
        row.lookalike = like.record.id
        row.comparison = like.comparison
    }

    // MARK: Others

    private func companies(_ rows: [ImportedRow], on connection: any SQLConnection) throws -> [Int: Opinion] {
        let companies = Companies(connection, in: workspace)
        let known = try KnownCompanies(rows.compactMap(\.company), in: companies)
        var opinions: [Int: Opinion] = [:]
        for row in rows {
            guard let described = row.company else { continue }
            let name =
                (described.fields[CompanyField.externalID.rawValue] ?? described.fields[CompanyField.name.rawValue])?
                .folded ?? ""
            let isRepeated = !seen.insert(name.hashValue).inserted
            guard let id = known.match(described), let old = try companies.find([id]).first else {
                opinions[row.row] = Opinion(verdict: isRepeated ? .repeated : .new)
                continue
            }
            var new = old
            new.merge(described)
            opinions[row.row] = Opinion(verdict: isRepeated ? .repeated : new == old ? .unchanged : .updated)
        }
        return opinions
    }

    /// Rows about somebody who is there bring a fact; those about nobody are refused.
    private func facts(_ rows: [ImportedRow], on connection: any SQLConnection) throws -> [Int: Opinion] {
        let names = Set(rows.flatMap { $0.activities.compactMap(\.contact) })
        let contacts = try Contacts(connection, in: workspace).references(to: Array(names))
        let erased = try Suppressions(connection, in: workspace.id).named(names.filter { contacts[$0] == nil })
        var opinions: [Int: Opinion] = [:]
        for row in rows {
            let name = row.activities.first?.contact
            if let name, erased.contains(name) {
                opinions[row.row] = Opinion(verdict: .suppressed)
            } else if let name, contacts[name] != nil {
                opinions[row.row] = Opinion(verdict: .new)
            } else {
                opinions[row.row] = Opinion(verdict: .refused, problems: [ActivityBatch.unknown(name, row)])
            }
        }
        return opinions
    }
}

extension MatchProfile {
    /// What a person whom a file describes is compared by.
    package init(of contact: ImportedContact, in zone: Zone) {
        self.init(
            of: DescribedContact(contact).contact(Contact.ID(0), of: nil),
            companyName: contact.company?.fields[CompanyField.name.rawValue], in: zone)
    }
}
