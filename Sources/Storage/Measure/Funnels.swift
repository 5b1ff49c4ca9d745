package import Verger

/// The funnel of one workspace.
package struct Funnels {
    private let connection: any SQLConnection
    private let workspace: Workspace

    package init(_ connection: any SQLConnection, in workspace: Workspace) {
        self.connection = connection
        self.workspace = workspace
    }

    /// Now, from states that are up to date.
    package func funnel(_ rules: Rules, at now: Instant) throws -> Funnel {
        var funnel = Funnel(rules)
        try connection.forEachRow(
            """
            SELECT stage, highest, COUNT(*) FROM \(connection.dialect.states)
            WHERE workspace = ? AND excluded = 0 AND first_fact <= ? GROUP BY stage, highest
            """, [.integer(workspace.id.value), .instant(now)]
        ) { row in
            funnel.add(
                stage: row.integerOrNil(0).map { Int($0) }, highest: row.integerOrNil(1).map { Int($0) },
                number: Int(row.integer(2)))
            return true
        }
        return funnel
    }
}
