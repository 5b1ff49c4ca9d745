import TestSupport
import Testing
import Verger

@Suite struct `A date` {
    /// Whether created_at at three instants (end of the day before, the day's first and last) passes.
    @Test(arguments: [
        ("created_at < 2026-01-31", [true, false, false, false]),
        ("created_at <= 2026-01-31", [true, true, true, false]),
        ("created_at = 2026-01-31", [false, true, true, false]),
        ("created_at != 2026-01-31", [true, false, false, true]),
        ("created_at >= 2026-01-31", [false, true, true, true]),
        ("created_at > 2026-01-31", [false, false, false, true]),
        ("created_at in [2026-01-31, 2025-01-01]", [false, true, true, false]),
        ("created_at not in [2026-01-31]", [true, false, false, true]),
        ("created_at between 2026-01-31 and 2026-01-31", [false, true, true, false]),
    ])
    func `stands for the whole day in the zone`(condition: String, answers: [Bool]) throws {
        let instants = [
            "2026-01-30T23:59:59.999999+01:00", "2026-01-31T00:00:00+01:00", "2026-01-31T23:59:59.999999+01:00",
            "2026-02-01T00:00:00+01:00",
        ]

        #expect(try instants.map { try holds(condition, ["created_at=\($0)"]) } == answers)
    }

    @Test(arguments: [
        ("did intent before 2026-01-31", [true, false, false, false]),
        ("did intent after 2026-01-31", [false, false, false, true]),
        ("did intent between 2026-01-31 and 2026-01-31", [false, true, true, false]),
        ("did intent between 2026-01-31 and now", [false, true, true, true]),
        ("first intent before 2026-01-31", [true, false, false, false]),
        ("did intent where at = 2026-01-31", [false, true, true, false]),
        ("count intent after 2026-01-31 = 1", [false, false, false, true]),
    ])
    func `bounds a window in the same way`(condition: String, answers: [Bool]) throws {
        let instants = [
            "2026-01-30T23:59:59.999999", "2026-01-31T00:00:00", "2026-01-31T23:59:59.999999", "2026-02-01T00:00:00",
        ]

        #expect(try instants.map { try holds(condition, ["\($0) demo_requested"]) } == answers)
    }

    @Test(arguments: [
        ("did intent before 2026-01-31T09:00:00Z", [true, false, false]),
        ("did intent after 2026-01-31T09:00:00Z", [false, false, true]),
        ("did intent between 2026-01-31T09:00:00Z and 2026-01-31T09:00:00Z", [false, true, false]),
        ("did intent where at <= 2026-01-31T10:00:00+01:00", [true, true, false]),
    ])
    func `as an instant is exact, both ends of between included`(condition: String, answers: [Bool]) throws {
        let instants = ["2026-01-31T09:59:59.999999", "2026-01-31T10:00:00", "2026-01-31T10:00:00.000001"]

        #expect(try instants.map { try holds(condition, ["\($0) demo_requested"]) } == answers)
    }

    @Test func `has 23 hours when the clocks go forward`() throws {
        let now = paris("2026-04-01")

        #expect(try holds("did intent where at = 2026-03-29", ["2026-03-29T23:59:59 demo_requested"], at: now))
        #expect(try !holds("did intent where at = 2026-03-29", ["2026-03-30T00:00:00 demo_requested"], at: now))
        #expect(try !holds("did intent before 2026-03-29", ["2026-03-29T00:00:00 demo_requested"], at: now))
    }

    @Test(arguments: [
        ("within 30 days", "2026-01-30T12:00:00", false), ("within 30 days", "2026-01-30T12:00:00.000001", true),
        ("within 1 month", "2026-02-01T12:00:00", false), ("within 1 month", "2026-02-01T12:00:01", true),
        ("within 1 hour", "2026-03-01T11:00:00", false), ("within 1 week", "2026-02-22T12:00:01", true),
        ("within 1 minute", "2026-03-01T12:00:00", true), ("within 30 days", "2026-03-01T12:00:01", false),
    ])
    func `leaves a window at its far end, and is not seen before it comes`(window: String, fact: String, answer: Bool)
        throws
    {
        #expect(try holds("did intent \(window)", ["\(fact) demo_requested"]) == answer)
        #expect(try holds("last intent \(window)", ["\(fact) demo_requested"]) == answer)
        #expect(try holds("count intent \(window) = 1", ["\(fact) demo_requested"]) == answer)
    }
}
