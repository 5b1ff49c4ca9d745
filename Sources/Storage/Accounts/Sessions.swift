package import Verger

/// Who is signed in, in all workspaces of an instance. What browsers keep is never here: only its hash.
package struct Sessions {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) {
        self.connection = connection
    }

    /// What a request brings with it about its browser.
    package struct Browser: Sendable {
        package let userAgent: String
        package let address: String

        package init(userAgent: String, address: String) {
            self.userAgent = String(userAgent.filter { $0 != "\0" }.prefix(300))
            self.address = String(address.filter { $0 != "\0" }.prefix(64))
        }
    }

    // MARK: Beginning

    /// Signs a person in; returns what the browser is to keep, in hexadecimal. A new one for each sign-in, so that none that
    /// was slipped to a browser before is ever worth anything.
    package func begin(
        _ person: Int64, in workspace: Workspace.ID?, isPending: Bool, by browser: Browser, at now: Instant
    ) throws -> (token: String, session: Session) {
        let token = try Secret.newSessionToken()
        let session = Session(
            id: Secret.tokenHash(token), person: person, workspace: workspace, createdAt: now, seenAt: now,
            expiresAt: now + (isPending ? Session.pendingTime : Session.lifetime), userAgent: browser.userAgent,
            address: browser.address, isPending: isPending)
        try insert(session)
        return (token, session)
    }

    /// The same session under another name, since what it may do changes: after a second factor, a new password, another
    /// workspace. The former name opens nothing any more.
    package func rotate(
        _ session: Session, in workspace: Workspace.ID?, at now: Instant
    ) throws -> (token: String, session: Session) {
        try end(session.id, of: session.person)
        let token = try Secret.newSessionToken()
        let renewed = Session(
            id: Secret.tokenHash(token), person: session.person, workspace: workspace, createdAt: session.createdAt,
            seenAt: now, expiresAt: session.createdAt + Session.lifetime, userAgent: session.userAgent,
            address: session.address, isPending: false)
        try insert(renewed)
        return (token, renewed)
    }

    private func insert(_ session: Session) throws {
        try connection.execute(
            """
            INSERT INTO session (id, person, workspace, created_at, seen_at, expires_at, user_agent, address, is_pending)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(session.id), .integer(session.person), .integer(orNull: session.workspace?.value),
                .instant(session.createdAt), .instant(session.seenAt), .instant(session.expiresAt),
                .text(session.userAgent), .text(session.address), .integer(session.isPending ? 1 : 0),
            ])
        if let workspace = session.workspace {
            try connection.execute(
                "UPDATE person SET last_workspace = ? WHERE id = ?",
                [.integer(workspace.value), .integer(session.person)])
        }
    }

    // MARK: Using

    /// A request of somebody who is signed in.
    package struct Visit: Sendable {
        package let session: Session
        package let person: Person
        /// Nil when the workspace no longer lets this person in, and before the second factor.
        package let member: Member?
    }

    /// Who comes with `token`; nil for a stranger and when the session is over.
    package func visit(_ token: String, at now: Instant) throws -> Visit? {
        let found = try connection.row(Sessions.visits, [.text(Secret.tokenHash(token))]) { row in
            (session: read(row), person: person(row), user: user(row), workspace: Workspaces.read(row, from: 18))
        }
        guard let found, !found.session.isOver(at: now) else { return nil }
        var member: Member?
        if let user = found.user, !found.session.isPending {
            let settings = try Settings(connection, in: found.workspace.id).all()
            member = Member(
                user, in: found.workspace, settings, language: found.person.language ?? settings.language,
                theme: found.person.theme)
        }
        return Visit(session: found.session, person: found.person, member: member)
    }

    /// Remembers that the session was used, when that is worth a write: ask `Session.needsNote` before beginning a transaction.
    package func note(_ session: Session, at now: Instant) throws {
        try connection.execute(
            "UPDATE session SET seen_at = ? WHERE id = ? AND seen_at < ?",
            [.instant(now), .text(session.id), .instant(now)])
    }

    // MARK: Ending

    /// The sessions of a person that can still be used, the latest used first.
    package func all(of person: Int64, at now: Instant) throws -> [Session] {
        try connection.rows(
            "SELECT \(Sessions.columns) FROM session s WHERE person = ? AND is_pending = 0 ORDER BY seen_at DESC, id",
            [.integer(person)], read
        ).filter { !$0.isOver(at: now) }
    }

    /// Returns whether this person had this session.
    @discardableResult
    package func end(_ id: Session.ID, of person: Int64) throws -> Bool {
        try connection.execute(
            "DELETE FROM session WHERE id = ? AND person = ?", [.text(id), .integer(person)]) == 1
    }

    /// Ends whatever session a browser has.
    package func end(token: String) throws {
        try connection.execute("DELETE FROM session WHERE id = ?", [.text(Secret.tokenHash(token))])
    }

    /// Signs a person out everywhere, but in one session; returns how many there were.
    @discardableResult
    package func endAll(of person: Int64, but kept: Session.ID? = nil) throws -> Int {
        try connection.execute(
            "DELETE FROM session WHERE person = ? AND id <> ?", [.integer(person), .text(kept ?? "")])
    }

    /// Forgets the sessions that are over.
    package func sweep(at now: Instant) throws {
        try connection.execute(
            "DELETE FROM session WHERE expires_at <= ? OR seen_at <= ?",
            [.instant(now), .instant(now - Session.idleTime)])
    }

    // MARK: Rows

    private static let columns =
        "s.id, s.person, s.workspace, s.created_at, s.seen_at, s.expires_at, s.user_agent, s.address, s.is_pending"

    private static let visits = """
        SELECT \(columns), p.email, p.name, p.language, p.theme, p.password_hash IS NOT NULL,
            f.confirmed_at IS NOT NULL, m.person, m.role, m.partner_source,
            w.id, w.slug, w.name, w.zone, w.currency, w.region
        FROM session s JOIN person p ON p.id = s.person LEFT JOIN second_factor f ON f.person = s.person
            LEFT JOIN membership m ON m.workspace = s.workspace AND m.person = s.person AND m.disabled_at IS NULL
            LEFT JOIN workspace w ON w.id = m.workspace
        WHERE s.id = ?
        """

    private func read(_ row: any SQLRow) -> Session {
        Session(
            id: row.text(0), person: row.integer(1), workspace: row.integerOrNil(2).map { Workspace.ID($0) },
            createdAt: Instant(microseconds: row.integer(3)), seenAt: Instant(microseconds: row.integer(4)),
            expiresAt: Instant(microseconds: row.integer(5)), userAgent: row.text(6), address: row.text(7),
            isPending: row.integer(8) != 0)
    }

    private func person(_ row: any SQLRow) -> Person {
        Person(
            id: row.integer(1), email: row.text(9), name: row.text(10), language: Language(rawValue: row.text(11)),
            theme: Theme(rawValue: row.text(12)) ?? .system, hasPassword: row.integer(13) != 0,
            hasSecondFactor: row.integer(14) != 0)
    }

    private func user(_ row: any SQLRow) -> User? {
        guard let id = row.integerOrNil(15) else { return nil }
        return User(
            id: id, email: row.text(9), name: row.text(10), role: Role(rawValue: row.text(16)) ?? .reader,
            isDisabled: false, partnerSource: row.textOrNil(17))
    }
}
