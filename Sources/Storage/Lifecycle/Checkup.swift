package import Verger

/// Compares what is derived with what follows from the facts.
package struct Checkup: Sendable {
    private let database: any SQLDatabase
    private let workspace: Workspace

    package init(_ database: any SQLDatabase, in workspace: Workspace) {
        self.database = database
        self.workspace = workspace
    }

    /// The contacts whose stored state is not what the facts say at `now`; `sample` contacts spread over the base, or all.
    package func differences(_ rules: Rules, at now: Instant, sample: Int?) throws -> [Contact.ID] {
        let evaluator = Evaluator(rules)
        let total = try database.read { try Contacts($0, in: workspace).count() }
        let step = max(1, total / max(1, sample ?? total))
        var position = 0
        var wrong: [Contact.ID] = []
        try Census(database, in: workspace).forEachDossier { items in
            let chosen = items.filter { _ in
                position += 1
                return position % step == 0
            }
            let stored = try database.read { try Standings($0, in: workspace.id).states(of: chosen.map(\.contact)) }
            for item in chosen {
                let fresh = Evaluation.evaluated(item, by: evaluator, at: now)
                if stored[item.contact] != StoredState(fresh) { wrong.append(item.contact) }
            }
        }
        return wrong
    }
}

/// The part of a stored state that must follow from the facts.
package struct StoredState: Hashable, Sendable {
    let stage: Int64?
    let highest: Int64?
    let isExcluded: Bool
    let fit: Int64
    let engagement: Int64
    let evidence: Int64?

    init(_ evaluated: Standings.Evaluated) {
        stage = evaluated.standing?.stage.map(Int64.init)
        highest = evaluated.standing?.highest.map(Int64.init)
        isExcluded = evaluated.standing?.isExcluded ?? false
        fit = evaluated.standing?.score.fit ?? 0
        engagement = evaluated.standing?.score.engagement ?? 0
        evidence = evaluated.evidence?.id
    }

    init(stage: Int64?, highest: Int64?, isExcluded: Bool, fit: Int64, engagement: Int64, evidence: Int64?) {
        self.stage = stage
        self.highest = highest
        self.isExcluded = isExcluded
        self.fit = fit
        self.engagement = engagement
        self.evidence = evidence
    }
}

extension Standings {
    package func states(of contacts: [Contact.ID]) throws -> [Contact.ID: StoredState] {
        var result: [Contact.ID: StoredState] = [:]
        try connection.inBatches(of: contacts) { batch in
            try connection.forEachRow(
                """
                SELECT contact, stage, highest, excluded, fit, engagement, evidence FROM contact_state
                WHERE workspace = ? AND contact IN (\(connection.marks(batch.count)))
                """, [.integer(workspace.value)] + batch.map { .integer($0.value) }
            ) { row in
                result[Contact.ID(row.integer(0))] = StoredState(
                    stage: row.integerOrNil(1), highest: row.integerOrNil(2), isExcluded: row.integer(3) == 1,
                    fit: row.integer(4), engagement: row.integer(5), evidence: row.integerOrNil(6))
                return true
            }
        }
        return result
    }
}
