import CSodium
package import Verger

/// What only this instance knows: seals its links and what must be read again, such as second factors.
package struct InstanceSecret: Sendable {
    private let root: [UInt8]

    /// The secret of this database, which is made the first time: that takes a connection that may write.
    package init(_ connection: any SQLConnection, at now: Instant) throws {
        if let known = try InstanceSecret(known: connection) {
            self = known
            return
        }
        // Another node may be as fast: the first one's secret is everyone's.
        try connection.execute(
            "INSERT INTO instance_secret (name, secret, created_at) VALUES ('root', ?, ?) ON CONFLICT (name) DO NOTHING",
            [.text(Hexadecimal.text(try Secret.randomBytes(32))), .instant(now)])
        guard let made = try InstanceSecret(known: connection) else { throw StorageProblem.corrupt("instance_secret") }
        self = made
    }

    /// Nil when none was made yet.
    package init?(known connection: any SQLConnection) throws {
        let text = try connection.row("SELECT secret FROM instance_secret WHERE name = 'root'") { $0.text(0) }
        guard let text else { return nil }
        guard let root = Hexadecimal.bytes(text), root.count == 32 else {
            throw StorageProblem.corrupt("instance_secret")
        }
        try Secret.prepare()
        self.root = root
    }

    /// A key for one use alone.
    private func key(_ use: String) -> [UInt8] { Secret.digest(Array(use.utf8), length: 32, key: root) }

    // MARK: Links

    /// The text of a link that loses its worth when `state` changes: the hash of the password that it is there to replace.
    package func sealed(_ link: SignedLink, over state: String) -> String {
        link.text(sealed: seal(of: link, over: state))
    }

    package func isSeal(_ seal: String, of link: SignedLink, over state: String) -> Bool {
        Secret.areEqual(seal, self.seal(of: link, over: state))
    }

    private func seal(of link: SignedLink, over state: String) -> String {
        let message = Array("\(link.unsealed)\n\(state)".utf8)
        return Hexadecimal.text(Secret.digest(message, length: 32, key: key("links")))
    }

    /// The text of a link by which a contact speaks for himself.
    package func sealed(_ link: ContactLink) -> String { link.text(sealed: seal(of: link)) }

    package enum Opening: Hashable, Sendable {
        case open(ContactLink)
        case expired
        case forged
    }

    package func opening(_ text: String, at now: Instant) -> Opening {
        guard let (link, seal) = ContactLink.parts(of: text), Secret.areEqual(seal, self.seal(of: link)) else {
            return .forged
        }
        return now < link.expiresAt ? .open(link) : .expired
    }

    private func seal(of link: ContactLink) -> String {
        Hexadecimal.text(Secret.digest(Array(link.unsealed.utf8), length: 32, key: key("contact links")))
    }

    /// What is kept of somebody who was erased, which nobody can read: whether it is the same can only be asked.
    func suppressionHash(_ identity: Identity, in workspace: Workspace.ID) -> String {
        let message = Array("\(workspace.value)\n\(identity.kind.rawValue)\n\(identity.value)".utf8)
        return Hexadecimal.text(Secret.digest(message, length: 32, key: key("suppressions")))
    }

    // MARK: Texts

    /// What shows later that `text` was made here, for one use: BLAKE2b-192 in hexadecimal.
    package func seal(of text: String, for use: String) -> String {
        Hexadecimal.text(Secret.digest(Array(text.utf8), length: 24, key: key("text: " + use)))
    }

    package func isSeal(_ seal: String, of text: String, for use: String) -> Bool {
        Secret.areEqual(seal, self.seal(of: text, for: use))
    }

    package func sealed(_ ticket: Ticket) -> String {
        ticket.text(sealed: seal(of: ticket.unsealed, for: "tickets"))
    }

    /// The ticket that `text` is, for one use in one workspace.
    package func ticket(
        _ text: String, for use: Ticket.Use, in workspace: Workspace.ID, at now: Instant
    ) throws(Ticket.Problem) -> Ticket {
        guard let (ticket, seal) = Ticket.parts(of: text), isSeal(seal, of: ticket.unsealed, for: "tickets"),
            ticket.use == use, ticket.workspace == workspace
        else { throw .forged }
        guard ticket.expiresAt > now else { throw .expired }
        return ticket
    }

    /// Whom a link in a mail was written to; nil when it is none of ours, of another workspace, or too old.
    package func addressee(_ text: String, in workspace: Workspace.ID, at now: Instant) -> Contact.ID? {
        (try? ticket(text, for: .person, in: workspace, at: now))?.subject.first.map { Contact.ID($0) }
    }

    /// BLAKE2b-256 of a code that is short enough to be typed, keyed so that the table alone does not tell it.
    func codeHash(_ code: String, of person: Int64) -> String {
        Hexadecimal.text(Secret.digest(Array("\(person)\n\(code)".utf8), length: 32, key: key("recovery codes")))
    }

    // MARK: Boxes

    /// `bytes` encrypted and authenticated (XSalsa20-Poly1305), in hexadecimal.
    func boxed(_ bytes: [UInt8]) throws -> String {
        let nonce = try Secret.randomBytes(Int(crypto_secretbox_noncebytes()))
        var cipher = [UInt8](repeating: 0, count: bytes.count + Int(crypto_secretbox_macbytes()))
        _ = crypto_secretbox_easy(&cipher, bytes, UInt64(bytes.count), nonce, key("boxes"))
        return Hexadecimal.text(nonce + cipher)
    }

    /// Nil when `text` was not boxed by this instance.
    func unboxed(_ text: String) -> [UInt8]? {
        let (nonceLength, macLength) = (Int(crypto_secretbox_noncebytes()), Int(crypto_secretbox_macbytes()))
        guard let bytes = Hexadecimal.bytes(text), bytes.count >= nonceLength + macLength else { return nil }
        let cipher = Array(bytes[nonceLength...])
        var result = [UInt8](repeating: 0, count: cipher.count - macLength)
        let isOurs =
            crypto_secretbox_open_easy(
                &result, cipher, UInt64(cipher.count), Array(bytes[..<nonceLength]), key("boxes")) == 0
        return isOurs ? result : nil
    }
}
