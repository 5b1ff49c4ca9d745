import Verger

/// When each voided activity is void, for SQL, which can't follow chains of corrections.
struct Voids {
    private let connection: any SQLConnection
    private let workspace: Workspace.ID

    init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    func areAny() throws -> Bool {
        try connection.row(
            "SELECT 1 FROM activity_void WHERE workspace = ? LIMIT 1", [.integer(workspace.value)]
        ) { _ in true } ?? false
    }

    /// Makes all of them again from the corrections.
    func rebuildAll() throws {
        try connection.execute("DELETE FROM activity_void WHERE workspace = ?", [.integer(workspace.value)])
        let corrected = try connection.rows(
            "SELECT DISTINCT contact FROM activity WHERE workspace = ? AND voids IS NOT NULL ORDER BY contact",
            [.integer(workspace.value)]
        ) { Contact.ID($0.integer(0)) }
        try rebuild(of: corrected)
    }

    func rebuild(of contacts: [Contact.ID]) throws {
        for contact in contacts {
            let key: [SQLValue] = [.integer(workspace.value), .integer(contact.value)]
            try connection.execute("DELETE FROM activity_void WHERE workspace = ? AND contact = ?", key)
            let timeline = try Activities(connection, in: workspace).timeline(of: contact)
            for period in VoidPeriod.periods(in: timeline) {
                try connection.execute(
                    "INSERT INTO activity_void (workspace, contact, activity, since, until) VALUES (?, ?, ?, ?, ?)",
                    key + [.integer(period.activity), .instant(period.since), .instant(orNil: period.until)])
            }
        }
    }
}
