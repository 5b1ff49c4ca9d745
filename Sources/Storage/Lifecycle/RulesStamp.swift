package import Verger

/// Tells whether rules that were made before are still those in force: the definition, the zone and the segments they came
/// from.
package struct RulesStamp: Hashable, Sendable {
    private struct Part: Hashable {
        let segment: Int64
        let name: String
        let condition: String
        /// Since when its members are followed.
        let since: Int64
    }

    /// Of the definition in force; nil where there is none.
    let version: Int64?
    private let zone: String
    private let segments: [Part]

    package init(_ connection: any SQLConnection, in workspace: Workspace) throws {
        let key = [SQLValue.integer(workspace.id.value)]
        version = try connection.row("SELECT version FROM definition WHERE workspace = ? AND status = 'active'", key) {
            $0.integer(0)
        }
        zone = workspace.zone.identifier
        segments = try connection.rows(
            "SELECT id, name, condition, since FROM segment WHERE workspace = ? ORDER BY id", key
        ) { Part(segment: $0.integer(0), name: $0.text(1), condition: $0.text(2), since: $0.integer(3)) }
    }
}
