import TestSupport
import Testing
import Verger

@Suite struct `A missing value` {
    @Test(arguments: [
        "city = Lyon", "city < Lyon", "city <= Lyon", "city > Lyon", "city >= Lyon", "city in [Lyon]",
        "country in list \"pays\"", "city contains \"\"", "city starts with \"\"", "city ends with \"\"",
        "budget between 0 and 1000", "budget = 0", "budget + 1 > 0", "created_at < 2030-01-01", "vip = false",
        "email.domain = x", "max survey_answered.score >= 0", "latest survey_answered.score < 100",
        "latest survey_answered.score - 1 < 100", "temperature = cold", "city = company.city",
    ])
    func `makes every test false`(condition: String) throws {
        #expect(try !holds(condition, []))
        #expect(try holds("not (\(condition))", []))
    }

    @Test(arguments: [
        "city != Lyon", "city not in [Lyon]", "country not in list \"pays\"", "city not contains \"\"",
        "city not starts with \"L\"", "city not ends with \"L\"", "budget not between 0 and 1000", "budget != 0",
        "vip != true", "created_at != 2026-01-01", "temperature != hot", "max survey_answered.score != 3",
    ])
    func `makes every negated test true`(condition: String) throws {
        #expect(try holds(condition, []))
    }

    @Test(
        arguments: [
            ("city is empty", [], true), ("city is empty", ["city=Lyon"], false),
            ("city is empty", ["city= \u{A0} "], true),
            ("city is not empty", ["city=  "], false), ("email.domain is empty", ["email=anne"], true),
            ("budget is empty", ["budget=beaucoup"], true), ("budget is empty", ["budget=0"], false),
            ("temperature is empty", [], true), ("consent.email is empty", [], false),
        ] as [(String, [String], Bool)])
    func `is what empty means, white space and what can’t be read included`(
        condition: String, facts: [String], answer: Bool
    ) throws {
        #expect(try holds(condition, facts) == answer)
    }

    @Test(arguments: [
        ("sum payment_received.amount = 0", true), ("count payment_received = 0", true),
        ("sum payment_received.amount - sum payment_refunded.amount >= 0", true),
        ("max payment_received.amount >= 0", false), ("min payment_received.amount >= 0", false),
    ])
    func `of a figure is zero for count and sum alone`(condition: String, answer: Bool) throws {
        #expect(try holds(condition, []) == answer)
    }
}
