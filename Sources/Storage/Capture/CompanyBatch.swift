import Verger

/// Records rows of a file of companies.
struct CompanyBatch {
    private let connection: any SQLConnection
    private let companies: Companies
    private let now: Instant
    private let run: Int64

    init(_ connection: any SQLConnection, in workspace: Workspace, at now: Instant, run: Int64) {
        self.connection = connection
        self.companies = Companies(connection, in: workspace)
        self.now = now
        self.run = run
    }

    func record(_ rows: [ImportedRow], _ tally: inout ImportRuns.Tally) throws -> [RowProblem] {
        let described = rows.compactMap(\.company)
        var known = try KnownCompanies(described, in: companies)
        var created: [Company.ID: Company] = [:]
        var order: [Company.ID] = []
        for company in described {
            if let id = known.match(company) {
                if var pending = created[id] {
                    pending.merge(company)
                    created[id] = pending
                } else if let old = try companies.find([id]).first {
                    var merged = old
                    merged.merge(company)
                    if merged != old { tally.updated += 1 }
                    try companies.update(merged, from: old, at: now, run: run)
                }
                known.note(company, id)
            } else {
                let id = try companies.newIDs(1)[0]
                var new = Company(id: id)
                new.merge(company)
                created[id] = new
                order.append(id)
                known.note(company, id)
                tally.created += 1
            }
        }
        try companies.insert(order.compactMap { created[$0] }, isImplicit: false, at: now, run: run)
        return []
    }
}

extension Company {
    /// Takes over what `described` says; what it does not say stays.
    mutating func merge(_ described: ImportedCompany) {
        for (name, value) in described.fields {
            if let field = CompanyField(rawValue: name) { fields[field] = value }
        }
    }
}

/// The companies that some rows may mean.
struct KnownCompanies {
    private var byExternalID: [String: Company.ID]
    private(set) var byName: [String: Company.ID] = [:]
    /// Those found by name.
    private(set) var records: [Company.ID: Company] = [:]
    /// Those that already have an external id, which is not another's.
    private var externalIDs: [Company.ID: String] = [:]

    init(_ described: [ImportedCompany], in companies: Companies) throws {
        var nothing = ImportMemory.Contents()
        try self.init(described, in: companies, &nothing)
    }

    /// Those that are `remembered`, or that it knows to be new, are not looked for.
    init(_ described: [ImportedCompany], in companies: Companies, _ remembered: inout ImportMemory.Contents) throws {
        let names = described.compactMap { $0.fields[CompanyField.name.rawValue] }
        let ids = described.compactMap { $0.fields[CompanyField.externalID.rawValue] }
        byExternalID = try companies.withExternalIDs(Array(Set(ids + names)))
        var sought: [String] = []
        for name in Set(names.map(\.folded)) {
            if let company = remembered.companies[name] {
                add(company, named: name)
            } else if remembered.companySightings?.mayHave(name) != false {
                sought.append(name)
            }
            remembered.companySightings?.note(name)
        }
        for (name, company) in try companies.named(sought) { add(company, named: name) }
    }

    private mutating func add(_ company: Company, named name: String) {
        // Of several, the first recorded.
        if byName[name].map({ $0.value > company.id.value }) != false { byName[name] = company.id }
        externalIDs[company.id] = company.fields[.externalID]
        records[company.id] = company
    }

    /// By external id, then by name without case and accents. A name may also be an external id, as in a contact's
    /// `company` column.
    func match(_ described: ImportedCompany) -> Company.ID? {
        match(described, folded: described.fields[CompanyField.name.rawValue]?.folded)
    }

    /// The same, its name already `folded`.
    func match(_ described: ImportedCompany, folded: String?) -> Company.ID? {
        let name = described.fields[CompanyField.name.rawValue]
        if let external = described.fields[CompanyField.externalID.rawValue] {
            if let id = byExternalID[external] { return id }
            guard let folded, let id = byName[folded], externalIDs[id] == nil else { return nil }
            return id
        }
        guard let name, let folded else { return nil }
        return (byExternalID.isEmpty ? nil : byExternalID[name]) ?? byName[folded]
    }

    mutating func note(_ described: ImportedCompany, _ id: Company.ID) {
        if let external = described.fields[CompanyField.externalID.rawValue] {
            byExternalID[external] = id
            externalIDs[id] = external
        }
        if let name = described.fields[CompanyField.name.rawValue], byName[name.folded] == nil {
            byName[name.folded] = id
        }
    }
}
