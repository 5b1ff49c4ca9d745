import Verger

/// A contact as it is loaded: its present values, and the changes that led to them.
struct LoadedContact {
    let id: Contact.ID
    let recordedAt: Instant
    var createdAt: Instant?
    var company: Company.ID?
    /// The present values, the company's included.
    var values: [FieldKey: String] = [:]
    /// Folded.
    var tags: Set<String> = []
    /// Ascending.
    var changes: [Change] = []
    var companyHasHistory = false
    /// The companies it ever belonged to, when their values changed or it moved.
    var companies: [Company.ID: LoadedCompany] = [:]

    init(id: Contact.ID, recordedAt: Instant) {
        self.id = id
        self.recordedAt = recordedAt
    }

    var hasMoved: Bool { changes.contains { $0.company != nil } }

    var companiesEver: Set<Company.ID> {
        var ids = Set(changes.compactMap { $0.company?.before.map { Company.ID($0) } })
        if let company { ids.insert(company) }
        return ids
    }

    /// The values of every day, found by undoing the changes from the last to the first.
    func profile() -> Profile {
        guard !changes.isEmpty || !companies.isEmpty else { return Profile(values, tags: tags) }
        var versions: [Profile.Version] = []
        var values = values
        var tags = tags
        var company = company
        var end = Instant.distantFuture
        for change in changes.reversed() {
            append(from: change.at, to: end, values, tags, company, to: &versions)
            end = change.at
            for (name, change) in change.fields { values[LoadedContact.key(name)] = change.before }
            if let change = change.tags { tags = Set(change.before.map(\.folded)) }
            if let change = change.company { company = change.before.map { .init($0) } }
        }
        append(from: .distantPast, to: end, values, tags, company, to: &versions)
        return Profile(versions: versions.reversed())
    }

    /// Appends, latest first, the versions from `start` to `end`: one for each change of the company in between.
    private func append(
        from start: Instant, to end: Instant, _ values: [FieldKey: String], _ tags: Set<String>, _ company: Company.ID?,
        to versions: inout [Profile.Version]
    ) {
        guard !companies.isEmpty else {
            versions.append(.init(from: start, values: values, tags: tags))
            return
        }
        let own = values.filter { if case .company = $0.key { false } else { true } }
        guard let company, let record = companies[company] else {
            versions.append(.init(from: start, values: own, tags: tags))
            return
        }
        for version in record.versions().reversed() where version.from < end {
            let from = max(version.from, start)
            versions.append(.init(from: from, values: own.merging(version.values) { first, _ in first }, tags: tags))
            if version.from <= start { break }
        }
    }

    static func key(_ name: String) -> FieldKey {
        ContactField(rawValue: name).map { .contact($0) } ?? .custom(name)
    }
}

/// A company as it is loaded.
struct LoadedCompany {
    var values: [FieldKey: String] = [:]
    /// Ascending.
    var changes: [Change] = []

    /// Ascending; the first one always held.
    func versions() -> [(from: Instant, values: [FieldKey: String])] {
        var versions: [(from: Instant, values: [FieldKey: String])] = []
        var values = values
        for change in changes.reversed() {
            versions.append((from: change.at, values: values))
            for (name, change) in change.fields {
                if let field = CompanyField(rawValue: name) { values[.company(field)] = change.before }
            }
        }
        versions.append((from: .distantPast, values: values))
        return versions.reversed()
    }
}
