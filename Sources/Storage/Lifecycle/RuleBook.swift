import Synchronization
package import Verger

/// The rules in force in each workspace, made again only when its definition or its segments have changed.
package final class RuleBook: Sendable {
    private struct Page {
        let stamp: RulesStamp
        let rules: Rules
    }

    private let pages = Mutex<[Workspace.ID: Page]>([:])

    package init() {}

    /// Nil where there is no definition yet.
    package func rules(of workspace: Workspace, on connection: any SQLConnection) throws -> Rules? {
        let stamp = try RulesStamp(connection, in: workspace)
        guard stamp.version != nil else { return nil }
        if let page = pages.withLock({ $0[workspace.id] }), page.stamp == stamp { return page.rules }
        guard let rules = try Definitions(connection, in: workspace).rules() else { return nil }
        pages.withLock { $0[workspace.id] = Page(stamp: stamp, rules: rules) }
        return rules
    }
}
