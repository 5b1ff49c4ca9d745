internal import Logging
internal import Storage
internal import Verger

/// One workspace at work: the rules in force, kept until they change, and how far each line has come.
final class Desk {
    let workspace: Workspace
    /// When somebody's standing runs out next.
    private(set) var nextExpiry = Instant.distantFuture
    /// Whether some are still waiting.
    private(set) var hasMore = false

    private let worker: Worker
    private let evaluation: Evaluation
    private var evaluator: (evaluator: Evaluator, stamp: RulesStamp)?
    /// Rules that can't be made, so that it is said once.
    private var refused: RulesStamp?
    /// Where the next batch of each line begins, so that those with high numbers have their turn.
    private var positions: [Evaluation.Line: Contact.ID] = [:]

    /// Batches of fresh news in one turn, so that other workspaces have theirs.
    private static let patience = 20

    init(_ workspace: Workspace, of worker: Worker) {
        self.workspace = workspace
        self.worker = worker
        evaluation = Evaluation(worker.database, in: workspace, batch: worker.settings.batch)
    }

    /// Evaluates all who have just come, then one batch of those whose standing ran out and one of those who can wait.
    func turn(at now: Instant) throws {
        hasMore = false
        guard let evaluator = try evaluatorInForce() else { return }
        do {
            var count = 0
            while count < Desk.patience, try advance(.fresh, by: evaluator, at: now) { count += 1 }
            hasMore = count == Desk.patience
            for line in [Evaluation.Line.expired, .backlog] where try advance(line, by: evaluator, at: now) {
                hasMore = true
            }
            hasMore = try refreshWords() || hasMore
            hasMore = try purge(at: now) || hasMore
            hasMore = try compare(at: now) || hasMore
            nextExpiry =
                try worker.database.read { try News($0, in: workspace.id).nextExpiry() } ?? .distantFuture
        } catch is Outdated {
            self.evaluator = nil
            hasMore = true
        }
    }

    /// Lets contacts of files be found by their words; returns whether there were some.
    private func refreshWords() throws -> Bool {
        guard try worker.database.read({ try SearchIndex($0, in: workspace.id).isBehind() }) else { return false }
        return try worker.database.write { try SearchIndex($0, in: workspace.id).refresh(limit: Desk.words) } > 0
    }

    /// Erases some of those whom somebody confirmed to be too old; returns whether there were some.
    private func purge(at now: Instant) throws -> Bool {
        guard try worker.database.read({ try RetentionPurges($0, in: workspace).areWaiting() }) else { return false }
        return try worker.database.write { connection in
            guard let retention = try Definitions(connection, in: workspace).retention() else { return false }
            return try RetentionPurges(connection, in: workspace).proceed(under: retention, limit: Desk.purged, at: now)
        }
    }

    /// People erased in one transaction.
    private static let purged = 20

    /// Records whose words are written in one transaction.
    private static let words = 300

    /// Looks for records that may be one with those that changed, a few at a time; returns whether there were some.
    private func compare(at now: Instant) throws -> Bool {
        var isBusy = false
        for subject in [MatchSubject.contact, .company] {
            let isBehind = try worker.database.read { try Duplicates(of: subject, $0, in: workspace).isBehind() }
            guard isBehind else { continue }
            let done = try worker.database.write {
                try Duplicates(of: subject, $0, in: workspace).refresh(limit: Desk.comparisons, at: now)
            }
            isBusy = isBusy || done > 0
        }
        return isBusy
    }

    /// Records that are compared in one transaction: nobody who has just come waits long behind them.
    private static let comparisons = 20

    /// The rules changed since they were made.
    private struct Outdated: Error {}

    /// Evaluates a batch; returns whether there was one.
    private func advance(_ line: Evaluation.Line, by evaluator: Evaluator, at now: Instant) throws -> Bool {
        let stamp = self.evaluator?.stamp
        var step = try advance(line, by: evaluator, stamp, at: now, after: positions[line])
        if step == nil, positions[line] != nil {
            // From the beginning again.
            positions[line] = nil
            step = try advance(line, by: evaluator, stamp, at: now, after: nil)
        }
        guard let step, let last = step.contacts.last else { return false }
        positions[line] = line == .expired ? nil : last
        if let happening = happening(step, line) {
            worker.hub.publish(happening)
            // Messages to webhooks may wait now.
            worker.bell.ring()
        }
        return true
    }

    private func advance(
        _ line: Evaluation.Line, by evaluator: Evaluator, _ stamp: RulesStamp?, at now: Instant, after: Contact.ID?
    ) throws -> Evaluation.Step? {
        try evaluation.advance(line, by: evaluator, at: now, after: after) { connection in
            guard try RulesStamp(connection, in: workspace) == stamp else { throw Outdated() }
        } also: { connection, step in
            guard let happening = happening(step, line) else { return }
            try Notices(connection).post(happening, from: worker.hub.origin, at: now)
        }
    }

    /// What others are told: all who have just come, and of the others those who moved.
    private func happening(_ step: Evaluation.Step, _ line: Evaluation.Line) -> Happening? {
        let changes = line == .fresh ? step.changes : step.changes.filter(\.isMovement)
        return changes.isEmpty ? nil : Happening(workspace: workspace.id, changes: changes)
    }

    private func evaluatorInForce() throws -> Evaluator? {
        let stamp = try worker.database.read { try RulesStamp($0, in: workspace) }
        if let evaluator, evaluator.stamp == stamp { return evaluator.evaluator }
        guard refused != stamp else { return nil }
        do {
            let made = try worker.database.read { connection in
                (try Definitions(connection, in: workspace).rules(), try RulesStamp(connection, in: workspace))
            }
            evaluator = made.0.map { (Evaluator($0), made.1) }
        } catch let problems as Problems {
            // A person has to mend it: the workspace waits, the others do not.
            refused = stamp
            evaluator = nil
            let texts = problems.errors.map { $0.text(in: .english) }.joined(separator: "; ")
            worker.logger.error(
                "the rules of a workspace can't be used",
                metadata: ["workspace": "\(workspace.slug)", "problems": "\(texts)"])
        }
        return evaluator?.evaluator
    }
}
