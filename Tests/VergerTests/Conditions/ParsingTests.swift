import TestSupport
import Testing
import Verger

@Suite struct `The text form` {
    /// Two texts that mean the same condition.
    @Test(arguments: [
        ("a = b or c = d and e = f", "a = b or (c = d and e = f)"),
        ("not a = b and c = d", "(not a = b) and c = d"),
        ("not not a = b", "not (not a = b)"),
        ("DID Any intent WITHIN 30 Days", "did any intent within 30 days"),
        ("ALWAYS AND NOT Never", "always and not never"),
        ("Stage >= prospect AND City IS NOT EMPTY", "Stage >= prospect and City is not empty"),
        ("a = b -- or c = d\n and e = f", "a = b and e = f"),
        ("-- first\na = b -- last", "a = b"),
        ("a=b and(c>=d)", "a = b and c >= d"),
        ("did k at least 1 times", "did k at least 1 time"),
        ("did k within 1 days", "did k within 1 day"),
        ("a = \"FR\"", "a = FR"), ("a in [\"b\", \"c\"]", "a in [b, c]"),
        ("a = 1.50", "a = 1.5"), ("a - b - c > 0", "(a - b) - c > 0"),
        ("a = 2026-01-31T10:00:00+01:00", "a = 2026-01-31T09:00:00Z"),
        ("a < b\r\nand c = d", "a < b and c = d"),
        ("did k where (l = m)", "did k where l = m"),
        ("did k where (not (l = m)) within 2 days", "did k where not l = m within 2 days"),
    ])
    func `reads these two as one`(text: String, other: String) throws {
        #expect(try Condition(parsing: text) == Condition(parsing: other))
    }

    @Test(arguments: [
        ("a = b or c = d and e = f", "(a = b or c = d) and e = f"), ("not (a = b and c = d)", "not a = b and c = d"),
        ("a - (b - c) > 0", "a - b - c > 0"), ("a = \"true\"", "a = true"), ("a = \"2026-01-31\"", "a = 2026-01-31"),
        ("a = \"me\"", "a = me"), ("a = \"b.c\"", "a = b.c"), ("did any k", "did k"), ("City = x", "city = x"),
    ])
    func `tells these two apart`(text: String, other: String) throws {
        #expect(try Condition(parsing: text) != Condition(parsing: other))
    }

    @Test func `takes a word on the left for a field, on the right for a text`() throws {
        let test = Comparison(.field("country"), .equal, .literal(.text("FR")))

        #expect(try Condition(parsing: "country = FR") == .comparison(test))
        #expect(
            try Condition(parsing: "stage = highest.stage")
                == .comparison(Comparison(.field("stage"), .equal, .field("highest.stage"))))
    }

    @Test func `takes units of time, at and words with accents or figures for texts`() throws {
        for word in ["day", "months", "at", "Évaluation", "3e", "B2B", "_x", "日本"] {
            let expected = Comparison(.field("a"), .equal, .literal(.text(word)))
            #expect(try Condition(parsing: "a = \(word)") == .comparison(expected), "\(word)")
        }
    }

    @Test(arguments: ["and", "since", "list", "empty", "count", "persona", "now", "with", "times"])
    func `does not take a word of the grammar for a text`(keyword: String) {
        #expect(throws: Problem.self) { try Condition(parsing: "a = \(keyword)") }
        #expect(throws: Never.self) { try Condition(parsing: "a = \"\(keyword)\"") }
    }

    @Test func `reads between after a figure as its window when a date follows, else as the test`() throws {
        let day = Literal.day(Day(year: 2026, month: 1, day: 1)!)
        let window = Aggregate(
            .count, Kinds(["intent"]), window: .between(.day(Day(year: 2026, month: 1, day: 1)!), .now))
        let bare = Term.aggregate(Aggregate(.count, Kinds(["intent"])))

        #expect(
            try Condition(parsing: "count intent between 2026-01-01 and now > 2")
                == .comparison(Comparison(.aggregate(window), .more, .literal(.number(Number(2))))))
        #expect(
            try Condition(parsing: "count intent between 2 and 5")
                == .range(InRange(bare, isNegated: false, .literal(.number(Number(2))), .literal(.number(Number(5))))))
        #expect(
            try Condition(parsing: "max decision_date_given.date between (2026-01-01) and 2026-01-01")
                == .range(
                    InRange(
                        .aggregate(Aggregate(.max, Kinds(["decision_date_given"]), property: "date")), isNegated: false,
                        .literal(day), .literal(day))))
    }

    @Test func `ends a filter after one test, unless it is in parentheses`() throws {
        let level = Condition.comparison(Comparison(.field("level"), .equal, .literal(.text("x"))))
        let channel = Condition.comparison(Comparison(.field("channel"), .equal, .literal(.text("y"))))

        #expect(
            try Condition(parsing: "did k where level = x and channel = y")
                == .all([.did(Did(Kinds(["k"]), where: level)), channel]))
        #expect(
            try Condition(parsing: "did k where (level = x and channel = y)")
                == .did(Did(Kinds(["k"]), where: .all([level, channel]))))
        #expect(try Condition(parsingFilter: "level = x and channel = y") == .all([level, channel]))
    }

    @Test func `begins a term with a parenthesis as well as a condition`() throws {
        let sum = Term.sum(.field("a"), .field("b"))
        let expected = Comparison(.difference(sum, .literal(.number(Number(1)))), .more, .literal(.number(Number(2))))

        #expect(try Condition(parsing: "((a + b) - 1) > 2") == .comparison(expected))
        #expect(try Condition(parsing: "(((a + b) - 1) > 2)") == .comparison(expected))
    }

    @Test func `keeps quotes, backslashes and line breaks of texts`() throws {
        let text = "un \"mot\" \\ deux\nlignes"

        let printed = Condition.comparison(Comparison(.field("a"), .equal, .literal(.text(text)))).description

        #expect(printed == #"a = "un \"mot\" \\ deux\nlignes""#)
        #expect(try Condition(parsing: printed) == .comparison(Comparison(.field("a"), .equal, .literal(.text(text)))))
    }
}
