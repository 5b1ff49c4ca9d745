package import Verger

/// What is done to many contacts at once, in one transaction, and can be undone.
package struct BulkActions {
    private let connection: any SQLConnection
    private let workspace: Workspace
    private let contacts: Contacts

    /// `types`: the fields that the workspace defines.
    package init(_ connection: any SQLConnection, in workspace: Workspace, types: [String: ValueType]) {
        self.connection = connection
        self.workspace = workspace
        contacts = Contacts(connection, in: workspace, types: types)
    }

    private var key: SQLValue { .integer(workspace.id.value) }

    package struct Outcome: Hashable, Sendable {
        /// Under which it can be undone.
        package let id: Int64
        /// How many contacts are not as before.
        package let changed: Int
        /// How many stayed as they were: the others that were meant; or, when undoing, those that somebody has changed since.
        package let unchanged: Int
    }

    /// Does `action` to those of `ids` that are in this workspace.
    package func perform(
        _ action: BulkAction, on ids: [Contact.ID], by actor: String, at now: Instant
    ) throws -> Outcome {
        let id = try connection.ids(1, of: .record)
        try connection.execute(
            "INSERT INTO bulk_action (workspace, id, at, actor, action, value) VALUES (?, ?, ?, ?, ?, ?)",
            [key, .integer(id), .instant(now), .text(actor), .text(action.name), .text(orNull: action.value)])
        var changes: [(contact: Contact.ID, before: String?)] = []
        var seen = 0
        try connection.inBatches(of: Array(Set(ids)).sorted()) { batch in
            for contact in try held(batch) {
                seen += 1
                guard let applied = action.applied(to: contact) else { continue }
                try contacts.update(applied.contact, from: contact, at: now)
                changes.append((contact.id, applied.before))
            }
        }
        try keep(changes, of: id)
        try record("bulk action", action, changes.count, id, by: actor, at: now)
        return Outcome(id: id, changed: changes.count, unchanged: seen - changes.count)
    }

    /// Gives the contacts of an action what they had before; nil when there is no such action, or it was undone already.
    package func undo(_ id: Int64, by actor: String, at now: Instant) throws -> Outcome? {
        guard let action = try find(id) else { return nil }
        try connection.execute(
            "UPDATE bulk_action SET undone_at = ? WHERE workspace = ? AND id = ?",
            [.instant(now), key, .integer(id)])
        let before = Dictionary(uniqueKeysWithValues: try kept(of: id))
        var changed = 0
        try connection.inBatches(of: before.keys.sorted()) { batch in
            for contact in try held(batch) {
                guard let new = action.undone(on: contact, before: before[contact.id] ?? nil) else { continue }
                try contacts.update(new, from: contact, at: now)
                changed += 1
            }
        }
        try record("bulk action undone", action, changed, id, by: actor, at: now)
        return Outcome(id: id, changed: changed, unchanged: before.count - changed)
    }

    /// What an action that was not undone did.
    package func find(_ id: Int64) throws -> BulkAction? {
        try connection.row(
            "SELECT action, value FROM bulk_action WHERE workspace = ? AND id = ? AND undone_at IS NULL",
            [key, .integer(id)]
        ) { BulkAction(name: $0.text(0), value: $0.textOrNil(1)) } ?? nil
    }
}

extension BulkActions {
    /// The contacts as they are recorded; nobody else changes them meanwhile.
    private func held(_ ids: ArraySlice<Contact.ID>) throws -> [Contact] {
        let held = try connection.rows(
            """
            SELECT c.id FROM contact c WHERE c.workspace = ? AND c.id IN (\(connection.marks(ids.count)))
            ORDER BY c.id \(connection.dialect.holdingRows(of: "c"))
            """, [key] + ids.map { .integer($0.value) }
        ) { Contact.ID($0.integer(0)) }
        return try contacts.find(held)
    }

    private func keep(_ changes: [(contact: Contact.ID, before: String?)], of id: Int64) throws {
        try connection.insert(
            into: "bulk_action_contact", columns: ["workspace", "action", "contact", "before"], count: changes.count
        ) { row, column in
            switch column {
            case 0: key
            case 1: .integer(id)
            case 2: .integer(changes[row].contact.value)
            default: .text(orNull: changes[row].before)
            }
        }
    }

    private func kept(of id: Int64) throws -> [(Contact.ID, String?)] {
        try connection.rows(
            "SELECT contact, before FROM bulk_action_contact WHERE workspace = ? AND action = ?", [key, .integer(id)]
        ) { (Contact.ID($0.integer(0)), $0.textOrNil(1)) }
    }

    private func record(
        _ name: String, _ action: BulkAction, _ count: Int, _ id: Int64, by actor: String, at now: Instant
    ) throws {
        try AuditLog(connection, in: workspace.id).record(
            name, by: actor,
            [
                ("id", .number(Int(id))), ("action", .text(action.name)), ("value", .text(orNull: action.value)),
                ("contacts", .number(count)),
            ], at: now)
    }
}
