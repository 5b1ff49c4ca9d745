internal import Logging
internal import Storage
internal import Verger

/// The workspaces that a worker looks after, each at its desk. Used from the worker's thread alone.
struct Desks {
    private let worker: Worker
    private let shift: Shift
    private var desks: [Workspace.ID: Desk] = [:]
    /// In order of id.
    private var order: [Workspace.ID] = []
    /// When new workspaces, due definitions and others' news are looked for. Not by the worker's clock, which may stand
    /// still in demonstrations.
    private var nextRound = ContinuousClock.now
    private var nextCleaning = ContinuousClock.now
    private var nextPurge = ContinuousClock.now

    init(_ worker: Worker, _ shift: Shift) {
        self.worker = worker
        self.shift = shift
    }

    /// Does one turn; returns how long there is nothing to do, nil when there is more.
    mutating func turn() throws -> Duration? {
        let now = worker.clock()
        let rung = worker.bell.takeRung()
        let isRound = ContinuousClock.now >= nextRound || rung.contains { desks[$0] == nil }
        if isRound { try look(at: now) }
        var hasMore = false
        var until = Instant.distantFuture
        for id in order where !shift.isOver {
            guard let desk = desks[id], isRound || rung.contains(id) || desk.hasMore || desk.nextExpiry <= now else {
                if let desk = desks[id] { until = min(until, desk.nextExpiry) }
                continue
            }
            try desk.turn(at: now)
            hasMore = hasMore || desk.hasMore
            until = min(until, desk.nextExpiry)
        }
        if hasMore { return nil }
        let toExpiry = Duration.microseconds(min(until.microseconds - now.microseconds, Instant.hour))
        return max(.milliseconds(1), min(toExpiry, nextRound - .now))
    }

    private mutating func look(at now: Instant) throws {
        nextRound = .now + worker.settings.poll
        let workspaces = try worker.database.read { try Workspaces($0).all() }
        for workspace in workspaces where desks[workspace.id]?.workspace != workspace {
            desks[workspace.id] = Desk(workspace, of: worker)
        }
        order = workspaces.map(\.id)
        for workspace in workspaces {
            let isDue = try worker.database.read { try Definitions($0, in: workspace).isDue(at: now) }
            guard isDue else { continue }
            try worker.database.write { try Definitions($0, in: workspace).activateDue(at: now) }
            worker.logger.notice("a definition is in force", metadata: ["workspace": "\(workspace.slug)"])
        }
        guard ContinuousClock.now >= nextCleaning else { return }
        nextCleaning = .now + .seconds(60)
        try worker.database.write { try Notices($0).prune(at: now) }
        guard ContinuousClock.now >= nextPurge else { return }
        nextPurge = .now + .seconds(3600)
        for workspace in workspaces {
            try forgetVisits(of: workspace, at: now)
            _ = try worker.database.write { try InboundPurge($0, in: workspace.id).purge(at: now) }
        }
    }

    /// Visits of people who never said who they are, as long ago as the law allows to keep them.
    private func forgetVisits(of workspace: Workspace, at now: Instant) throws {
        while !shift.isOver {
            let count = try worker.database.write { try VisitPurge($0, in: workspace).purge(at: now) }
            guard count > 0 else { return }
            worker.logger.notice(
                "old visits are forgotten", metadata: ["workspace": "\(workspace.slug)", "visitors": "\(count)"])
        }
    }
}
