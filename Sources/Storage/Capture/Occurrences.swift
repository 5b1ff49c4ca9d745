import Verger

/// Gives each activity of a file that has no `message_id` one made from its content, so that the same file, or a longer
/// one that repeats its rows, records it once. Equal rows of one file are told apart by their order.
struct Occurrences {
    private var counts: [UInt64: Int32] = [:]

    mutating func messageID(of activity: ImportedActivity, in row: ImportedRow) -> String {
        if let id = activity.messageID { return id }
        let contact = activity.contact ?? row.contact.map(Occurrences.identity) ?? ""
        var parts: [String] = [
            contact, activity.kind, String(activity.at.microseconds), activity.channel ?? "", activity.campaign ?? "",
            activity.amount?.description ?? "", activity.currency ?? "", activity.voids ?? "",
        ]
        for (name, value) in activity.properties.sorted(by: { $0.key < $1.key }) { parts += [name, value] }
        let print = Secret.fingerprint(parts.joined(separator: "\u{1F}"))
        let short = UInt64(print.prefix(16), radix: 16) ?? 0
        let count = (counts[short] ?? 0) + 1
        counts[short] = count
        return count == 1 ? "file:\(print)" : "file:\(print):\(count)"
    }

    /// What tells contacts of files apart.
    static func identity(of contact: ImportedContact) -> String {
        if let id = contact.fields[ContactField.externalID.rawValue] { return id }
        if let email = contact.fields[ContactField.email.rawValue] { return email.lowercased() }
        return rowIdentity(of: contact)
    }

    /// For a contact with neither external id nor e-mail address: all that the row says.
    static func rowIdentity(of contact: ImportedContact) -> String {
        let parts = contact.fields.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] } + contact.tags
        return "row:" + Secret.fingerprint(parts.joined(separator: "\u{1F}"))
    }
}
