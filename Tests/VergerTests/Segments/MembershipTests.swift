import TestSupport
import Testing
import Verger

@Suite struct `Members of a segment` {
    @Test func `enter and leave as windows close, not when somebody looks`() throws {
        let memberships = try members(
            of: "did any exchange within 30 days", since: "2025-12-01",
            ["2026-01-05 call_held", "2026-01-20 meeting_held", "2026-02-25 call_held"])

        #expect(
            memberships.crossings == [
                .init(at: Self.at("2026-01-05T10:00:00"), isEntry: true),
                .init(at: Self.at("2026-02-19T10:00:00"), isEntry: false),
                .init(at: Self.at("2026-02-25T10:00:00"), isEntry: true),
            ])
        #expect(memberships.since == Self.at("2026-02-25T10:00:00"))
    }

    @Test func `who were in before are there from the beginning`() throws {
        let memberships = try members(of: "city = Lyon", since: "2026-02-01", ["city=Lyon", "2026-01-05 call_held"])

        #expect(memberships.crossings == [.init(at: Self.at("2026-02-01"), isEntry: true)])
    }

    @Test func `follow the stage, at its own instants`() throws {
        let memberships = try members(
            of: "stage = opportunity", since: "2025-12-01",
            ["2026-01-05 demo_requested", "2026-01-20 opportunity_lost", "2026-02-25 quote_requested"])

        #expect(
            memberships.crossings.map(\.at)
                == ["2026-01-05", "2026-01-20", "2026-02-25"].map { Self.at($0 + "T10:00:00") })
    }

    @Test func `follow a score that fades, to the microsecond`() throws {
        let facts = ["2026-01-05 demo_requested", "2026-01-06 quote_requested"]
        let memberships = try members(of: "score.engagement >= 30", since: "2025-12-01", facts)
        let left = try #require(memberships.crossings.last)

        #expect(memberships.crossings.map(\.isEntry) == [true, false])
        for (instant, isIn) in [(left.at - 1, true), (left.at, false)] {
            let rules = try Cast.rules()
            let evaluator = Evaluator(rules)
            _ = evaluator.evaluate(Cast.dossier(facts), at: instant)
            #expect(try evaluator.holds(rules.resolve(parsing: "score.engagement >= 30")) == isIn)
        }
    }

    /// What the walk says of any instant is what the condition says then; and it changes by itself no sooner than told.
    @Test(arguments: 1...30)
    func `are at every instant those who hold the condition`(seed: Int) throws {
        var world = RandomWorld(seed: UInt64(seed))
        let condition = world.condition()
        let dossier = world.dossier(firstID: 1)
        let start = max(dossier.firstFact, Self.at("2025-06-01"))
        let segment = Segment(
            id: .init(1), name: "Tirage", condition: condition.description, createdAt: start,
            since: Self.at("2025-06-01"))
        let rules = try Cast.rules().watching([segment])
        try #require(rules.isWatchingSegments)
        guard start <= Cast.now else { return }
        let (membership, until) = try evaluated(dossier, rules, at: Cast.now)

        let asked = try rules.resolve(parsing: condition.description)
        let other = Evaluator(asked.rules)
        let last = until.map { min($0 - 1, Cast.now + 60 * Instant.day) } ?? Cast.now + 60 * Instant.day
        for _ in 0..<60 {
            let instant = start + Int64(world.random.int(0...1_000_000)) * ((last - start) / 1_000_000)
            let walked =
                instant > Cast.now
                ? membership.since != nil : membership.crossings.last { $0.at <= instant }?.isEntry ?? false
            let seen = instant > Cast.now ? dossier.upTo(Cast.now) : dossier
            guard other.evaluate(seen, at: instant) != nil else { continue }
            #expect(other.holds(asked) == walked, "seed \(seed), \(condition), \(instant.iso8601)")
        }
    }

    private func members(of condition: String, since: String, _ facts: [String]) throws -> Membership {
        let start = Self.at(since)
        let segment = Segment(id: .init(1), name: "S", condition: condition, createdAt: start, since: start)
        return try evaluated(Cast.dossier(facts), Cast.rules().watching([segment]), at: Cast.now).membership
    }

    private func evaluated(
        _ dossier: Dossier, _ rules: Rules, at instant: Instant
    ) throws -> (membership: Membership, until: Instant?) {
        let evaluator = Evaluator(rules)
        let (standing, history) = try #require(evaluator.evaluate(dossier, at: instant))
        let memberships = evaluator.memberships(standing, history, at: instant)
        let until = [memberships.until, standing.validUntil].compactMap(\.self).min()
        return (memberships.all.first ?? Membership(segment: .init(1), crossings: []), until)
    }

    static func at(_ text: String) -> Instant { Instant(iso8601: text, in: .paris)! }
}

extension Dossier {
    /// As it was known at `instant`.
    fileprivate func upTo(_ instant: Instant) -> Dossier {
        var dossier = self
        dossier.activities.removeAll { $0.at > instant }
        return dossier
    }
}
