package import Verger

/// Looks at everyone from the facts alone, at any instant: what one query can't answer, and what proves the queries.
package struct Census: Sendable {
    private let database: any SQLDatabase
    private let workspace: Workspace

    package init(_ database: any SQLDatabase, in workspace: Workspace) {
        self.database = database
        self.workspace = workspace
    }

    /// Hands over each contact that exists at `instant`, evaluated then.
    package func forEach(
        _ rules: Rules, at instant: Instant, _ body: (Contact.ID, Dossier, Evaluator, Standing) throws -> Void
    ) throws {
        let evaluator = Evaluator(rules)
        try forEachDossier { items in
            for item in items {
                guard let (standing, _) = evaluator.evaluate(item.dossier, at: instant) else { continue }
                try body(item.contact, item.dossier, evaluator, standing)
            }
        }
    }

    /// Hands over all dossiers in order of id, by the batch.
    package func forEachDossier(_ body: ([Dossiers.Item]) throws -> Void) throws {
        let loader = Loader(database, in: workspace, batch: 1000)
        loader.start()
        defer { loader.stop() }
        while let items = try loader.next() { try body(items) }
    }

    /// Ids in order.
    package func ids(_ condition: ResolvedCondition, at instant: Instant) throws -> [Contact.ID] {
        var ids: [Contact.ID] = []
        try forEach(condition.rules, at: instant) { contact, _, evaluator, _ in
            if evaluator.holds(condition) { ids.append(contact) }
        }
        return ids
    }
}
