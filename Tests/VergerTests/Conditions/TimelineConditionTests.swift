import TestSupport
import Testing
import Verger

@Suite struct `Since the last or first` {
    private let lost = "2026-02-10 opportunity_lost"

    @Test func `looks strictly later, in the order of recording at one instant`() throws {
        let before = ["2026-02-10 demo_requested", lost]
        let after = [lost, "2026-02-10 demo_requested"]

        #expect(try !holds("did intent since last opportunity_lost", before))
        #expect(try holds("did intent since last opportunity_lost", after))
        #expect(try holds("count intent since first opportunity_lost = 1", after))
    }

    @Test func `takes the latest and the earliest of several`() throws {
        let facts = ["2026-01-10 opportunity_lost", "2026-01-20 demo_requested", lost]

        #expect(try !holds("did intent since last opportunity_lost", facts))
        #expect(try holds("did intent since first opportunity_lost", facts))
    }

    @Test func `takes a kind since itself for nothing or for all but the first`() throws {
        let facts = ["2026-01-10 page_viewed", "2026-01-20 page_viewed", "2026-01-30 page_viewed"]

        #expect(try holds("count page_viewed since last page_viewed = 0", facts))
        #expect(try holds("count page_viewed since first page_viewed = 2", facts))
    }

    @Test func `counts everything, or nothing, when there is none`() throws {
        #expect(try holds("did intent since last opportunity_lost", ["2026-01-10 demo_requested"]))
        #expect(try !holds("did intent since first opportunity_lost", ["2026-01-10 demo_requested"]))
    }

    @Test func `forgets a mark that was voided`() throws {
        let facts = ["2026-01-10 demo_requested", lost + " message_id=l", "2026-02-11 call_held voids=l"]

        #expect(try holds("did intent since last opportunity_lost", facts))
        #expect(try !holds("did intent since last opportunity_lost", facts, at: paris("2026-02-11T09:59:59")))
    }
}

@Suite struct `A voided activity` {
    private let paid = "2026-01-10 payment_received amount=100 message_id=a"

    @Test func `counts until the instant at which it is voided`() throws {
        let facts = [paid, "2026-02-01 call_held voids=a"]

        #expect(try holds("did payment_received", facts, at: paris("2026-02-01T09:59:59.999999")))
        #expect(try !holds("did payment_received", facts, at: paris("2026-02-01T10:00:00")))
        #expect(try holds("sum payment_received.amount = 0", facts))
    }

    @Test func `voids nothing itself, so that a chain restores the first`() throws {
        let chain = [paid, "2026-02-01 call_held voids=a message_id=b", "2026-02-02 call_held voids=b message_id=c"]

        #expect(try holds("did payment_received", chain))
        #expect(try !holds("did payment_received", chain, at: paris("2026-02-01T12:00:00")))
        #expect(try !holds("did payment_received", chain + ["2026-02-03 call_held voids=c"]))
    }

    @Test func `stays void while one of two corrections stands`() throws {
        let facts = [
            paid, "2026-02-01 call_held voids=a message_id=b", "2026-02-02 call_held voids=a message_id=c",
            "2026-02-03 call_held voids=b",
        ]

        #expect(try !holds("did payment_received", facts))
        #expect(try holds("did payment_received", facts + ["2026-02-04 call_held voids=c"]))
    }

    @Test func `is not voided by what was recorded before it, by itself, or by nobody’s correction`() throws {
        #expect(try holds("did payment_received", ["2026-01-09 call_held voids=a", paid]))
        #expect(try holds("did payment_received", ["2026-01-10 call_held voids=a", paid]))
        #expect(try !holds("did payment_received", [paid, "2026-01-10 call_held voids=a"]))
        #expect(try holds("did payment_received", [paid + " voids=a"]))
        #expect(try holds("did payment_received", [paid, "2026-02-01 call_held voids=zzz"]))
    }

    @Test func `lets the first and the last be another one`() throws {
        let facts = [paid, "2026-01-20 payment_received amount=50", "2026-02-01 call_held voids=a"]

        #expect(try holds("first payment_received after 2026-01-15", facts))
        #expect(try holds("max payment_received.amount = 50", facts))
        #expect(try !holds("first payment_received after 2026-01-15", facts, at: paris("2026-01-25")))
    }
}

@Suite struct `Counting and figures` {
    private let facts = [
        "2026-01-10 payment_received amount=100.10 currency=EUR", "2026-01-20 payment_received amount=50.20",
        "2026-01-30 payment_received currency=USD", "2026-02-05 payment_refunded amount=20.05",
        "2026-02-10 survey_answered score=7", "2026-02-11 survey_answered score=sept", "2026-02-12 survey_answered",
        "2026-02-13 call_held minutes=30 score=9",
    ]

    @Test(arguments: [
        "sum payment_received.amount = 150.30", "sum payment_received.amount - sum payment_refunded.amount = 130.25",
        "count payment_received = 3", "min payment_received.amount = 50.20", "latest payment_received.amount = 50.20",
        "latest survey_answered.score = 7", "max survey_answered.score = 7", "count survey_answered = 3",
        "latest payment_received.currency = usd", "sum payment_received.amount where currency = EUR = 100.10",
        "sum payment_received.amount after 2026-01-15 = 50.20", "count [payment_received, payment_refunded] = 4",
        "count any purchase = 4", "max purchase.amount = 100.10", "count payment_received where amount > 60 = 1",
        "max payment_received.at >= 2026-01-30", "min payment_received.at = 2026-01-10",
        "0 - sum payment_refunded.amount = 0 - 20.05", "150 < sum payment_received.amount",
        "2026-01-31 > max payment_received.at",
        "2026-01-29 < max payment_received.at", "2026-01-30 >= max payment_received.at",
        "count payment_received between 2 and 3", "count payment_received between 2026-01-01 and 2026-01-15 = 1",
    ])
    func `gives`(condition: String) throws {
        #expect(try holds(condition, facts))
    }

    @Test(arguments: [
        ("did purchase at least 4 times", true), ("did purchase at least 5 times", false),
        ("did purchase at most 4 times", true), ("did purchase at most 3 times", false),
        ("did purchase exactly 4 times", true), ("did purchase exactly 0 times", false),
        ("did purchase at least 0 times", true), ("did advocacy exactly 0 times", true),
        ("did advocacy at most 0 times", true), ("did purchase at least 2 times before 2026-01-31", true),
        ("did purchase where amount >= 50.20 exactly 2 times", true),
        ("did [payment_refunded, call_held] exactly 2 times", true),
    ])
    func `compares how often`(condition: String, answer: Bool) throws {
        #expect(try holds(condition, facts) == answer)
    }

    @Test func `looks at the very first that passes the filter, then at its instant`() throws {
        #expect(try holds("first payment_received where currency = USD after 2026-01-25", facts))
        #expect(try !holds("first payment_received after 2026-01-25", facts))
        #expect(try holds("last purchase where amount < 60 between 2026-02-01 and 2026-02-28", facts))
        #expect(try !holds("last purchase where amount > 999 before 2030-01-01", facts))
    }
}
