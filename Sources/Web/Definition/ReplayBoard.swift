import Dispatch
import Storage
import Synchronization
import Verger

/// The replays of this process: one at a time in each workspace, the latest outcome of each kept while it is the answer
/// to what is asked.
package final class ReplayBoard: Sendable {
    private let jobs = Mutex<[Workspace.ID: ReplayJob]>([:])

    package init() {}

    /// The one for this question, running or done; nil when it was never asked, or another was asked since.
    func job(of workspace: Workspace.ID, for question: ReplayQuestion) -> ReplayJob? {
        jobs.withLock { $0[workspace] }.flatMap { $0.question == question ? $0 : nil }
    }

    /// Begins anew; a replay that runs for the workspace is stopped.
    func begin(
        _ question: ReplayQuestion, in workspace: Workspace.ID,
        _ work: @escaping @Sendable (ReplayJob) throws -> ReplayOutcome
    )
        -> ReplayJob
    {
        let job = ReplayJob(question)
        let before = jobs.withLock { jobs in
            let before = jobs[workspace]
            jobs[workspace] = job
            return before
        }
        before?.cancel()
        DispatchQueue.global(qos: .utility).async { job.run(work) }
        return job
    }

    func cancel(in workspace: Workspace.ID) {
        jobs.withLock { $0[workspace] }?.cancel()
    }
}

/// What is replayed: a draft against what is in force.
struct ReplayQuestion: Hashable, Sendable {
    let activeVersion: Int
    let document: String
}

/// A replay under way, or done.
final class ReplayJob: Sendable {
    enum State: Sendable {
        case running(done: Int, total: Int)
        case finished(ReplayOutcome)
        case cancelled
        /// What went wrong is in the logs.
        case failed
    }

    struct Cancelled: Error {}

    let question: ReplayQuestion
    private let current = Mutex(State.running(done: 0, total: 0))
    private let isCancelled = Atomic(false)
    private let end = DispatchSemaphore(value: 0)

    init(_ question: ReplayQuestion) { self.question = question }

    var state: State { current.withLock { $0 } }

    var outcome: ReplayOutcome? {
        if case .finished(let outcome) = state { outcome } else { nil }
    }

    func cancel() { isCancelled.store(true, ordering: .relaxed) }

    /// Throws when nobody wants the answer any more.
    func report(done: Int, of total: Int) throws {
        if isCancelled.load(ordering: .relaxed) { throw Cancelled() }
        current.withLock { $0 = .running(done: done, total: total) }
    }

    fileprivate func run(_ work: (ReplayJob) throws -> ReplayOutcome) {
        let state: State
        do {
            state = .finished(try work(self))
        } catch is Cancelled {
            state = .cancelled
        } catch {
            state = .failed
        }
        current.withLock { $0 = state }
        end.signal()
    }

    /// Waits for the end, for so long at most: small bases answer at once.
    func wait(milliseconds: Int) {
        if end.wait(timeout: .now() + .milliseconds(milliseconds)) == .success { end.signal() }
    }
}
