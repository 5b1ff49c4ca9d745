package import Verger

/// Records companies that people write one at a time.
package struct CompanyEditing {
    private let connection: any SQLConnection
    private let workspace: Workspace
    private let companies: Companies
    private let now: Instant

    package init(_ connection: any SQLConnection, in workspace: Workspace, at now: Instant) {
        self.connection = connection
        self.workspace = workspace
        self.now = now
        companies = Companies(connection, in: workspace)
    }

    package enum Problem: Error, Hashable {
        /// Another company has this external id.
        case taken(by: Company.ID)
    }

    /// Records a company, and who made it.
    package func add(_ draft: CompanyDraft, by author: String) throws -> Company {
        try requireFree(draft.company, but: nil)
        guard let id = try companies.newIDs(1).first else { throw StorageProblem.corrupt("id_sequence") }
        let company = Company(id: id, fields: draft.company.fields)
        try companies.insert([company], isImplicit: false, at: now)
        try note("company added", company, by: author)
        return company
    }

    /// Records what changed of a company. Throws `EditConflict` when it is no longer at the version `expected`.
    package func update(
        _ draft: CompanyDraft, from old: Company, expecting expected: Int64?, by author: String
    ) throws -> Company {
        let company = draft.company
        try requireFree(company, but: old.id)
        try companies.update(company, from: old, at: now, expecting: expected)
        if company != old { try note("company changed", company, by: author) }
        return company
    }

    private func requireFree(_ company: Company, but own: Company.ID?) throws {
        // Nobody else records companies meanwhile.
        try Registration(connection, in: workspace, types: [:]).lock()
        guard let external = company.fields[.externalID],
            let holder = try companies.withExternalIDs([external])[external], holder != own
        else { return }
        throw Problem.taken(by: holder)
    }

    private func note(_ action: String, _ company: Company, by author: String) throws {
        try AuditLog(connection, in: workspace.id).record(
            action, by: author,
            [("company", .number(Int(company.id.value))), ("name", .text(orNull: company.fields[.name]))], at: now)
    }
}
