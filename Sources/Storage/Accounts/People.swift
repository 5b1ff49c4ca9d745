package import Verger

/// The people of an instance, whatever workspaces they work in.
package struct People {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) {
        self.connection = connection
    }

    /// Whether nobody was ever let in: the instance waits for its first administrator.
    package func isEmpty() throws -> Bool {
        try connection.row("SELECT 1 FROM person LIMIT 1") { _ in false } ?? true
    }

    package func find(email: String) throws -> Person? {
        try connection.row("\(People.columns) WHERE p.email = ?", [.text(email.folded)], People.read)
    }

    package func find(_ id: Int64) throws -> Person? {
        try connection.row("\(People.columns) WHERE p.id = ?", [.integer(id)], People.read)
    }

    /// The workspaces that let this person in, the one that was open last first.
    package func memberships(of person: Person) throws -> [Member] {
        let last = try connection.row(
            "SELECT last_workspace FROM person WHERE id = ?", [.integer(person.id)]
        ) { $0.integer(0) }
        let workspaces = try Workspaces(connection).all(of: person.id)
        let members = try workspaces.compactMap { try member(person, in: $0) }
        return members.filter { $0.workspace.id.value == last } + members.filter { $0.workspace.id.value != last }
    }

    /// Nil for a stranger, and for somebody who was shut out.
    package func member(_ person: Person, in workspace: Workspace) throws -> Member? {
        guard let user = try Users(connection, in: workspace.id).find(person.id), !user.isDisabled else { return nil }
        let settings = try Settings(connection, in: workspace.id).all()
        return Member(
            user, in: workspace, settings, language: person.language ?? settings.language, theme: person.theme)
    }

    /// Whether `workspace` is the only one that knows this person: its administrators may then hand them a link that sets a
    /// password. They would otherwise come into a workspace that is not theirs.
    package func belongs(_ person: Int64, onlyTo workspace: Workspace.ID) throws -> Bool {
        let workspaces = try connection.rows(
            "SELECT workspace FROM membership WHERE person = ?", [.integer(person)]
        ) { $0.integer(0) }
        return workspaces == [workspace.value]
    }

    // MARK: Changes

    package func rename(_ person: Int64, to name: String) throws {
        try connection.execute("UPDATE person SET name = ? WHERE id = ?", [.text(name), .integer(person)])
    }

    package func save(language: Language?, theme: Theme, of person: Int64) throws {
        try connection.execute(
            "UPDATE person SET language = ?, theme = ? WHERE id = ?",
            [.text(orNull: language?.rawValue), .text(theme.rawValue), .integer(person)])
    }

    // MARK: Passwords

    package func passwordHash(of person: Int64) throws -> String? {
        try connection.row("SELECT password_hash FROM person WHERE id = ?", [.integer(person)]) { $0.textOrNil(0) }
            ?? nil
    }

    /// Whoever was signed in with the former password no longer is, but in the session that is kept.
    package func setPassword(_ hash: String, of person: Int64, keeping session: Session.ID? = nil) throws {
        try connection.execute(
            "UPDATE person SET password_hash = ? WHERE id = ?", [.text(hash), .integer(person)])
        try Sessions(connection).endAll(of: person, but: session)
    }

    // MARK: Links

    /// The text of a link by which this person sets a password, once, until it runs out.
    package func link(_ purpose: SignedLink.Purpose, to person: Int64, at now: Instant) throws -> String {
        let hash = try passwordHash(of: person) ?? ""
        return try InstanceSecret(connection, at: now)
            .sealed(SignedLink(purpose, of: person, at: now), over: hash)
    }

    /// The link by which the first administrator comes in: good as long as there is nobody.
    package func setupLink(at now: Instant) throws -> String {
        try InstanceSecret(connection, at: now).sealed(SignedLink(.setup, of: 0, at: now), over: "nobody")
    }

    /// Whom a link lets set a password; nil for one that was forged, used, or has run out.
    package func holder(ofLink text: String, at now: Instant) throws -> Person? {
        guard let (link, seal) = SignedLink.parts(of: text), link.purpose != .setup, link.expiresAt > now,
            let secret = try InstanceSecret(known: connection), let person = try find(link.person),
            secret.isSeal(seal, of: link, over: try passwordHash(of: person.id) ?? "")
        else { return nil }
        return person
    }

    package func isSetupLink(_ text: String, at now: Instant) throws -> Bool {
        guard let (link, seal) = SignedLink.parts(of: text), link.purpose == .setup, link.expiresAt > now,
            let secret = try InstanceSecret(known: connection), try isEmpty()
        else { return false }
        return secret.isSeal(seal, of: link, over: "nobody")
    }

    /// Keeps two requests from changing the same person at once: until the end of the transaction.
    package func lock(_ person: Int64) throws {
        try connection.execute("UPDATE person SET id = id WHERE id = ?", [.integer(person)])
    }

    /// Keeps two first administrators from coming in at once: until the end of the transaction.
    package func lockSetup() throws {
        if let lock = connection.dialect.lock(People.setupLock) { try connection.execute(lock) }
    }

    private static let setupLock: Int64 = 0x7365_7475_70

    // MARK: Rows

    static let columns = """
        SELECT p.id, p.email, p.name, p.language, p.theme, p.password_hash IS NOT NULL, f.confirmed_at IS NOT NULL
        FROM person p LEFT JOIN second_factor f ON f.person = p.id
        """

    static func read(_ row: any SQLRow) -> Person {
        Person(
            id: row.integer(0), email: row.text(1), name: row.text(2), language: Language(rawValue: row.text(3)),
            theme: Theme(rawValue: row.text(4)) ?? .system, hasPassword: row.integer(5) != 0,
            hasSecondFactor: row.integer(6) != 0)
    }
}
