import TestSupport
import Testing
import Verger

@Suite struct `Traces of a person` {
    let traces = Traces(["Ana@x.fr", "Émilie Durand", "C-10042", "ann", "Q\"7\\42"])

    @Test(arguments: [
        ("recommandée par ana@X.fr !", "recommandée par […] !"), ("emilie durand", "[…]"), ("ÉMILIE DURAND", "[…]"),
        (#"{"a": "C-10042", "b": 1.50}"#, #"{"a":"[…]","b":1.50}"#),
        (#"{"a":"Bonjour,\nana@x.fr\u000d\u0041"}"#, #"{"a":"Bonjour,\n[…]\rA"}"#),
        (#"{"a":"tab\tana\u0040x.fr"}"#, #"{"a":"tab\t[…]"}"#),
        (#"{"ana@x.fr":["{\"b\":\"\\nana@x.fr\"}"]}"#, #"{"[…]":["{\"b\":\"\\n[…]\"}"]}"#),
        (#"{"id":"Q\"7\\42"}"#, #"{"id":"[…]"}"#), (#"broken {"a":"\nana@x.fr"#, #"broken {"a":"\n[…]"#),
        (#"broken \u000aana@x.fr"#, #"broken \u000a[…]"#),
    ])
    func `are taken out, however they are written`(text: String, rest: String) {
        #expect(traces.taken(outOf: text) == rest)
    }

    @Test(arguments: [
        "diana@x.fr", "Émilie Durandeau", "C-100421", "ann", #"{"a":"nana@x.fr"}"#, #"C:\\nana@x.fr"#, "u000aana@x.fr",
    ])
    func `are not seen where they are not`(text: String) {
        #expect(traces.taken(outOf: text) == nil)
        #expect(traces.passages(in: text) == [])
    }

    @Test func `are shown with what is around them`() {
        #expect(traces.passages(in: "Vu avec ana@x.fr hier", reach: 4) == ["vec ana@x.fr hie"])
        #expect(
            traces.passages(in: #"{"a":"rien","b":["dit C-10042","et Émilie Durand"]}"#)
                == ["dit C-10042", "et Émilie Durand"])
    }

    @Test(arguments: 1...200 as ClosedRange<UInt64>)
    func `are found in any text as in the JSON that keeps it, at any depth`(seed: UInt64) throws {
        var random = RandomSource(seed: seed)
        let parts = [
            "ana@x.fr", "ANA@X.FR", "émilie durand", "\n", "\r\n", "\t", "\u{1}", "\\", "\"", "n", "u000a", " ", "é",
            ".",
            "nothing", "{", "}", "[", "\\n", "/", "😀", "d", "@",
        ]
        let text = (0..<random.int(1...12)).map { _ in random.pick(parts) }.joined()
        // A text that is JSON itself is read as such; of words alone, here.
        let words = "-" + text
        let taken = traces.taken(outOf: words)

        var document = Document.object([("k", .list([.number(7), .text(words)]))])
        for _ in 0..<random.int(0...3) { document = .object([("v", .text(document.json())), ("w", .null)]) }
        var left = try traces.taken(outOf: document.json()).map { try Document(json: $0) }
        while let inner = left?["v"]?.text { left = try Document(json: inner) }

        #expect(left?["k"]?.items?[1].text == taken, "\(words)")
        #expect((taken == nil) == traces.passages(in: document.json()).isEmpty)
        #expect(taken.flatMap(traces.taken) == nil, "nothing is left")
    }
}

@Suite struct `Whom a request names` {
    @Test func `is an address or an id, and no word or number that could be anybody`() {
        #expect(Identity(named: " Nadia@GH.example ") == .email("nadia@gh.example"))
        #expect(Identity(named: "C-10042") == .externalID("C-10042"))
        for text in ["M. Inconnu", "Dupont", "10042", "+33612345678", "C-1", "a@b", ""] {
            #expect(Identity(named: text) == nil, "\(text)")
        }
    }
}
