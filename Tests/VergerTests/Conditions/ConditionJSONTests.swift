import TestSupport
import Testing
import Verger

@Suite struct `The JSON form` {
    @Test(arguments: [
        ("always", #""always""#),
        ("country = FR", #"{"left":{"field":"country"},"op":"=","right":"FR"}"#),
        ("city is not empty", #"{"filled":"city"}"#),
        (
            "a = b and not c = 1.5",
            #"{"all":[{"left":{"field":"a"},"op":"=","right":"b"},{"not":{"left":{"field":"c"},"op":"=","right":1.5}}]}"#
        ),
        ("did any intent", #"{"did":{"kinds":["intent"],"any":true}}"#),
        (
            "did [k, l] where m in [x, y] at least 2 times within 30 days",
            #"{"did":{"kinds":["k","l"],"where":{"left":{"field":"m"},"op":"in","right":["x","y"]},"at_least":2,"within":"30 days"}}"#
        ),
        (
            "first k between 2026-01-31 and now",
            #"{"first":{"kinds":["k"],"between":["2026-01-31","now"]}}"#
        ),
        ("did k since last l", #"{"did":{"kinds":["k"],"since_last":{"kinds":["l"]}}}"#),
        ("fits any persona", #"{"fits":null}"#), ("fits persona \"pme\"", #"{"fits":"pme"}"#),
        ("in segment \"A\" or tag \"b\"", #"{"any":[{"segment":"A"},{"tag":"b"}]}"#),
        ("a in list \"l\"", #"{"left":{"field":"a"},"op":"in","right":{"list":"l"}}"#),
        ("a not starts with \"b\"", #"{"left":{"field":"a"},"op":"not starts with","right":"b"}"#),
        ("a between 1 and 2", #"{"left":{"field":"a"},"op":"between","low":1,"high":2}"#),
        ("a > 2026-01-31", #"{"left":{"field":"a"},"op":">","right":{"date":"2026-01-31"}}"#),
        ("owner = me", #"{"left":{"field":"owner"},"op":"=","right":{"user":"me"}}"#),
        (
            "sum k.amount where l = x before 2026-01-31 - count k > 0",
            #"{"left":{"minus":[{"sum":{"kinds":["k"],"property":"amount","where":{"left":{"field":"l"},"op":"=","right":"x"},"before":"2026-01-31"}},{"count":{"kinds":["k"]}}]},"op":">","right":0}"#
        ),
    ])
    func `says the same as the text`(text: String, json: String) throws {
        let condition = try Condition(parsing: text)

        #expect(condition.json.json() == json)
        #expect(try Condition(json: Document(json: json)) == condition)
    }

    @Test func `holds conditions in text form, and keys in any order`() throws {
        let json = #"{"all":["country = FR",{"right":"Lyon","op":"=","left":{"field":"city"}}]}"#

        #expect(try Condition(json: Document(json: json)) == Condition(parsing: "country = FR and city = Lyon"))
    }

    @Test(arguments: [
        (#"{"alll":["always","never"]}"#, "unknown condition “alll”; did you mean “all”?"),
        (#"{"all":["always"]}"#, "expected at least two conditions"), ("[]", "expected a condition"),
        ("null", "expected a condition"), ("{}", "expected a condition"),
        (#"{"all":["always","never"],"any":["always","never"]}"#, "expected a condition"),
        (#"{"did":{"kinds":["k"],"atleast":3}}"#, "unknown key “atleast”; did you mean “at_least”?"),
        (#"{"did":{"kinds":["k"],"between":["2026-01-01"]}}"#, "expected two dates"),
        (#"{"did":{"kinds":["k"],"within":"soon"}}"#, "unreadable duration"),
        (#"{"did":{"kinds":["k"],"before":"2026-01-31 or so"}}"#, "unreadable date"),
        (#"{"did":{"kinds":["k"],"between":["2026-01-01","now or never"]}}"#, "unreadable date"),
        (#"{"did":{"kinds":["k"],"exactly":1.5}}"#, "expected a whole number"),
        (#"{"did":{"kinds":["k",["l"]]}}"#, "“kinds” is missing"), (#"{"did":{}}"#, "“kinds” is missing"),
        (#"{"first":{"kinds":["k"]}}"#, "a window is missing"),
        (#"{"first":{"kinds":["k"],"since_last":{"kinds":["l"]}}}"#, "“since” can't follow “first”"),
        (#"{"fits":{"persona":"pme"}}"#, "expected a text"),
        (#"{"left":{"field":"a"},"op":"=","wright":1}"#, "unknown key “wright”; did you mean “right”?"),
        (#"{"left":{"field":"a"},"op":"~","right":1}"#, "unknown comparison “~”"),
        (#"{"left":{"field":"a"},"op":"in","right":[]}"#, "expected a list"),
        (#"{"left":{"field":"a"},"op":"=","right":1e5}"#, "unreadable number"),
        (#"{"left":{"sum":{"kinds":["k"]}},"op":"=","right":1}"#, "the property is missing"),
    ])
    func `is refused where it can’t be read`(json: String, sentence: String) throws {
        let document = try Document(json: json)

        let problem = #expect(throws: Problem.self) { try Condition(json: document) }

        #expect(problem?.sentence.en == sentence)
        #expect(problem?.place?.line == 1)
    }

    @Test(arguments: [
        #"{"did":{"kinds":["intent"],"where":{"did":{"kinds":["exchange"]}}}}"#,
        #"{"did":{"kinds":["intent"],"where":{"not":{"tag":"vip"}}}}"#,
        #"{"did":{"kinds":["intent"],"where":{"fits":null}}}"#,
        #"{"did":{"kinds":["intent"],"where":{"segment":"Lyonnais"}}}"#,
        #"{"did":{"kinds":["intent"],"where":{"last":{"kinds":["intent"],"within":"3 days"}}}}"#,
        #"{"did":{"kinds":["intent"],"where":{"left":{"count":{"kinds":["intent"]}},"op":">","right":1}}}"#,
    ])
    func `is refused when a filter asks for more than the activity`(json: String) throws {
        let condition = try Condition(json: Document(json: json))

        let problems = #expect(throws: Problems.self) { try Cast.rules().resolve(condition) }

        #expect(
            problems?.all.first?.sentence.en.hasSuffix("can't be used after “where”, which is about the activity alone")
                == true)
    }

    @Test func `is refused two hundred levels deep`() throws {
        var document: Document = "always"
        for _ in 0..<200 { document = .object([("not", document)]) }

        let problem = #expect(throws: Problem.self) { try Condition(json: document) }

        #expect(problem?.sentence.en == "nested too deeply")
    }

    @Test func `reads a negative number as a difference, which the text can say`() throws {
        let json = #"{"left":{"field":"budget"},"op":">","right":-5}"#

        #expect(try Condition(json: Document(json: json)).description == "budget > 0 - 5")
    }
}
