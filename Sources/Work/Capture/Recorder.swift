internal import Dispatch
package import Storage
internal import Synchronization
package import Verger

/// Records what programs send, many requests in one transaction: each is answered after it was committed, durably, and
/// one that can't be recorded harms no other. What waits is bounded, so that a flood is told to come back later.
package final class Recorder: Sendable {
    /// The writer works on at most so many calls in one transaction, so that others can write in between.
    private static let group = 2000

    private let database: any SQLDatabase
    private let capacity: Int
    private let committed: @Sendable (Workspace.ID) -> Void
    private let state = Mutex(State())
    private let writer = DispatchQueue(label: "verger.recorder")
    private let plans = Mutex<[Workspace.ID: TrackingPlan]>([:])

    private struct State {
        var waiting: [Request] = []
        /// In calls.
        var load = 0
        var isWriting = false
    }

    struct Request: Sendable {
        let delivery: TrackingDelivery
        let workspace: Workspace
        let answer: CheckedContinuation<Void, any Error>

        var weight: Int { max(1, delivery.calls.count) }
    }

    /// Too much is waiting: come back later.
    package struct Overload: Error {}

    /// `capacity`: calls that may wait. `committed` is told of each workspace that has news, after the commit.
    package init(
        _ database: any SQLDatabase, capacity: Int = 50_000,
        committed: @escaping @Sendable (Workspace.ID) -> Void = { _ in }
    ) {
        self.database = database
        self.capacity = capacity
        self.committed = committed
    }

    /// Records a delivery; returns when it is on disk. Throws `Overload`, or what the database says.
    package func record(_ delivery: TrackingDelivery, in workspace: Workspace) async throws {
        try await withCheckedThrowingContinuation { answer in
            let request = Request(delivery: delivery, workspace: workspace, answer: answer)
            let isTaken = state.withLock { state in
                guard state.load == 0 || state.load + request.weight <= capacity else { return false }
                state.waiting.append(request)
                state.load += request.weight
                if !state.isWriting {
                    state.isWriting = true
                    writer.async { self.writeAll() }
                }
                return true
            }
            if !isTaken { answer.resume(throwing: Overload()) }
        }
    }

    /// Writes group after group until nothing waits.
    private func writeAll() {
        while let group = next() {
            write(group)
            state.withLock { $0.load -= group.reduce(0) { $0 + $1.weight } }
        }
    }

    private func next() -> [Request]? {
        state.withLock { state in
            var weight = 0
            let count = state.waiting.prefix { request in
                defer { weight += request.weight }
                return weight == 0 || weight + request.weight <= Recorder.group
            }.count
            state.isWriting = count > 0
            guard count > 0 else { return nil }
            defer { state.waiting.removeFirst(count) }
            return Array(state.waiting.prefix(count))
        }
    }

    private func write(_ group: [Request]) {
        do {
            try record(group)
            for request in group { request.answer.resume() }
        } catch {
            guard group.count > 1, (error as? StorageProblem)?.isOutside != true else {
                for request in group { request.answer.resume(throwing: error) }
                return
            }
            // One of them is at fault: each alone.
            for request in group { write([request]) }
        }
    }

    /// In one transaction.
    private func record(_ group: [Request]) throws {
        let workspaces = Dictionary(grouping: group, by: \.workspace)
        try database.write { connection in
            for (workspace, requests) in workspaces.sorted(by: { $0.key.id.value < $1.key.id.value }) {
                try record(requests.map(\.delivery), in: workspace, on: connection)
            }
        }
        for workspace in workspaces.keys { committed(workspace.id) }
    }

    private func record(
        _ deliveries: [TrackingDelivery], in workspace: Workspace, on connection: any SQLConnection
    ) throws {
        guard let now = deliveries.map(\.receivedAt).max() else { return }
        let intake = Intake(connection, in: workspace, under: try plan(of: workspace, connection), at: now)
        let outcome = try intake.record(deliveries.flatMap(\.calls))
        try TrackingProblems(connection, in: workspace.id)
            .note(deliveries.flatMap(\.problems) + outcome.problems, at: now)
    }

    /// Read again when the rules or the definition have changed.
    private func plan(of workspace: Workspace, _ connection: any SQLConnection) throws -> TrackingPlan {
        let stamp = try TrackingRules(connection, in: workspace.id).stamp()
        if let known = plans.withLock({ $0[workspace.id] }), known.stamp == stamp { return known }
        let plan = try TrackingPlan(connection, in: workspace)
        plans.withLock { $0[workspace.id] = plan }
        return plan
    }
}
