package import Verger

/// How forms do since a day.
package struct FormFigures {
    private let connection: any SQLConnection
    private let workspace: Workspace

    package init(_ connection: any SQLConnection, in workspace: Workspace) {
        self.connection = connection
        self.workspace = workspace
    }

    private var key: SQLValue { .integer(workspace.id.value) }

    package struct Figures: Hashable, Sendable {
        /// Times that it was opened, by anybody: nobody is told apart.
        package var shown = 0
        package var sent = 0
        /// Taken for the work of programs, and kept back.
        package var held = 0
        package var last: Instant?

        package init() {}

        /// Of those who opened it; nil where nobody is known to have.
        package var conversion: Double? { shown > 0 ? min(1, Double(sent) / Double(shown)) : nil }
    }

    /// Adds to what is counted by day.
    package func count(shown: Int, of form: Int64, on day: Day) throws {
        try connection.execute(
            """
            INSERT INTO form_day (workspace, form, day, shown) VALUES (?, ?, ?, ?)
            ON CONFLICT (workspace, form, day) DO UPDATE SET shown = form_day.shown + excluded.shown
            """, [key, .integer(form), .integer(day.number), .integer(shown)])
    }

    /// By form.
    package func figures(since day: Day) throws -> [Int64: Figures] {
        var result: [Int64: Figures] = [:]
        try connection.forEachRow(
            """
            SELECT form, CAST(SUM(shown) AS \(connection.dialect.bigInteger)) FROM form_day
            WHERE workspace = ? AND day >= ? GROUP BY form
            """, [key, .integer(day.number)]
        ) { row in
            result[row.integer(0), default: Figures()].shown = Int(row.integer(1))
            return true
        }
        try connection.forEachRow(
            """
            SELECT form, COUNT(*), COUNT(held), MAX(CASE WHEN held IS NULL THEN at END) FROM form_submission
            WHERE workspace = ? AND at >= ? GROUP BY form
            """, [key, .instant(workspace.zone.start(of: day))]
        ) { row in
            let held = Int(row.integer(2))
            result[row.integer(0), default: Figures()].sent = Int(row.integer(1)) - held
            result[row.integer(0), default: Figures()].held = held
            result[row.integer(0), default: Figures()].last = row.integerOrNil(3).map { Instant(microseconds: $0) }
            return true
        }
        return result
    }
}
