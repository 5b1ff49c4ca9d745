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
        /// The workspace would have nobody left who can let people in.
        case lastAdmin
    }

    /// Lets someone in; a person who works in another workspace of the instance keeps the password that they have.
    @discardableResult
    package func add(
        email: String, name: String, role: Role, partnerSource: String? = nil, passwordHash: String?,
        at now: Instant
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
            "INSERT INTO membership (workspace, person, role, partner_source) VALUES (?, ?, ?, ?)",
            [.integer(workspace.value), .integer(id), .text(role.rawValue), .text(orNull: partnerSource?.trimmedOrNil)])
        guard let user = try find(id) else { throw StorageProblem.corrupt("membership") }
        return user
    }

    package func all() throws -> [User] {
        try connection.rows("\(columns) ORDER BY p.email", [.integer(workspace.value)], read)
    }

    package func find(email: String) throws -> User? {
        try connection.row("\(columns) AND p.email = ?", [.integer(workspace.value), .text(email.folded)], read)
    }

    package func find(_ id: Int64) throws -> User? {
        try connection.row("\(columns) AND p.id = ?", [.integer(workspace.value), .integer(id)], read)
    }

    /// Gives another role; returns whether there was such a user here.
    package func change(_ id: Int64, to role: Role, partnerSource: String?) throws -> Bool {
        guard let user = try find(id) else { return false }
        if user.role == .admin, role != .admin { try keepAnAdmin(besides: user) }
        try connection.execute(
            "UPDATE membership SET role = ?, partner_source = ? WHERE workspace = ? AND person = ?",
            [
                .text(role.rawValue), .text(orNull: partnerSource?.trimmedOrNil), .integer(workspace.value),
                .integer(id),
            ])
        return true
    }

    /// Shuts someone out of this workspace, and of no other; returns whether there was such a user here.
    package func disable(email: String, at now: Instant) throws -> Bool {
        guard let user = try find(email: email) else { return false }
        try keepAnAdmin(besides: user)
        try connection.execute(
            "UPDATE membership SET disabled_at = ? WHERE workspace = ? AND person = ? AND disabled_at IS NULL",
            [.instant(now), .integer(workspace.value), .integer(user.id)])
        return true
    }

    /// Lets someone in again; returns whether there was such a user here.
    package func enable(email: String) throws -> Bool {
        guard let user = try find(email: email) else { return false }
        try connection.execute(
            "UPDATE membership SET disabled_at = NULL WHERE workspace = ? AND person = ?",
            [.integer(workspace.value), .integer(user.id)])
        return true
    }

    /// Throws when `user` is the only administrator who can come in.
    private func keepAnAdmin(besides user: User) throws {
        guard user.role == .admin, !user.isDisabled else { return }
        // Two administrators may shut each other out in the same second.
        if let lock = connection.dialect.lock(-workspace.value) { try connection.execute(lock) }
        guard try all().contains(where: { $0.id != user.id && $0.role == .admin && !$0.isDisabled }) else {
            throw Problem.lastAdmin
        }
    }

    private var columns: String {
        """
        SELECT p.id, p.email, p.name, m.role, m.disabled_at, m.partner_source FROM membership m JOIN person p ON p.id = m.person
        WHERE m.workspace = ?
        """
    }

    private func read(_ row: any SQLRow) -> User {
        User(
            id: row.integer(0), email: row.text(1), name: row.text(2), role: Role(rawValue: row.text(3)) ?? .reader,
            isDisabled: !row.isNull(4), partnerSource: row.textOrNil(5))
    }
}

extension Users.Problem {
    package var sentence: Sentence {
        switch self {
        case .alreadyMember(let email):
            Sentence(fr: "\(email) est déjà dans cet espace", en: "\(email) is in this workspace already")
        case .lastAdmin:
            Sentence(
                fr: "personne d’autre ne peut faire entrer les gens\u{A0}: nommez d’abord quelqu’un à l’administration",
                en: "nobody else can let people in: make somebody else an admin first")
        }
    }
}
