import Verger

/// Finds or makes whoever a mail or a body is about. Anybody can write anybody's address: what is known of a contact is
/// filled, and never changed.
struct InboundPeople {
    private let connection: any SQLConnection
    private let workspace: Workspace
    private let types: [String: ValueType]

    enum Outcome {
        case contact(Contact.ID)
        /// Somebody who was erased, of whom nothing is recorded.
        case suppressed
        case refused(Problem)
    }

    init(_ connection: any SQLConnection, in workspace: Workspace, types: [String: ValueType]) {
        self.connection = connection
        self.workspace = workspace
        self.types = types
    }

    func record(_ described: ImportedContact, from source: String?, at now: Instant) throws -> Outcome {
        guard try !Suppressions(connection, in: workspace.id).keepsOut(described) else { return .suppressed }
        var described = described
        if described.fields[ContactField.source.rawValue] == nil {
            described.fields[ContactField.source.rawValue] = source
        }
        let contacts = Contacts(connection, in: workspace, types: types)
        do {
            let filled = try contacts.withoutKnown(try withoutKnownByID(described, contacts))
            return .contact(
                try Registration(connection, in: workspace, types: types).record(filled, at: now).contact.id)
        } catch is Problem {
            return .refused(Problem(HookSentences.twoContacts, path: "email"))
        } catch is Suppressions.Refusal {
            return .suppressed
        }
    }

    /// The same for somebody who is known by an external id.
    private func withoutKnownByID(_ described: ImportedContact, _ contacts: Contacts) throws -> ImportedContact {
        guard let id = described.fields[ContactField.externalID.rawValue],
            let known = try contacts.withExternalIDs([id])[id].flatMap({ try contacts.find($0) })
        else { return described }
        var result = described
        for name in described.fields.keys where name != ContactField.externalID.rawValue {
            let value = ContactField(rawValue: name).map { known.fields[$0] } ?? known.custom[name]
            // Another address than the known one is told below: it may be that of somebody else.
            if value != nil, name != ContactField.email.rawValue { result.fields[name] = nil }
        }
        if known.company != nil { result.company = nil }
        if let email = known.fields[.email], let said = described.fields[ContactField.email.rawValue],
            try contacts.withEmails([said.lowercased()])[said.lowercased()] == nil
        {
            result.fields[ContactField.email.rawValue] = email
        }
        return result
    }

    /// Whether a text, or what JSON says, names somebody by an address who was erased. The addresses of the house are no trace of
    /// anybody: they stand in most of what comes in.
    func mentionsSuppressed(_ text: String) throws -> Bool {
        let identities = Set(InboundPeople.addresses(in: text).map(Identity.email))
        let found = try Suppressions(connection, in: workspace.id).suppressed(among: identities)
        guard !found.isEmpty else { return false }
        return try !Set(found.keys).isSubset(of: House(connection, in: workspace.id).addresses)
    }

    /// What looks like an address, 1,000 at most of each text. JSON is read for what it says; what only looks like it, as written
    /// and with its escapes undone.
    static func addresses(in text: String) -> [String] {
        (Document(structured: text)?.texts ?? [text]).flatMap { text in
            addresses(inWords: text) + (text.contains("\\") ? addresses(inWords: text.withoutEscapes) : [])
        }
    }

    private static func addresses(inWords text: String) -> [String] {
        let isBound: (UInt8) -> Bool = { byte in
            byte <= 0x20 || "\"'<>()[]{},;:=&\\|/".utf8.contains(byte)
        }
        var result: [String] = []
        for word in text.utf8.split(whereSeparator: isBound) where word.contains(UInt8(ascii: "@")) {
            guard word.count <= 320, result.count < 1_000 else { continue }
            if let address = EmailAddress(String(decoding: word, as: UTF8.self)) { result.append(address.address) }
        }
        return result
    }
}

extension String {
    /// With the characters that JSON escapes mean.
    fileprivate var withoutEscapes: String {
        replacing(/\\u([0-9a-fA-F]{4})/) { match in
            UInt32(match.1, radix: 16).flatMap { Unicode.Scalar($0) }.map { String($0) } ?? " "
        }.replacing(/\\[nrtbf\/"]/, with: " ")
    }
}
