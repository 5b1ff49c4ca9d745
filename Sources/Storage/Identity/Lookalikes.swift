package import Verger

/// The contacts and companies of one workspace that may be the same as one that is described: looked up by their keys, a few
/// hundred at most, and compared in memory.
package struct Lookalikes {
    private let connection: any SQLConnection
    private let workspace: Workspace

    package init(_ connection: any SQLConnection, in workspace: Workspace) {
        self.connection = connection
        self.workspace = workspace
    }

    /// A record that may be meant, and why.
    package struct Lookalike<Record: Sendable>: Sendable {
        package let record: Record
        package let profile: MatchProfile
        package let comparison: MatchComparison
        package let judgement: Judgement
    }

    /// Records of one key that are looked at: who shares a name with a thousand others is found by something else.
    private static let ofOneKey = 100
    /// Records that are compared.
    private static let most = 400

    // MARK: People

    /// Those that may be the person, the likeliest first.
    package func people(
        like profile: MatchProfile, except: Contact.ID? = nil, limit: Int = 20
    ) throws -> [Lookalike<Contact>] {
        let keys = MatchKeys.keys(ofPerson: profile)
        let ids = try candidates(.contact, keys).filter { $0 != except?.value }
        return judged(try people(ids), like: profile, by: .people, limit: limit)
    }

    /// What people are compared by, in order of id.
    package func profiles(of contacts: [Contact.ID]) throws -> [(record: Contact, profile: MatchProfile)] {
        try people(contacts.map(\.value))
    }

    private func people(_ ids: [Int64]) throws -> [(record: Contact, profile: MatchProfile)] {
        var result: [(record: Contact, profile: MatchProfile)] = []
        try connection.inBatches(of: ids.paddedForStatements) { batch in
            result += try connection.rows(
                """
                SELECT \(ContactRow.readColumns), o.name FROM contact c
                LEFT JOIN company o ON o.workspace = c.workspace AND o.id = c.company
                WHERE c.workspace = ? AND c.id IN (\(connection.marks(batch.count))) ORDER BY c.id
                """, [.integer(workspace.id.value)] + batch.map { .integer($0) }
            ) { row in
                let contact = try ContactRow.read(row)
                let companyName = row.textOrNil(ContactRow.readCount)
                return (contact, MatchProfile(of: contact, companyName: companyName, in: workspace.zone))
            }
        }
        return result
    }

    // MARK: Companies

    package func companies(
        like profile: MatchProfile, except: Company.ID? = nil, limit: Int = 20
    ) throws -> [Lookalike<Company>] {
        let ids = try candidates(.company, MatchKeys.keys(ofCompany: profile)).filter { $0 != except?.value }
        let found = try Companies(connection, in: workspace).find(ids.map { Company.ID($0) })
        return judged(found.map { ($0, MatchProfile(of: $0)) }, like: profile, by: .companies, limit: limit)
    }

    /// Those that have the same SIREN, domain or name, and which of these: somebody who records one is to know of them, however
    /// different the rest is.
    package func companies(
        sharing profile: MatchProfile, except: Company.ID? = nil
    ) throws -> [(company: Company, fields: [MatchField])] {
        let ids = try candidates(.company, MatchKeys.keys(ofCompany: profile)).filter { $0 != except?.value }
        return try Companies(connection, in: workspace).find(ids.map { Company.ID($0) }).compactMap { company in
            let other = MatchProfile(of: company)
            let shared = [MatchField.siren, .domain, .company].filter {
                profile[$0] != nil && profile[$0] == other[$0]
            }
            return shared.isEmpty ? nil : (company, shared)
        }
    }

    // MARK: Comparing

    private func candidates(_ subject: MatchSubject, _ keys: [Int64]) throws -> [Int64] {
        let kept = KeptKeys(of: subject, connection, in: workspace.id)
        var seen: Set<Int64> = []
        var found: [Int64] = []
        for key in keys where found.count < Lookalikes.most {
            found += try kept.records(with: key, limit: Lookalikes.ofOneKey).filter { seen.insert($0).inserted }
        }
        return found
    }

    private func judged<Record>(
        _ records: [(record: Record, profile: MatchProfile)], like profile: MatchProfile, by model: MatchModel,
        limit: Int
    ) -> [Lookalike<Record>] {
        let judged = records.compactMap { record, other -> Lookalike<Record>? in
            let comparison = MatchComparison(profile, other)
            let judgement = model.judgement(of: comparison)
            guard judgement.verdict != .no else { return nil }
            return Lookalike(record: record, profile: other, comparison: comparison, judgement: judgement)
        }
        return Array(judged.sorted { $0.judgement.weight > $1.judgement.weight }.prefix(limit))
    }
}

extension [Int64] {
    /// With the last one repeated up to one of a few lengths, so that statements have few forms, which are kept prepared.
    fileprivate var paddedForStatements: [Int64] {
        guard let last, count < 500 else { return self }
        var size = 1
        while size < count { size *= 4 }
        return self + Array(repeating: last, count: Swift.min(size, 500) - count)
    }
}
