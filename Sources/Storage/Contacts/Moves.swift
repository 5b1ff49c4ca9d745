import Verger

/// The contacts that left each company, read when first asked for. Moves recorded later are missing: who moved has news
/// anyway.
final class Moves {
    private let connection: any SQLConnection
    private let workspace: Workspace.ID
    private var contacts: [Company.ID: Set<Contact.ID>]?

    init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    /// Those who belonged to `company` once.
    func former(of company: Company.ID) throws -> Set<Contact.ID> {
        let all = try contacts ?? read()
        contacts = all
        return all[company] ?? []
    }

    private func read() throws -> [Company.ID: Set<Contact.ID>] {
        let company = connection.dialect.jsonText("changes", "company")
        var result: [Company.ID: Set<Contact.ID>] = [:]
        try connection.scan(
            "SELECT contact, \(company) FROM contact_change WHERE workspace = ? AND \(company) IS NOT NULL",
            [.integer(workspace.value)]
        ) { row in
            if let left = try Document(json: row.text(1)).items?.first?.text.flatMap({ Int64($0) }) {
                result[Company.ID(left), default: []].insert(Contact.ID(row.integer(0)))
            }
            return true
        }
        return result
    }
}
