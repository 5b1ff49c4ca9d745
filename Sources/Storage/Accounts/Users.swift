package import Verger

/// The people of one workspace.
package struct Users {
    private let connection: any SQLConnection
    private let workspace: Workspace.ID

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    package enum Problem: Error {
        case alreadyMember(String)
    }

    /// Lets someone in; a person who works in another workspace of the instance keeps the password that they have.
    @discardableResult
    package func add(
        email: String, name: String, role: Role, passwordHash: String?, at now: Instant
    ) throws -> User {
        guard try find(email: email) == nil else { throw Problem.alreadyMember(email) }
        let key = email.folded
        let known = try connection.row("SELECT id FROM person WHERE email = ?", [.text(key)]) { $0.integer(0) }
        let id: Int64
        if let known {
            id = known
        } else {
            id = try connection.ids(1, of: .user)
            try connection.execute(
                "INSERT INTO person (id, email, name, password_hash, created_at) VALUES (?, ?, ?, ?, ?)",
                [.integer(id), .text(key), .text(name), .text(orNull: passwordHash), .instant(now)])
        }
        try connection.execute(
            "INSERT INTO membership (workspace, person, role) VALUES (?, ?, ?)",
            [.integer(workspace.value), .integer(id), .text(role.rawValue)])
        return User(id: id, email: key, name: name, role: role, isDisabled: false)
    }

    package func all() throws -> [User] {
        try connection.rows("\(columns) ORDER BY p.email", [.integer(workspace.value)], read)
    }

    package func find(email: String) throws -> User? {
        try connection.row("\(columns) AND p.email = ?", [.integer(workspace.value), .text(email.folded)], read)
    }

    /// The user whose password this is; nil for a wrong one, a disabled user or a stranger.
    package func signedIn(email: String, password: String) throws -> User? {
        guard let user = try find(email: email), !user.isDisabled else { return nil }
        let hash = try connection.row("SELECT password_hash FROM person WHERE id = ?", [.integer(user.id)]) {
            $0.textOrNil(0)
        }
        guard let hash = hash ?? nil, Secret.isPassword(password, of: hash) else { return nil }
        return user
    }

    /// Shuts someone out of this workspace, and of no other; returns whether there was such a user here.
    package func disable(email: String, at now: Instant) throws -> Bool {
        guard let user = try find(email: email) else { return false }
        try connection.execute(
            "UPDATE membership SET disabled_at = ? WHERE workspace = ? AND person = ? AND disabled_at IS NULL",
            [.instant(now), .integer(workspace.value), .integer(user.id)])
        return true
    }

    private var columns: String {
        """
        SELECT p.id, p.email, p.name, m.role, m.disabled_at FROM membership m JOIN person p ON p.id = m.person
        WHERE m.workspace = ?
        """
    }

    private func read(_ row: any SQLRow) -> User {
        User(
            id: row.integer(0), email: row.text(1), name: row.text(2), role: Role(rawValue: row.text(3)) ?? .reader,
            isDisabled: !row.isNull(4))
    }
}
