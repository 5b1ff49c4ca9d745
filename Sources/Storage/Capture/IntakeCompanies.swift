import Verger

/// The companies that some calls name.
final class IntakeCompanies {
    private let companies: Companies
    private let now: Instant
    private var known: KnownCompanies?
    private var records: [Company.ID: Company] = [:]
    private var created: [Company.ID] = []
    private var implicit: Set<Company.ID> = []
    private var originals: [Company.ID: Company] = [:]

    init(_ connection: any SQLConnection, in workspace: Workspace, at now: Instant) {
        companies = Companies(connection, in: workspace)
        self.now = now
    }

    func prepare(for calls: [TrackingCall]) throws {
        let described = calls.compactMap { $0.company ?? $0.person?.company }
        if !described.isEmpty { known = try KnownCompanies(described, in: companies) }
    }

    /// The company that is meant, a new one when nobody knows it, with what is said of it taken over.
    /// `isImplicit`: a person's trait names it.
    func company(_ described: ImportedCompany, isImplicit: Bool) throws -> Company.ID? {
        guard let id = known?.match(described) else {
            let id = try companies.newIDs(1)[0]
            var company = Company(id: id)
            company.merge(described)
            records[id] = company
            created.append(id)
            if isImplicit { implicit.insert(id) }
            known?.note(described, id)
            return id
        }
        if records[id] == nil, let record = try companies.find([id]).first {
            originals[id] = record
            records[id] = record
        }
        records[id]?.merge(described)
        known?.note(described, id)
        return id
    }

    func write() throws {
        for isImplicit in [true, false] {
            let new = created.filter { implicit.contains($0) == isImplicit }.compactMap { records[$0] }
            try companies.insert(new, isImplicit: isImplicit, at: now)
        }
        for (id, old) in originals.sorted(by: { $0.key.value < $1.key.value }) {
            if let new = records[id], new != old { try companies.update(new, from: old, at: now) }
        }
    }
}
