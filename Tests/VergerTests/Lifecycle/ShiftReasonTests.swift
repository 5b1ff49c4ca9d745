import TestSupport
import Testing
import Verger

@Suite struct `The reason of a move` {
    @Test func `is the fact of that very instant`() throws {
        let reason = try reason(["2026-02-01 demo_requested"], from: 0, to: 3, at: "2026-02-01T10:00:00")

        guard case .activity(let activity) = reason else {
            return #expect(Bool(false), "\(String(describing: reason))")
        }
        #expect(activity.kind == "demo_requested")
    }

    @Test func `is the criterion that holds no longer, when time alone took it away`() throws {
        let facts = ["company.size=50", "email=a@b.fr", "2025-02-10 call_held"]
        let reason = try reason(facts, from: 2, to: 1, at: "2026-02-10T10:00:00")

        guard case .criterion(let phrase, holds: false) = reason else {
            return #expect(Bool(false), "\(String(describing: reason))")
        }
        #expect(phrase.en.contains("12 months"), "\(phrase.en)")
    }

    @Test func `is the value of the profile, when that raised it`() throws {
        var dossier = Cast.dossier(["2026-01-01 question_asked"])
        var later = dossier.members[0].versions[0]
        later.from = Instant(iso8601: "2026-02-01", in: .paris)!
        later.values[.contact(.email)] = "a@b.fr"
        dossier.members[0].versions.append(later)
        let reason = try ShiftReason(dossier, from: 0, to: 1, at: later.from, by: Evaluator(Cast.rules()))

        guard case .criterion(_, holds: true) = reason else {
            return #expect(Bool(false), "\(String(describing: reason))")
        }
    }

    private func reason(_ facts: [String], from: Int?, to: Int?, at instant: String) throws -> ShiftReason? {
        ShiftReason(
            Cast.dossier(facts), from: from, to: to, at: Instant(iso8601: instant, in: .paris)!,
            by: try Evaluator(Cast.rules()))
    }
}
