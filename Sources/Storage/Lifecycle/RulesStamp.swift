package import Verger

/// Tells whether rules that were made before are still those in force: the definition and the segments they came from.
package struct RulesStamp: Hashable, Sendable {
    private let version: Int64?
    private let segments: [Int64]

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) throws {
        let key = [SQLValue.integer(workspace.value)]
        version = try connection.row("SELECT version FROM definition WHERE workspace = ? AND status = 'active'", key) {
            $0.integer(0)
        }
        segments = try connection.rows("SELECT id, since FROM segment WHERE workspace = ? ORDER BY id", key) {
            [$0.integer(0), $0.integer(1)]
        }.flatMap(\.self)
    }
}
