/// What another definition would have done over the whole history: who would be elsewhere and since when, and how well
/// each foretells who pays. Only counts; nothing is recorded.
package struct Replay {
    /// The stage that is judged under one of the two definitions.
    package struct Side: Sendable {
        package let rules: Rules
        /// Position of the stage whose arrivals are handed to sales.
        package let stage: Int

        /// Judges `stage`, or the one that hands over, or `prospect`, or the one before the last but one.
        package init(_ rules: Rules, definition: Definition, stage: String? = nil) {
            self.rules = rules
            let wanted = [stage, definition.handover?.stage, "prospect"].compactMap(\.self)
            let found = wanted.lazy.compactMap { id in rules.stages.firstIndex { $0.id == id } }.first
            self.stage = found ?? max(0, rules.stages.count - 3)
        }

        package var stageID: String { rules.stages[stage].id }

        /// Whether sales has someone at `position` to win: the judged stage or further, not yet a client.
        func isAtWork(_ position: Int?) -> Bool {
            guard let position, position >= stage else { return false }
            return rules.stages.firstIndex { $0.id == "client" }.map { position < $0 } ?? true
        }
    }

    /// How well arrivals at a stage foretell payments.
    package struct Verdict: Sendable {
        /// Arrived at the stage before paying, or without paying.
        package internal(set) var flagged = 0
        /// Of those, paid later.
        package internal(set) var right = 0
        /// Paid, flagged before or not.
        package internal(set) var paid = 0
        /// From the arrival to the first payment, in microseconds.
        var leads: [Int64] = []

        package init(flagged: Int = 0, right: Int = 0, paid: Int = 0) {
            self.flagged = flagged
            self.right = right
            self.paid = paid
        }

        package var precision: Double? { flagged == 0 ? nil : Double(right) / Double(flagged) }
        package var recall: Double? { paid == 0 ? nil : Double(right) / Double(paid) }
        /// Harmonic mean of the two.
        package var f1: Double? {
            guard let precision, let recall, precision + recall > 0 else { return nil }
            return 2 * precision * recall / (precision + recall)
        }
        /// Median, in days.
        package var leadDays: Double? {
            guard !leads.isEmpty else { return nil }
            let sorted = leads.sorted()
            let middle = sorted.count / 2
            let median = sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
            return Double(median) / Double(Instant.day)
        }
    }

    /// A contact that would be at another stage.
    package struct Move: Sendable {
        package let from: String?
        package let to: String?
        /// Since when it would be there.
        package let since: Instant
        package let hasPaid: Bool
        /// Whether the new stage comes before the old one in the new definition.
        package let isDown: Bool
    }

    package struct Pair: Hashable, Sendable {
        package let from: String?
        package let to: String?
    }

    /// A week of handovers to one person.
    package struct Week: Hashable, Sendable {
        /// Its Monday.
        package let monday: Day
        /// Whoever owns the contact; empty for nobody.
        package let owner: String
    }

    package let old: Side
    package let new: Side
    package let now: Instant
    package private(set) var contacts = 0
    package private(set) var moves: [Pair: Int] = [:]
    /// The same, by the week in which the new stage would have begun.
    package private(set) var movesByWeek: [Day: [Pair: Int]] = [:]
    package private(set) var oldVerdict = Verdict()
    package private(set) var newVerdict = Verdict()
    /// Arrivals at the judged stage, old and new.
    package private(set) var workload: [Week: (old: Int, new: Int)] = [:]

    /// Contacts by the id of their stage; nil for none.
    package private(set) var oldCounts: [String?: Int] = [:]
    package private(set) var newCounts: [String?: Int] = [:]
    /// Excluded and hot contacts, where these are looked at.
    package private(set) var oldAside = Aside()
    package private(set) var newAside = Aside()

    /// What stages do not say of contacts.
    package struct Aside: Hashable, Sendable {
        package internal(set) var excluded = 0
        package internal(set) var hot = 0

        package init(excluded: Int = 0, hot: Int = 0) {
            self.excluded = excluded
            self.hot = hot
        }
    }

    private let oldEvaluator: Evaluator
    private let newEvaluator: Evaluator
    private let looksAside: Bool

    /// `looksAside`: exclusion and temperature are looked at too, which takes longer.
    package init(old: Side, new: Side, at now: Instant, looksAside: Bool = false) {
        self.old = old
        self.new = new
        self.now = now
        self.looksAside = looksAside
        oldEvaluator = Evaluator(old.rules)
        newEvaluator = Evaluator(new.rules)
    }

    /// Counts one contact; returns where it would go, if it would.
    package mutating func add(_ dossier: Dossier) -> Move? {
        guard dossier.firstFact <= now else { return nil }
        contacts += 1
        let before = history(of: dossier, by: oldEvaluator, &oldAside)
        let after = history(of: dossier, by: newEvaluator, &newAside)
        let payment = Replay.firstPayment(in: dossier, upTo: now)
        let owner = dossier.members.first?.versions.last?.values[.contact(.owner)] ?? ""
        judge(before, old.stage, payment, &oldVerdict)
        judge(after, new.stage, payment, &newVerdict)
        for arrival in arrivals(in: before, old) { workload[week(of: arrival, owner), default: (0, 0)].old += 1 }
        for arrival in arrivals(in: after, new) { workload[week(of: arrival, owner), default: (0, 0)].new += 1 }
        let from = before.last?.stage.map { old.rules.stages[$0].id }
        let to = after.last?.stage.map { new.rules.stages[$0].id }
        oldCounts[from, default: 0] += 1
        newCounts[to, default: 0] += 1
        guard from != to, let since = after.last?.at else { return nil }
        moves[Pair(from: from, to: to), default: 0] += 1
        movesByWeek[monday(of: since), default: [:]][Pair(from: from, to: to), default: 0] += 1
        return Move(from: from, to: to, since: since, hasPaid: payment != nil, isDown: isDown(from: from, to: to))
    }

    private func history(of dossier: Dossier, by evaluator: Evaluator, _ aside: inout Aside) -> [Transition] {
        guard looksAside else { return evaluator.history(of: dossier, upTo: now) }
        guard let outcome = evaluator.outcome(of: dossier, at: now) else { return [] }
        if outcome.standing.isExcluded { aside.excluded += 1 }
        if outcome.standing.temperature == .hot { aside.hot += 1 }
        return outcome.history
    }

    /// The first payment that nothing voids.
    static func firstPayment(in dossier: Dossier, upTo now: Instant) -> Instant? {
        let voided = voidedActivities(in: dossier, at: now)
        return dossier.activities.first {
            $0.kind == "payment_received" && $0.at <= now && !voided.contains($0.id) && ($0.amount ?? .zero) > .zero
        }?.at
    }

    private func judge(_ history: [Transition], _ stage: Int, _ payment: Instant?, _ verdict: inout Verdict) {
        if payment != nil { verdict.paid += 1 }
        // A payment puts whoever made it at the top: only what was known before counts.
        let arrival = history.first { step in
            (step.stage ?? -1) >= stage && (payment.map { step.at < $0 } ?? true)
        }
        guard let arrival else { return }
        verdict.flagged += 1
        guard let payment else { return }
        verdict.right += 1
        verdict.leads.append(payment - arrival.at)
    }

    /// The instants at which sales gets someone to win.
    private func arrivals(in history: [Transition], _ side: Side) -> [Instant] {
        var wasThere = false
        return history.compactMap { step in
            let isThere = side.isAtWork(step.stage)
            defer { wasThere = isThere }
            return isThere && !wasThere ? step.at : nil
        }
    }

    private func isDown(from: String?, to: String?) -> Bool {
        func rank(_ id: String?) -> Int { id.flatMap { id in new.rules.stages.firstIndex { $0.id == id } } ?? -1 }
        return rank(to) < rank(from)
    }

    private func week(of instant: Instant, _ owner: String) -> Week { Week(monday: monday(of: instant), owner: owner) }

    func monday(of instant: Instant) -> Day {
        let day = new.rules.zone.day(at: instant)
        return Day(number: day.number - Int64(day.weekday - 1))
    }
}
