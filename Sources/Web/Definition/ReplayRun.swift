import Logging
import Storage
import Verger

/// A replay of a draft over the whole history, from the facts alone. Nothing is recorded.
struct ReplayRun {
    let database: any SQLDatabase
    let workspace: Workspace
    let active: Definition
    let draft: Definition
    let now: Instant

    /// Where bases are larger, a replay is begun by hand.
    static let mostByItself = 50_000

    func outcome(_ job: ReplayJob) throws -> ReplayOutcome {
        let start = ContinuousClock.now
        let (old, new, total) = try database.read { connection in
            let definitions = Definitions(connection, in: workspace)
            return (
                try definitions.rules(of: active), try definitions.rules(of: draft),
                try Contacts(connection, in: workspace).count()
            )
        }
        var replay = Replay(
            old: .init(old, definition: active), new: .init(new, definition: draft), at: now, looksAside: true)
        var tally = Tally()
        try job.report(done: 0, of: total)
        try Census(database, in: workspace).forEachDossier { items in
            for item in items { tally.add(item, replay.add(item.dossier)) }
            try job.report(done: replay.contacts, of: total)
        }
        return tally.outcome(of: replay, seconds: (ContinuousClock.now - start).seconds)
    }
}

/// What is kept beside the counts.
private struct Tally {
    private var moves: [ReplayOutcome.Cell: [ReplayOutcome.Person]] = [:]
    private var up = 0
    private var down = 0
    private var facts = 0
    private var firstFact: Instant?

    mutating func add(_ item: Dossiers.Item, _ move: Replay.Move?) {
        facts += item.dossier.activities.count
        if let first = item.dossier.activities.first?.at { firstFact = min(firstFact ?? first, first) }
        guard let move else { return }
        moves[.init(from: move.from, to: move.to), default: []].append(
            .init(contact: item.contact, since: move.since, hasPaid: move.hasPaid))
        if move.isDown { down += 1 } else { up += 1 }
    }

    func outcome(of replay: Replay, seconds: Double) -> ReplayOutcome {
        ReplayOutcome(
            at: replay.now, seconds: seconds, contacts: replay.contacts, facts: facts, firstFact: firstFact,
            oldStage: replay.old.stageID, newStage: replay.new.stageID, oldVerdict: replay.oldVerdict,
            newVerdict: replay.newVerdict, pace: replay.pace(over: 52), oldCounts: replay.oldCounts,
            newCounts: replay.newCounts, oldExcluded: replay.oldAside.excluded,
            newExcluded: replay.newAside.excluded, oldHot: replay.oldAside.hot, newHot: replay.newAside.hot,
            moves: moves.mapValues { $0.sorted { ($0.since, $0.contact) > ($1.since, $1.contact) } }, up: up, down: down
        )
    }
}

extension Visit {
    /// The replay of the draft, if there is one to make: begun by itself where it is quick.
    func replay(_ reading: DefinitionReading, isAsked: Bool = false) -> ReplayJob? {
        guard may(.draftDefinition), reading.asOf == nil, let active = reading.active, let draft = reading.draft else {
            return nil
        }
        let question = ReplayQuestion(activeVersion: active.version, document: draft.source)
        if !isAsked, let job = site.replays.job(of: workspace.id, for: question) { return job }
        guard isAsked || reading.contacts <= ReplayRun.mostByItself else { return nil }
        let run = ReplayRun(
            database: site.database, workspace: workspace, active: active.definition, draft: draft.definition, now: now)
        let logger = site.logger
        let job = site.replays.begin(question, in: workspace.id) { job in
            do {
                return try run.outcome(job)
            } catch let error as ReplayJob.Cancelled {
                throw error
            } catch {
                logger.error("replay failed", metadata: ["error": "\(error)"])
                throw error
            }
        }
        job.wait(milliseconds: 400)
        return job
    }
}
