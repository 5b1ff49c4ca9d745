import Verger

/// Carries the stages that contacts hold over to a new definition, until each is evaluated again: they are kept as
/// positions. Who was at a stage that is no more is at the nearest one below it.
struct Restaging {
    private let connection: any SQLConnection
    private let workspace: Workspace.ID

    init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    func restage(from old: Definition, to new: Definition) throws {
        let positions = Restaging.positions(from: old.stages.map(\.id), to: new.stages.map(\.id))
        guard positions.enumerated().contains(where: { $0 != $1 }) else { return }
        let cases = positions.enumerated().map { "WHEN \($0) THEN \($1.map(String.init) ?? "NULL")" }
        // The type is said, since a list of NULL alone has none on PostgreSQL.
        func moved(_ column: String) -> String {
            "\(column) = CAST(CASE \(column) \(cases.joined(separator: " ")) END AS \(connection.dialect.bigInteger))"
        }
        let key = [SQLValue.integer(workspace.value)]
        try connection.execute(
            "UPDATE contact_state SET \(moved("stage")), \(moved("highest")) WHERE workspace = ?", key)
        try connection.execute("UPDATE stage_history SET \(moved("stage")) WHERE workspace = ?", key)
    }

    /// For each old position, the new one; nil where nothing below is left.
    static func positions(from old: [String], to new: [String]) -> [Int?] {
        old.indices.map { index in
            old[...index].reversed().lazy.compactMap { new.firstIndex(of: $0) }.first
        }
    }
}
