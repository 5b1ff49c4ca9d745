package import Verger

/// The companies of one workspace.
package struct Companies {
    let connection: any SQLConnection
    let workspace: Workspace
    private let moves: Moves

    package init(_ connection: any SQLConnection, in workspace: Workspace) {
        self.connection = connection
        self.workspace = workspace
        moves = Moves(connection, in: workspace.id)
    }

    private var key: SQLValue { .integer(workspace.id.value) }

    package func find(_ ids: [Company.ID]) throws -> [Company] {
        var result: [Company] = []
        try connection.inBatches(of: ids) { batch in
            result += try connection.rows(
                """
                SELECT \(CompanyRow.readColumns) FROM company o
                WHERE o.workspace = ? AND o.id IN (\(connection.marks(batch.count))) ORDER BY o.id
                """, [key] + batch.map { .integer($0.value) }, CompanyRow.read)
        }
        return result
    }

    /// The company that a person means: by external id, then by name without case and accents, then by number.
    package func find(named name: String) throws -> Company? {
        var id = try withExternalIDs([name])[name]
        if id == nil { id = try withNames([name.folded])[name.folded] }
        if id == nil { id = Int64(name).map { .init($0) } }
        return try id.flatMap { try find([$0]).first }
    }

    package func withExternalIDs(_ ids: [String]) throws -> [String: Company.ID] {
        // Often none has one, and every name of a contact's company may be one.
        let hasAny = try connection.row(
            "SELECT 1 FROM company WHERE workspace = ? AND external_id IS NOT NULL LIMIT 1", [key]
        ) { _ in true }
        let found = hasAny == nil ? [:] : try lookUp("external_id", ids)
        return try found.merging(aliases("external_id", ids)) { first, _ in first }
    }

    /// By folded name; of several, the first recorded.
    package func withNames(_ foldedNames: [String]) throws -> [String: Company.ID] {
        try lookUp("name_key", foldedNames).merging(aliases("name_key", foldedNames)) { first, _ in first }
    }

    /// By what a record that became this one went by.
    private func aliases(_ kind: String, _ values: [String]) throws -> [String: Company.ID] {
        let areAny = try connection.row("SELECT 1 FROM company_alias WHERE workspace = ? LIMIT 1", [key]) { _ in true }
        guard areAny != nil else { return [:] }
        var result: [String: Company.ID] = [:]
        try connection.inBatches(of: values) { batch in
            try connection.forEachRow(
                """
                SELECT value, company FROM company_alias
                WHERE workspace = ? AND kind = ? AND value IN (\(connection.marks(batch.count)))
                """, [key, .text(kind)] + batch.map { .text($0) }
            ) { row in
                result[row.text(0)] = Company.ID(row.integer(1))
                return true
            }
        }
        return result
    }

    /// Those that have one of these folded names, in no order.
    func named(_ foldedNames: [String]) throws -> [(name: String, company: Company)] {
        var result: [(name: String, company: Company)] = []
        try connection.inBatches(of: foldedNames) { batch in
            result += try connection.rows(
                """
                SELECT \(CompanyRow.readColumns), o.name_key FROM company o
                WHERE o.workspace = ? AND o.name_key IN (\(connection.marks(batch.count)))
                """, [key] + batch.map { .text($0) }
            ) { (name: $0.text(CompanyField.allCases.count + 1), company: CompanyRow.read($0)) }
        }
        let known = Set(result.map(\.name))
        let former = try aliases("name_key", foldedNames).filter { !known.contains($0.key) }
        for company in try former.isEmpty ? [] : find(Array(Set(former.values))) {
            result += former.filter { $0.value == company.id }.map { (name: $0.key, company: company) }
        }
        return result
    }

    private func lookUp(_ column: String, _ values: [String]) throws -> [String: Company.ID] {
        var result: [String: Company.ID] = [:]
        try connection.inBatches(of: values) { batch in
            try connection.forEachRow(
                """
                SELECT \(column), id FROM company WHERE workspace = ? AND \(column) IN (\(connection.marks(batch.count)))
                ORDER BY id DESC
                """, [key] + batch.map { .text($0) }
            ) { row in
                result[row.text(0)] = Company.ID(row.integer(1))
                return true
            }
        }
        return result
    }

    /// Whether there is not one.
    func areNone() throws -> Bool {
        try connection.row("SELECT 1 FROM company WHERE workspace = ? LIMIT 1", [key]) { _ in true } == nil
    }

    /// Those of `ids` whose values changed after their first import.
    package func withHistory(_ ids: [Company.ID]) throws -> Set<Company.ID> {
        var result: Set<Company.ID> = []
        try connection.inBatches(of: ids) { batch in
            result.formUnion(
                try connection.rows(
                    """
                    SELECT id FROM company WHERE workspace = ? AND has_history = 1
                    AND id IN (\(connection.marks(batch.count)))
                    """, [key] + batch.map { .integer($0.value) }
                ) { Company.ID($0.integer(0)) })
        }
        return result
    }

    /// Hands over every company, in order of id.
    package func forEach(_ body: (Company) throws -> Void) throws {
        try connection.scan(
            "SELECT \(CompanyRow.readColumns) FROM company o WHERE o.workspace = ? ORDER BY o.id", [key]
        ) { row in
            try body(CompanyRow.read(row))
            return true
        }
    }

    package func contacts(of company: Company.ID) throws -> [Contact.ID] {
        try connection.rows(
            "SELECT id FROM contact WHERE workspace = ? AND company = ? ORDER BY id", [key, .integer(company.value)]
        ) { Contact.ID($0.integer(0)) }
    }

    /// The contacts of some companies that a member sees, company by company, at most `limit`.
    package func contacts(
        of companies: [Company.ID], seenBy visibility: Visibility, limit: Int = .max
    ) throws -> [(contact: Contact.ID, company: Company.ID)] {
        var result: [(contact: Contact.ID, company: Company.ID)] = []
        try connection.inBatches(of: companies) { batch in
            guard result.count < limit else { return }
            try connection.forEachRow(
                """
                SELECT c.id, c.company FROM contact c
                WHERE c.workspace = ? AND c.company IN (\(connection.marks(batch.count))) AND \(visibility.sql.text)
                ORDER BY c.company, c.id LIMIT ?
                """,
                [key] + batch.map { .integer($0.value) } + visibility.sql.arguments.map(\.bound)
                    + [.integer(limit - result.count)]
            ) { row in
                result.append((Contact.ID(row.integer(0)), Company.ID(row.integer(1))))
                return true
            }
        }
        return result
    }

    /// Whether a member sees a company: some contact of it, or, where it has none, what nobody follows.
    package func isSeen(_ company: Company.ID, by visibility: Visibility) throws -> Bool {
        guard visibility != .everyone else { return true }
        let test = CompanyFilter(seenBy: visibility).sight
        return try connection.row(
            "SELECT 1 FROM company o WHERE o.workspace = ? AND o.id = ? AND \(test.text)",
            [key, .integer(company.value)] + test.arguments.map(\.bound)
        ) { _ in true } ?? false
    }

    package func newIDs(_ count: Int) throws -> [Company.ID] {
        let first = try connection.ids(count, of: .record)
        return (0..<Int64(count)).map { Company.ID(first + $0) }
    }

    /// Records companies that nobody knows yet. An implicit one is known by the name that a contact gave it, until a
    /// file of companies tells more.
    package func insert(_ companies: [Company], isImplicit: Bool, at now: Instant, run: Int64? = nil) throws {
        let rows = companies.map {
            CompanyRow.values(of: $0, workspace: workspace.id)
                + [.instant(now), .integer(isImplicit ? 1 : 0), .integer(0), .integer(orNull: run)]
        }
        try connection.insert(into: "company", columns: CompanyRow.columns, count: rows.count) { rows[$0][$1] }
        let index = SearchIndex(connection, in: workspace.id)
        if run == nil { try index.write(companies.map(\.id)) } else { try index.note(companies.map(\.id)) }
    }

    /// Replaces what is recorded of a company; its contacts have news. The first file that tells about an implicit
    /// company is its first import, whose values always held; so do those of the import that brought it.
    /// Throws `EditConflict` when the company is no longer at the version that `expected` says.
    package func update(
        _ company: Company, from old: Company, at now: Instant, run: Int64? = nil, expecting expected: Int64? = nil
    ) throws {
        if let expected { try check(company, isAt: expected) }
        var change = Change(at: now)
        for field in CompanyField.allCases where old.fields[field] != company.fields[field] {
            change.fields[field.rawValue] = (before: old.fields[field], after: company.fields[field])
        }
        let status = try connection.row(
            "SELECT is_implicit, import_run FROM company WHERE workspace = ? AND id = ?",
            [key, .integer(company.id.value)]
        ) { (isImplicit: $0.integer(0) == 1, run: $0.integerOrNil(1)) }
        guard let status, !change.isEmpty || status.isImplicit else { return }
        try write(company)
        if change.touchesWords { try noteWords(of: company.id, run) }
        let isFirst = status.isImplicit || (run != nil && status.run == run)
        try noteNews(of: company.id, changesPast: isFirst, in: run == nil ? .fresh : .backlog)
        guard run == nil || status.run != run else { return }
        let held = status.isImplicit ? Instant.distantPast : now
        try connection.execute(
            "INSERT INTO company_change (workspace, company, at, id, changes, import_run) VALUES (?, ?, ?, ?, ?, ?)",
            [
                key, .integer(company.id.value), .instant(held), .integer(try connection.ids(1, of: .record)),
                .text(change.json), .integer(orNull: run),
            ])
        try connection.execute(
            "UPDATE company SET is_implicit = 0, has_history = CASE WHEN ? = 1 THEN has_history ELSE 1 END "
                + "WHERE workspace = ? AND id = ?",
            [.integer(status.isImplicit ? 1 : 0), key, .integer(company.id.value)])
    }

    /// Writes values back, without a trace: an import is taken back. `isImplicit`: and nobody else told about it.
    func restore(_ company: Company, isImplicit: Bool) throws {
        try write(company)
        try connection.execute(
            """
            UPDATE company SET is_implicit = CASE WHEN ? = 1 THEN 1 ELSE is_implicit END, has_history = CASE WHEN EXISTS
            (SELECT 1 FROM company_change h WHERE h.workspace = company.workspace AND h.company = company.id AND h.at > ?)
            THEN 1 ELSE 0 END WHERE workspace = ? AND id = ?
            """, [.integer(isImplicit ? 1 : 0), .instant(.distantPast), key, .integer(company.id.value)])
        try noteNews(of: company.id, changesPast: true, in: .backlog)
        try noteWords(of: company.id, nil)
    }

    /// Its contacts have news; where its past is told anew, those who left it too.
    private func noteNews(of company: Company.ID, changesPast: Bool, in line: News.Line) throws {
        var concerned = Set(try contacts(of: company))
        if changesPast { concerned.formUnion(try moves.former(of: company)) }
        try News(connection, in: workspace.id).note(concerned.sorted(), in: line)
    }

    /// Its contacts, of whom there may be many, are found by its new name later.
    private func noteWords(of company: Company.ID, _ run: Int64?) throws {
        let index = SearchIndex(connection, in: workspace.id)
        if run == nil { try index.write([company]) } else { try index.note([company]) }
        try index.note(.members, from: company.value, through: company.value)
    }

    private func write(_ company: Company) throws {
        let columns = CompanyRow.columns.dropFirst(2).dropLast(4)
        try connection.execute(
            "UPDATE company SET \(columns.map { "\($0) = ?" }.joined(separator: ", ")), version = version + 1 "
                + "WHERE workspace = ? AND id = ?",
            Array(CompanyRow.values(of: company, workspace: workspace.id).dropFirst(2))
                + [key, .integer(company.id.value)])
    }
}

extension Change {
    /// Whether a company is found by other words.
    fileprivate var touchesWords: Bool {
        let fields: [CompanyField] = [.name, .domain, .siren, .externalID, .city]
        return fields.contains { self.fields[$0.rawValue] != nil }
    }
}
