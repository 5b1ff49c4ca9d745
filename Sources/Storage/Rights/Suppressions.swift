package import Verger

/// Who was erased and must not come back. Nothing is kept of them but hashes, keyed by the secret of this instance.
package struct Suppressions {
    private let connection: any SQLConnection
    private let workspace: Workspace.ID

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    private var key: SQLValue { .integer(workspace.value) }

    /// Somebody was erased at their own demand, and would be recorded again.
    package struct Refusal: Error, Hashable, Sendable {
        package let kind: Identity.Kind

        package init(kind: Identity.Kind) { self.kind = kind }
    }

    // MARK: Asking

    /// How many identities are kept out, by kind.
    package func counts() throws -> [Identity.Kind: Int] {
        var counts: [Identity.Kind: Int] = [:]
        try connection.forEachRow(
            "SELECT kind, COUNT(*) FROM suppression WHERE workspace = ? GROUP BY kind", [key]
        ) { row in
            if let kind = Identity.Kind(rawValue: row.text(0)) { counts[kind] = Int(row.integer(1)) }
            return true
        }
        return counts
    }

    /// Those of `identities` that are kept out, with the instant of the erasure.
    package func suppressed(among identities: Set<Identity>) throws -> [Identity: Instant] {
        guard !identities.isEmpty, try areAny(), let secret = try InstanceSecret(known: connection) else { return [:] }
        var identityOfHash: [String: Identity] = [:]
        for identity in identities { identityOfHash[secret.suppressionHash(identity, in: workspace)] = identity }
        var result: [Identity: Instant] = [:]
        try connection.inBatches(of: identityOfHash.keys.sorted()) { batch in
            try connection.forEachRow(
                "SELECT hash, at FROM suppression WHERE workspace = ? AND hash IN (\(connection.marks(batch.count)))",
                [key] + batch.map { .text($0) }
            ) { row in
                if let identity = identityOfHash[row.text(0)] {
                    result[identity] = Instant(microseconds: row.integer(1))
                }
                return true
            }
        }
        return result
    }

    /// Those of `names` that are an e-mail address or an external id of somebody who was erased.
    func named(_ names: Set<String>) throws -> Set<String> {
        let suppressed = try suppressed(among: Set(names.flatMap { [Identity.email($0), .externalID($0)] }))
        return names.filter { suppressed[.email($0)] != nil || suppressed[.externalID($0)] != nil }
    }

    private func areAny() throws -> Bool {
        try connection.row("SELECT 1 FROM suppression WHERE workspace = ? LIMIT 1", [key]) { _ in true } ?? false
    }

    // MARK: Keeping out

    /// Throws `Refusal` when one of `contacts` was erased.
    func admit(_ contacts: [Contact]) throws {
        if let (identity, _) = try suppressed(among: Set(contacts.flatMap(\.identities))).first {
            throw Refusal(kind: identity.kind)
        }
    }

    /// Throws `Refusal` when a change makes a contact somebody who was erased.
    func admit(_ contact: Contact, from old: Contact) throws {
        let new = Set(contact.identities).subtracting(old.identities)
        if let (identity, _) = try suppressed(among: new).first { throw Refusal(kind: identity.kind) }
    }

    /// Whether `contact` describes somebody who was erased.
    func keepsOut(_ contact: ImportedContact) throws -> Bool {
        try !suppressed(among: Set(contact.identities)).isEmpty
    }

    /// The rows that are not about somebody who was erased.
    func admitted(_ rows: [NumberedRow]) throws -> [NumberedRow] {
        let identities = rows.map { row in row.contact?.contact.identities ?? [] }
        let suppressed = try suppressed(among: Set(identities.joined()))
        guard !suppressed.isEmpty else { return rows }
        return zip(rows, identities).filter { _, identities in !identities.contains { suppressed[$0] != nil } }
            .map(\.0)
    }

    /// The calls that are not by somebody who was erased.
    func admitted(_ calls: [TrackingCall]) throws -> [TrackingCall] {
        let suppressed = try suppressed(among: Set(calls.flatMap(\.identities)))
        guard !suppressed.isEmpty else { return calls }
        return calls.filter { call in !call.identities.contains { suppressed[$0] != nil } }
    }

    // MARK: Changing

    func add(_ identities: Set<Identity>, at now: Instant) throws {
        let secret = try InstanceSecret(connection, at: now)
        for identity in identities {
            try connection.execute(
                "INSERT INTO suppression (workspace, hash, kind, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                [
                    key, .text(secret.suppressionHash(identity, in: workspace)), .text(identity.kind.rawValue),
                    .instant(now),
                ])
        }
    }

    /// Lets somebody come back who asks for it; returns whether they were kept out.
    package func lift(_ identity: Identity, by actor: String, at now: Instant) throws -> Bool {
        guard let secret = try InstanceSecret(known: connection) else { return false }
        let lifted = try connection.execute(
            "DELETE FROM suppression WHERE workspace = ? AND hash = ?",
            [key, .text(secret.suppressionHash(identity, in: workspace))])
        guard lifted > 0 else { return false }
        try AuditLog(connection, in: workspace).record(
            "suppression lifted", by: actor, [("kind", .text(identity.kind.rawValue))], at: now)
        return true
    }
}

extension ImportedContact {
    fileprivate var identities: [Identity] {
        Identity.telling(
            email: fields[ContactField.email.rawValue], phone: fields[ContactField.phone.rawValue],
            externalID: fields[ContactField.externalID.rawValue])
    }
}

extension TrackingCall {
    /// All by which the call may know its sender.
    fileprivate var identities: [Identity] {
        var identities: [Identity] = []
        if let email = person?.fields[ContactField.email.rawValue] { identities.append(.email(email)) }
        for user in [userID, previousID].compactMap(\.self) {
            identities.append(.externalID(user))
            if user.utf8.contains(UInt8(ascii: "@")) { identities.append(.email(user)) }
        }
        identities += [anonymousID, previousID].compactMap(\.self).map(Identity.visitor)
        return identities
    }
}
