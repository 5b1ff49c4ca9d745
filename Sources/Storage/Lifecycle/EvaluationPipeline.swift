import Dispatch
import Foundation
import Synchronization
import Verger

/// Evaluates a whole base on all cores: each loads, evaluates and writes a batch of contacts, then takes the next one.
struct EvaluationPipeline {
    private let database: any SQLDatabase
    private let workspace: Workspace
    private let batch: Int

    init(_ database: any SQLDatabase, in workspace: Workspace, batch: Int) {
        self.database = database
        self.workspace = workspace
        self.batch = batch
    }

    func run(_ rules: Rules, at now: Instant, progress: (Int) -> Void) throws -> Int {
        let row = Row(database, in: workspace, batch: batch)
        let others = DispatchGroup()
        for _ in 1..<max(2, ProcessInfo.processInfo.activeProcessorCount) {
            DispatchQueue.global().async(group: others) { work(on: row, rules, at: now) { _ in } }
        }
        work(on: row, rules, at: now, progress: progress)
        others.wait()
        let done = try row.outcome()
        progress(done)
        return done
    }

    private func work(on row: Row, _ rules: Rules, at now: Instant, progress: (Int) -> Void) {
        let evaluator = Evaluator(rules)
        do {
            while let range = try row.next() {
                let (stamp, items) = try database.read { connection in
                    (try FactStamp(connection), try load(range, rules, on: connection))
                }
                var evaluated = items.map { Evaluation.evaluated($0, by: evaluator, at: now) }
                try database.writeDerived { connection in
                    if let lock = connection.dialect.sharedLock(workspace.id.evaluationLock) {
                        try connection.execute(lock)
                    }
                    // Before the stamp: who notes news from here on waits for this transaction.
                    try News(connection, in: workspace.id).forget(evaluated.map(\.contact))
                    // Someone recorded something meanwhile: what was loaded may be old.
                    if try FactStamp(connection) != stamp {
                        evaluated = try load(range, rules, on: connection)
                            .map { Evaluation.evaluated($0, by: evaluator, at: now) }
                    }
                    try Derivation(connection, in: workspace, by: rules, at: now).replace(evaluated, silently: true)
                }
                progress(row.finish(items.count))
            }
        } catch {
            row.fail(error)
        }
    }
}

extension EvaluationPipeline {
    private func load(
        _ range: (first: Contact.ID, last: Contact.ID), _ rules: Rules, on connection: any SQLConnection
    ) throws -> [Dossiers.Item] {
        try Dossiers(connection, in: workspace, for: rules).load(from: range.first, through: range.last)
    }
}

/// How far the sequences of ids have come: another stamp means that something may have been recorded since.
private struct FactStamp: Hashable {
    private let last: [Int64]

    init(_ connection: any SQLConnection) throws {
        last = try connection.rows("SELECT last FROM id_sequence WHERE name IN ('activity', 'record') ORDER BY name") {
            $0.integer(0)
        }
    }
}

/// The contacts that wait in a row to be evaluated, handed out by batches in order of id.
private final class Row: Sendable {
    private struct State {
        var last: Contact.ID?
        var isAtEnd = false
        var done = 0
        var failure: (any Error)?
    }

    private let database: any SQLDatabase
    private let workspace: Workspace
    private let batch: Int
    private let state = Mutex(State())

    init(_ database: any SQLDatabase, in workspace: Workspace, batch: Int) {
        self.database = database
        self.workspace = workspace
        self.batch = batch
    }

    /// The next batch; nil after the last one, and once something failed.
    func next() throws -> (first: Contact.ID, last: Contact.ID)? {
        try state.withLock { state in
            guard !state.isAtEnd, state.failure == nil else { return nil }
            let ids = try database.read { connection in
                try Contacts(connection, in: workspace).ids(after: state.last, limit: batch)
            }
            guard let first = ids.first, let last = ids.last else {
                state.isAtEnd = true
                return nil
            }
            state.last = last
            return (first, last)
        }
    }

    /// Counts contacts as evaluated; returns how many are.
    func finish(_ count: Int) -> Int {
        state.withLock { state in
            state.done += count
            return state.done
        }
    }

    func fail(_ error: any Error) {
        state.withLock { state in
            if state.failure == nil { state.failure = error }
        }
    }

    /// How many were evaluated; throws what went wrong first.
    func outcome() throws -> Int {
        try state.withLock { state in
            if let failure = state.failure { throw failure }
            return state.done
        }
    }
}
