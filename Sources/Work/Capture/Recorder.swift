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
        enum Load: Sendable {
            case calls(TrackingDelivery, CheckedContinuation<Void, any Error>)
            case visit(SiteVisit, CheckedContinuation<SiteVisit.Outcome, any Error>)
        }

        let load: Load
        let workspace: Workspace

        var weight: Int {
            switch load {
            case .calls(let delivery, _): max(1, delivery.calls.count)
            case .visit(let visit, _): max(1, visit.delivery.hits.count)
            }
        }

        func fail(_ error: any Error) {
            switch load {
            case .calls(_, let answer): answer.resume(throwing: error)
            case .visit(_, let answer): answer.resume(throwing: error)
            }
        }

        func succeed(_ outcome: SiteVisit.Outcome?) {
            switch load {
            case .calls(_, let answer): answer.resume()
            case .visit(_, let answer): answer.resume(returning: outcome ?? SiteVisit.Outcome())
            }
        }
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
            take(Request(load: .calls(delivery, answer), workspace: workspace))
        }
    }

    /// Records what a page sent; returns what its browser has to do, when all is on disk.
    package func record(_ visit: SiteVisit, in workspace: Workspace) async throws -> SiteVisit.Outcome {
        try await withCheckedThrowingContinuation { answer in
            take(Request(load: .visit(visit, answer), workspace: workspace))
        }
    }

    private func take(_ request: Request) {
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
        if !isTaken { request.fail(Overload()) }
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
            let outcomes = try record(group)
            for (index, request) in group.enumerated() { request.succeed(outcomes[index]) }
        } catch {
            guard group.count > 1, (error as? StorageProblem)?.isOutside != true else {
                for request in group { request.fail(error) }
                return
            }
            // One of them is at fault: each alone.
            for request in group { write([request]) }
        }
    }

    /// In one transaction. Outcomes of visits by their place in `group`.
    private func record(_ group: [Request]) throws -> [Int: SiteVisit.Outcome] {
        let workspaces = Dictionary(grouping: group.indices, by: { group[$0].workspace })
        let outcomes = try database.write { connection in
            var outcomes: [Int: SiteVisit.Outcome] = [:]
            for (workspace, places) in workspaces.sorted(by: { $0.key.id.value < $1.key.id.value }) {
                var deliveries: [TrackingDelivery] = []
                var visits: [(place: Int, visit: SiteVisit)] = []
                for place in places {
                    switch group[place].load {
                    case .calls(let delivery, _): deliveries.append(delivery)
                    case .visit(let visit, _): visits.append((place, visit))
                    }
                }
                try record(deliveries, in: workspace, on: connection)
                for (place, outcome) in try record(visits, in: workspace, on: connection) { outcomes[place] = outcome }
            }
            return outcomes
        }
        for workspace in workspaces.keys { committed(workspace.id) }
        return outcomes
    }

    private func record(
        _ visits: [(place: Int, visit: SiteVisit)], in workspace: Workspace, on connection: any SQLConnection
    ) throws -> [(Int, SiteVisit.Outcome)] {
        guard let now = visits.map(\.visit.receivedAt).max() else { return [] }
        let intake = SiteIntake(connection, in: workspace, under: try plan(of: workspace, connection), at: now)
        return Array(zip(visits.map(\.place), try intake.record(visits.map(\.visit))))
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
