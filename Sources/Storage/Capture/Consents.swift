import Verger

/// What contacts said last on each channel. A file that gives no date to what it says about consent speaks of the day of
/// its import, and would override whatever was said since it was written.
struct Consents {
    private struct Key: Hashable {
        let contact: Contact.ID
        let channel: String
    }

    /// True for consent, false for refusal.
    private var last: [Key: Bool] = [:]

    init(of contacts: Set<Contact.ID>, _ connection: any SQLConnection, in workspace: Workspace.ID) throws {
        let kinds = Consents.meanings.keys.sorted()
        try connection.inBatches(of: contacts.sorted()) { batch in
            try connection.forEachRow(
                """
                SELECT contact, kind, channel FROM activity WHERE workspace = ?
                AND contact IN (\(connection.marks(batch.count))) AND kind IN (\(connection.marks(kinds.count)))
                ORDER BY contact, at, id
                """, [.integer(workspace.value)] + batch.map { .integer($0.value) } + kinds.map { .text($0) }
            ) { row in
                note(
                    row.text(1), Key(contact: Contact.ID(row.integer(0)), channel: row.textOrNil(2)?.folded ?? "email"))
                return true
            }
        }
    }

    private static let meanings = [
        "consent_granted": true, "consent_withdrawn": false, "unsubscribed": false, "email_complained": false,
    ]

    /// Whether `activity` is what a column about consent says.
    static func isConsent(_ activity: Activities.New) -> Bool {
        activity.kind == "consent_granted" || activity.kind == "consent_withdrawn"
    }

    /// Notes what `activity` says. Returns false for one without a date that is not to be recorded: a consent where
    /// anything was said before, a refusal where a refusal stands.
    mutating func admits(_ activity: Activities.New, isDated: Bool) -> Bool {
        let key = Key(contact: activity.contact, channel: activity.channel?.folded ?? "email")
        if !isDated, let last = last[key], !last || activity.kind == "consent_granted" { return false }
        note(activity.kind, key)
        return true
    }

    private mutating func note(_ kind: String, _ key: Key) {
        if let meaning = Consents.meanings[kind] { last[key] = meaning }
    }
}
