import Verger

/// What a replay found: figures, and who would move.
struct ReplayOutcome: Sendable {
    struct Person: Sendable {
        let contact: Contact.ID
        let since: Instant
        let hasPaid: Bool
    }

    struct Cell: Hashable, Sendable {
        let from: String?
        let to: String?
    }

    let at: Instant
    let seconds: Double
    let contacts: Int
    let facts: Int
    let firstFact: Instant?
    let oldStage: String
    let newStage: String
    let oldVerdict: Replay.Verdict
    let newVerdict: Replay.Verdict
    let pace: Replay.Pace?
    let oldCounts: [String?: Int]
    let newCounts: [String?: Int]
    let oldExcluded: Int
    let newExcluded: Int
    let oldHot: Int
    let newHot: Int
    /// In the order in which they would have moved, latest first.
    let moves: [Cell: [Person]]
    let up: Int
    let down: Int

    var moved: Int { up + down }

    /// How many stay at a stage that both definitions have.
    func staying(at stage: String?) -> Int {
        (oldCounts[stage] ?? 0) - moves.reduce(0) { $0 + ($1.key.from == stage ? $1.value.count : 0) }
    }

    /// Where most people go.
    var largestCell: Cell? {
        moves.max { ($0.value.count, $1.key.order) < ($1.value.count, $0.key.order) }?.key
    }
}

extension ReplayOutcome.Cell {
    fileprivate var order: String { (from ?? "") + "\u{1}" + (to ?? "") }
}
