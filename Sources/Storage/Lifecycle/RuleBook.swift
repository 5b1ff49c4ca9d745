import Synchronization
package import Verger

/// The rules in force in each workspace, made again only when its definition or its segments have changed.
package final class RuleBook: Sendable {
    private struct Page {
        let stamp: String
        let rules: Rules
    }

    private let pages = Mutex<[Workspace.ID: Page]>([:])

    package init() {}

    /// Nil where there is no definition yet.
    package func rules(of workspace: Workspace, on connection: any SQLConnection) throws -> Rules? {
        guard let stamp = try stamp(of: workspace, on: connection) else { return nil }
        if let page = pages.withLock({ $0[workspace.id] }), page.stamp == stamp { return page.rules }
        guard let rules = try Definitions(connection, in: workspace).rules() else { return nil }
        pages.withLock { $0[workspace.id] = Page(stamp: stamp, rules: rules) }
        return rules
    }

    /// What the rules are made of: the version in force, the zone and the segments.
    private func stamp(of workspace: Workspace, on connection: any SQLConnection) throws -> String? {
        let version = try connection.row(
            "SELECT version FROM definition WHERE workspace = ? AND status = 'active'", [.integer(workspace.id.value)]
        ) { $0.integer(0) }
        guard let version else { return nil }
        var stamp = "\(version) \(workspace.zone.identifier)"
        try connection.forEachRow(
            "SELECT name, condition FROM segment WHERE workspace = ? ORDER BY name", [.integer(workspace.id.value)]
        ) { row in
            stamp += "\n\(row.text(0))\n\(row.text(1))"
            return true
        }
        return stamp
    }
}
