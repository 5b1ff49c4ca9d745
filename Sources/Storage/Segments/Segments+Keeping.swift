package import Verger

extension Segments {
    /// Gives a segment another name; its members and their history stay. Returns whether there is such a segment.
    @discardableResult
    package func rename(_ id: Segment.ID, to name: String) throws -> Bool {
        let isThere =
            try connection.execute(
                "UPDATE segment SET name = ? WHERE workspace = ? AND id = ?", [.text(name), key, .integer(id.value)])
            == 1
        // Conditions that name it say something else from now on.
        if isThere { try News(connection, in: workspace).noteAll() }
        return isThere
    }

    /// Puts back a segment that was removed, followed since the same instant: its history is made again from the facts.
    /// Returns false where its name or its number is taken.
    @discardableResult
    package func restore(_ segment: Segment) throws -> Bool {
        let isBack =
            try connection.execute(
                """
                INSERT INTO segment (workspace, id, name, condition, created_at, since) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """,
                [
                    key, .integer(segment.id.value), .text(segment.name), .text(segment.condition),
                    .instant(segment.createdAt), .instant(segment.since),
                ]) == 1
        if isBack { try News(connection, in: workspace).noteAll() }
        return isBack
    }
}
