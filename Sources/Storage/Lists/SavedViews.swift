package import Verger

/// The saved views of one workspace.
package struct SavedViews {
    private let connection: any SQLConnection
    private let workspace: Workspace.ID

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    private var key: SQLValue { .integer(workspace.value) }

    /// Those that everybody sees and somebody's own, in their order.
    package func all(_ subject: SavedView.Subject, of person: Int64) throws -> [SavedView] {
        try connection.rows(
            "\(columns) AND subject = ? AND (person IS NULL OR person = ?) ORDER BY place, id",
            [key, .text(subject.rawValue), .integer(person)], read)
    }

    /// One that everybody sees or that is this person's.
    package func find(_ id: Int64, of person: Int64) throws -> SavedView? {
        try connection.row(
            "\(columns) AND id = ? AND (person IS NULL OR person = ?)", [key, .integer(id), .integer(person)], read)
    }

    /// Keeps a new view, after the others.
    @discardableResult
    package func add(
        _ subject: SavedView.Subject, name: String, owner: Int64?, condition: String?, columns: [String] = [],
        sort: String = "", at now: Instant
    ) throws -> SavedView {
        let view = SavedView(
            id: try connection.ids(1, of: .record), subject: subject, name: name, owner: owner, condition: condition,
            columns: columns, sort: sort)
        try connection.execute(
            """
            INSERT INTO saved_view (workspace, id, subject, name, person, condition, columns, sort, place, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                key, .integer(view.id), .text(subject.rawValue), .text(name), .integer(orNull: owner),
                .text(orNull: condition), .text(columns.joined(separator: " ")), .text(sort), .integer(view.id),
                .instant(now),
            ])
        return view
    }

    /// Replaces what a view says; returns whether there is such a view.
    @discardableResult
    package func update(_ view: SavedView) throws -> Bool {
        try connection.execute(
            """
            UPDATE saved_view SET name = ?, person = ?, condition = ?, columns = ?, sort = ?
            WHERE workspace = ? AND id = ?
            """,
            [
                .text(view.name), .integer(orNull: view.owner), .text(orNull: view.condition),
                .text(view.columns.joined(separator: " ")), .text(view.sort), key, .integer(view.id),
            ]) == 1
    }

    /// Returns whether there was such a view.
    @discardableResult
    package func remove(_ id: Int64) throws -> Bool {
        try connection.execute("DELETE FROM saved_view WHERE workspace = ? AND id = ?", [key, .integer(id)]) == 1
    }

    /// Puts views in this order, before those that are not named.
    package func arrange(_ ids: [Int64]) throws {
        for (place, id) in ids.enumerated() {
            try connection.execute(
                "UPDATE saved_view SET place = ? WHERE workspace = ? AND id = ?",
                [.integer(place - ids.count), key, .integer(id)])
        }
    }

    private var columns: String {
        "SELECT id, subject, name, person, condition, columns, sort FROM saved_view WHERE workspace = ?"
    }

    private func read(_ row: any SQLRow) -> SavedView {
        SavedView(
            id: row.integer(0), subject: SavedView.Subject(rawValue: row.text(1)) ?? .contacts, name: row.text(2),
            owner: row.integerOrNil(3), condition: row.textOrNil(4),
            columns: row.text(5).split(separator: " ").map(String.init), sort: row.text(6))
    }
}
