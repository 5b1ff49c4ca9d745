package import Verger

/// The browsers and devices that are known by an anonymous id, and whose they are.
package struct Visitors {
    private let connection: any SQLConnection
    private let workspace: Workspace.ID

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    private var key: SQLValue { .integer(workspace.value) }

    /// The contact of each anonymous id that is known.
    package func contacts(of anonymousIDs: [String]) throws -> [String: Contact.ID] {
        var result: [String: Contact.ID] = [:]
        try connection.inBatches(of: anonymousIDs) { batch in
            try connection.forEachRow(
                """
                SELECT anonymous_id, contact FROM visitor
                WHERE workspace = ? AND anonymous_id IN (\(connection.marks(batch.count)))
                """, [key] + batch.map { .text($0) }
            ) { row in
                result[row.text(0)] = Contact.ID(row.integer(1))
                return true
            }
        }
        return result
    }

    /// Who a visitor turned out to be whose contact, `former`, is gone.
    package func person(formerly former: Contact.ID) throws -> Contact.ID? {
        try connection.row(
            "SELECT contact FROM visitor WHERE workspace = ? AND former = ? ORDER BY anonymous_id LIMIT 1",
            [key, .integer(former.value)]
        ) { Contact.ID($0.integer(0)) }
    }

    /// Remembers anonymous ids that nobody knows yet.
    package func insert(_ visitors: [(anonymousID: String, contact: Contact.ID)], at now: Instant) throws {
        try connection.insert(
            into: "visitor", columns: ["workspace", "anonymous_id", "contact", "first_seen"], count: visitors.count
        ) { row, column in
            switch column {
            case 0: key
            case 1: .text(visitors[row].anonymousID)
            case 2: .integer(visitors[row].contact.value)
            default: .instant(now)
            }
        }
    }

    /// From now on it is someone else's; what was recorded stays where it is.
    package func hand(_ anonymousID: String, to contact: Contact.ID, at now: Instant) throws {
        try connection.execute(
            "UPDATE visitor SET contact = ?, linked_at = ? WHERE workspace = ? AND anonymous_id = ?",
            [.integer(contact.value), .instant(now), key, .text(anonymousID)])
    }

    /// The anonymous history of `visitor` joins that of a person, as if it had been recorded of the person: whoever
    /// browsed unknown is known now. The contact that stood for the visitor is gone; its number is kept with its ids.
    func join(_ visitor: Contact.ID, into person: Contact.ID, at now: Instant) throws {
        // Both were handed over at the same instant: that of the person stays.
        try connection.execute(
            """
            DELETE FROM handover WHERE workspace = ? AND contact = ? AND opened_at IN
            (SELECT h.opened_at FROM handover h WHERE h.workspace = ? AND h.contact = ?)
            """, [key, .integer(visitor.value), key, .integer(person.value)])
        let both: [SQLValue] = [.integer(person.value), key, .integer(visitor.value)]
        for table in Visitors.moved {
            try connection.execute("UPDATE \(table) SET contact = ? WHERE workspace = ? AND contact = ?", both)
        }
        try connection.execute(
            """
            UPDATE visitor SET contact = ?, linked_at = ?, former = COALESCE(former, contact)
            WHERE workspace = ? AND contact = ?
            """, [.integer(person.value), .instant(now), key, .integer(visitor.value)])
        for table in Visitors.dropped {
            try connection.execute(
                "DELETE FROM \(table) WHERE workspace = ? AND contact = ?", [key, .integer(visitor.value)])
        }
        try connection.execute(
            "DELETE FROM contact WHERE workspace = ? AND id = ?", [key, .integer(visitor.value)])
        if try Voids(connection, in: workspace).areAny() {
            try Voids(connection, in: workspace).rebuild(of: [person])
        }
        try News(connection, in: workspace).note([person])
    }

    /// Facts of a contact, which become those of the other.
    package static let moved = [
        "activity", "unmapped_call", "contact_alias", "contact_address", "task", "handover", "mail", "rights_request",
        "form_submission", "statement_line", "inbound_mail", "hook_item",
    ]
    /// What is derived, or was said of the contact as a visitor.
    package static let dropped = [
        "contact_state", "stage_history", "activity_void", "news", "segment_member", "segment_event", "contact_search",
        "contact_tag", "contact_change", "contact_part", "bulk_action_contact", "contact_key",
        "retention_question", "retention_purge_contact",
    ]
}
