package import Verger

/// Brings what is derived up to date: those who have news, those whose standing has run out, or everyone.
package struct Evaluation: Sendable {
    private let database: any SQLDatabase
    private let workspace: Workspace
    private let batch: Int

    package init(_ database: any SQLDatabase, in workspace: Workspace, batch: Int = 1000) {
        self.database = database
        self.workspace = workspace
        self.batch = batch
    }

    /// Evaluates everyone who is due, as of `now`, or only those who have news; returns how many were.
    @discardableResult
    package func refresh(
        _ rules: Rules, at now: Instant, onlyNews: Bool = false, progress: (Int) -> Void = { _ in }
    ) throws -> Int {
        let evaluator = Evaluator(rules)
        var done = 0
        var last: Contact.ID?
        while true {
            let due = try database.read { connection in
                let news = News(connection, in: workspace.id)
                return onlyNews
                    ? try news.noted(after: last, limit: batch) : try news.due(at: now, after: last, limit: batch)
            }
            guard !due.isEmpty else { return done }
            try database.write { connection in
                let items = try Dossiers(connection, in: workspace, for: rules).load(due)
                try Standings(connection, in: workspace.id).replace(
                    items.map { Evaluation.evaluated($0, by: evaluator, at: now) })
                try News(connection, in: workspace.id).forget(due)
            }
            last = due.last
            done += due.count
            progress(done)
        }
    }

    /// Evaluates everyone again, from the facts alone, as of `now`.
    @discardableResult
    package func rebuild(_ rules: Rules, at now: Instant, progress: (Int) -> Void = { _ in }) throws -> Int {
        let pipeline = EvaluationPipeline(database, in: workspace, batch: batch)
        return try pipeline.run(rules, at: now, progress: progress)
    }

    /// What is derived of one contact.
    package static func evaluated(_ item: Dossiers.Item, by evaluator: Evaluator, at now: Instant)
        -> Standings.Evaluated
    {
        // Recorded activities that are yet to come are news on their day.
        let future = item.dossier.activities.last.map { $0.at > now } ?? false
        let next = future ? item.dossier.activities.first { $0.at > now }?.at : nil
        guard let (standing, history) = evaluator.evaluate(item.dossier, at: now) else {
            return Standings.Evaluated(
                contact: item.contact, firstFact: item.dossier.firstFact, standing: nil, history: [], grade: "D4")
        }
        var stored = standing
        if let next { stored.validUntil = min(standing.validUntil ?? next, next) }
        return Standings.Evaluated(
            contact: item.contact, firstFact: item.dossier.firstFact, standing: stored, history: history,
            grade: evaluator.rules.grades.grade(of: standing.score), evidence: evaluator.lastEvidence())
    }
}
