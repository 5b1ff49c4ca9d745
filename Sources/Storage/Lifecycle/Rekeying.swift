import Verger

/// Makes again the comparable forms of values whose type a new definition changes.
struct Rekeying {
    private let connection: any SQLConnection
    private let workspace: Workspace

    init(_ connection: any SQLConnection, in workspace: Workspace) {
        self.connection = connection
        self.workspace = workspace
    }

    func rekey(from old: Definition, to new: Definition) throws {
        if old.fields != new.fields { try rekeyContacts(new.fields) }
        let kinds = new.kinds + old.kinds.filter { kind in !new.kinds.contains { $0.name == kind.name } }
        for kind in kinds where old.kinds.first(where: { $0.name == kind.name })?.properties != kind.properties {
            try rekeyActivities(of: new.kinds.first { $0.name == kind.name }, named: kind.name)
        }
    }

    private func rekeyContacts(_ types: [String: ValueType]) throws {
        let stored = try connection.rows(
            "SELECT id, fields FROM contact WHERE workspace = ? AND fields IS NOT NULL", [.integer(workspace.id.value)]
        ) { (id: $0.integer(0), fields: $0.text(1)) }
        for contact in stored {
            let keys = try ActivityRow.texts(inJSON: contact.fields).sorted { $0.key < $1.key }.map { name, text in
                (name, Value(text, as: types[name] ?? .text, in: workspace.zone)?.keyDocument ?? .null)
            }
            try connection.execute(
                "UPDATE contact SET field_keys = ? WHERE workspace = ? AND id = ?",
                [.text(Document.object(keys).json()), .integer(workspace.id.value), .integer(contact.id)])
        }
    }

    private func rekeyActivities(of kind: ActivityKind?, named name: String) throws {
        let stored = try connection.rows(
            """
            SELECT \(ActivityRow.readColumns) FROM activity a
            WHERE a.workspace = ? AND a.kind = ? AND a.properties IS NOT NULL
            """, [.integer(workspace.id.value), .text(name)]
        ) { (contact: $0.integer(0), activity: try ActivityRow.read($0)) }
        for (contact, activity) in stored {
            try connection.execute(
                """
                UPDATE activity SET property_keys = ?, level_key = ?
                WHERE workspace = ? AND contact = ? AND at = ? AND id = ?
                """,
                [
                    .text(orNull: ActivityRow.propertyKeys(of: activity, kind: kind, zone: workspace.zone)),
                    .text(orNull: ActivityRow.levelKey(of: activity, kind: kind, zone: workspace.zone)),
                    .integer(workspace.id.value), .integer(contact), .instant(activity.at), .integer(activity.id),
                ])
        }
    }
}
