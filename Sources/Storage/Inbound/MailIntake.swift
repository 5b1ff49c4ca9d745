package import Verger

/// Records mails that came in: each once, of whoever is outside the house.
package struct MailIntake {
    private let connection: any SQLConnection
    private let workspace: Workspace
    private let now: Instant
    private let plan: TrackingPlan

    package init(_ connection: any SQLConnection, in workspace: Workspace, at now: Instant) throws {
        self.connection = connection
        self.workspace = workspace
        self.now = now
        plan = try TrackingPlan(connection, in: workspace)
    }

    package enum Outcome: Hashable, Sendable {
        case taken(Contact.ID)
        case held(MailVerdict.Reason)
        /// It came before.
        case repeated
        /// Somebody in it was erased: nothing of it is kept.
        case suppressed
    }

    /// `fingerprint`: of its bytes, where it has no name of its own.
    package func take(_ mail: ReceivedMail, fingerprint: String) throws -> Outcome {
        if let lock = connection.dialect.lock(workspace.id.value) { try connection.execute(lock) }
        let mails = InboundMails(connection, in: workspace.id)
        let name = MailIntake.key(mail.messageID) ?? fingerprint
        guard try !mails.holds(name) else { return .repeated }
        let kept = mail.kept
        let sender = mail.from?.address.address ?? ""
        let people = InboundPeople(connection, in: workspace, types: plan.types)
        guard try !people.mentionsSuppressed(sender + " " + (mail.replyTo?.address.address ?? "")) else {
            return .suppressed
        }
        let verdict = MailVerdict(of: mail)
        let reading = try MailReading(mail, house: house(), receivedAt: now)
        guard verdict == .person, let reading else {
            let reason = verdict.reason ?? .nobody
            guard try !people.mentionsSuppressed(kept.document.json()) else { return .suppressed }
            try mails.keep(kept, name, reason, at: now)
            return .held(reason)
        }
        switch try record(reading, name) {
        case .contact(let contact, let kind):
            try mails.note(reading, name, contact, kind, at: now)
            return .taken(contact)
        case .suppressed: return .suppressed
        }
    }

    /// A person wrote it after all: what it brings is recorded as of when it was written. False when it is not held, or holds
    /// nobody.
    package func release(_ id: Int64, by author: String) throws -> Bool {
        if let lock = connection.dialect.lock(workspace.id.value) { try connection.execute(lock) }
        let mails = InboundMails(connection, in: workspace.id)
        guard let held = try mails.find(id), held.held != nil, let mail = try mails.body(of: id),
            let reading = try MailReading(mail, house: house(), receivedAt: held.receivedAt)
        else { return false }
        guard case .contact(let contact, let kind) = try record(reading, held.name) else { return false }
        try mails.release(id, to: contact, kind, by: author)
        try AuditLog(connection, in: workspace.id).record(
            "inbound mail released", by: author, [("mail", .number(Int(id)))], at: now)
        return true
    }

    // MARK: Who

    /// Whoever works here, and the address from which the workspace writes.
    private func house() throws -> MailHouse {
        var texts = try Users(connection, in: workspace.id).all().map(\.email)
        if let server = try MailServers(connection, in: workspace.id).find() {
            texts.append(server.sender.address.address)
            if let replyTo = server.replyTo { texts.append(replyTo.address.address) }
        }
        return MailHouse(texts.compactMap { EmailAddress($0) })
    }

    // MARK: What

    private enum Recorded {
        case contact(Contact.ID, String)
        case suppressed
    }

    private func record(_ reading: MailReading, _ name: String) throws -> Recorded {
        let people = InboundPeople(connection, in: workspace, types: plan.types)
        guard case .contact(let contact) = try people.record(reading.contact, from: "email", at: now) else {
            return .suppressed
        }
        let kind = reading.kind(isAnswer: try isAnswer(reading.references))
        let messageID = "mail:" + name
        let activities = Activities(connection, in: workspace.id)
        if try activities.recorded(among: [messageID]).isEmpty {
            let new = Activities.New(
                contact: contact, at: reading.at, kind: kind, channel: "email", messageID: messageID,
                properties: reading.properties)
            try activities.append([new], kinds: plan.kinds, zone: workspace.zone, at: now)
        }
        return .contact(contact, kind)
    }

    /// Whether one of `references` is a message that we sent: by our own queue, or by a colleague who let us know.
    private func isAnswer(_ references: [String]) throws -> Bool {
        guard !references.isEmpty else { return false }
        let names = references.compactMap(MailIntake.key)
        let sent = try connection.row(
            """
            SELECT 1 FROM activity WHERE workspace = ? AND kind = 'email_sent'
            AND message_id IN (\(connection.marks(names.count * 2))) LIMIT 1
            """, [.integer(workspace.id.value)] + names.map { .text("mail:" + $0) } + names.map { .text($0) }
        ) { _ in true }
        if sent != nil { return true }
        let keys = references.compactMap { $0.split(separator: "@").first.map(String.init) }
        guard !keys.isEmpty else { return false }
        return try connection.row(
            "SELECT 1 FROM mail WHERE workspace = ? AND message_key IN (\(connection.marks(keys.count))) LIMIT 1",
            [.integer(workspace.id.value)] + keys.map { .text($0) }
        ) { _ in true } ?? false
    }

    /// A message's name as it is kept: short enough for a key.
    private static func key(_ messageID: String?) -> String? {
        guard let name = messageID?.trimmedOrNil else { return nil }
        return name.utf8.count <= 200 ? name : Secret.fingerprint(name)
    }
}
