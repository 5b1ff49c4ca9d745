package import Verger

/// The stages of the contacts of one workspace over time, each day under the definition that was in force on it. They are
/// not stored: each contact is evaluated under every definition, from its facts.
package struct PastHistories {
    private let connection: any SQLConnection
    private let workspace: Workspace
    /// The definitions that have been in force, oldest first; each from its day until that of the next.
    private let views: [(from: Instant, rules: Rules)]
    /// Stages are given as positions in these rules, by their ids.
    private let rules: Rules

    package init(_ connection: any SQLConnection, in workspace: Workspace, under rules: Rules) throws {
        self.connection = connection
        self.workspace = workspace
        self.rules = rules
        let definitions = Definitions(connection, in: workspace)
        var views: [(from: Instant, rules: Rules)] = []
        for stored in try definitions.all().reversed() where stored.status != "draft" {
            guard let from = stored.effectiveFrom else { continue }
            // One that was put in force for an earlier day takes the place of those after that day.
            views.removeAll { $0.from >= from }
            views.append((from, try definitions.rules(of: stored.definition)))
        }
        self.views = views
    }

    /// How many definitions have been in force.
    package var versions: Int { views.count }

    private static let batch = 500

    /// As `StageHistories.forEach`.
    package func forEach(
        seenAt seen: Instant, visible: SQLFragment? = nil, after: Contact.ID? = nil,
        _ body: (StageHistories.Entry) throws -> Bool
    ) throws {
        let evaluators = views.map { Evaluator($0.rules) }
        var batch: [StageHistories.Entry] = []
        var goesOn = true
        func empty() throws {
            let items = try Dossiers(connection, in: workspace).load(batch.map(\.contact))
            let dossiers = Dictionary(items.map { ($0.contact, $0.dossier) }) { first, _ in first }
            for entry in batch where goesOn {
                guard let dossier = dossiers[entry.contact] else { continue }
                let history = history(of: dossier, evaluators, upTo: seen)
                if !history.isEmpty { goesOn = try body(entry.with(history)) }
            }
            batch = []
        }
        try StageHistories(connection, in: workspace).forEach(seenAt: seen, visible: visible, after: after) { entry in
            batch.append(entry)
            if batch.count == PastHistories.batch { try empty() }
            return goesOn
        }
        if goesOn { try empty() }
    }

    private func history(of dossier: Dossier, _ evaluators: [Evaluator], upTo seen: Instant) -> [Transition] {
        let parts = zip(views, evaluators).filter { $0.0.from <= seen || $0.0.from == views[0].from }
        return SplicedHistory.history(
            of: parts.map { view, evaluator in
                let steps = evaluator.history(of: dossier, upTo: seen).map { step in
                    Transition(at: step.at, stage: step.stage.flatMap { position(of: view.rules.stages[$0].id) })
                }
                return SplicedHistory.View(from: view.from, history: steps)
            })
    }

    /// A stage that the definition in force does not know any more is none.
    private func position(of stage: String) -> Int? { rules.stages.firstIndex { $0.id == stage } }
}

extension StageHistories.Entry {
    fileprivate func with(_ history: [Transition]) -> StageHistories.Entry {
        var copy = self
        copy.history = history
        return copy
    }
}
