import TestSupport
import Testing
import Verger

@Suite struct `A draft of a form` {
    private func paths(_ change: (inout FormDocument) -> Void) -> Set<String> {
        Set(Forming.document(.contact, change).problems(types: ["size": .number], contents: [7]).map(\.path))
    }

    @Test(arguments: FormGoal.allCases, Language.allCases)
    func `begins as one that can be published`(goal: FormGoal, language: Language) {
        var document = StartingForm.document(for: goal, in: language, company: "Borie")
        if goal == .download { document.content = 7 }

        #expect(document.problems(types: [:], contents: [7]) == [])
        #expect(FormDocument(document.document) == document)
    }

    @Test func `has all its problems told at once, each in its place`() {
        #expect(paths { $0.title = " " } == ["title"])
        #expect(paths { $0.questions.removeAll { $0.target == .contact(.email) } } == ["q5"])
        #expect(paths { $0.questions = [] } == ["questions"])
        #expect(paths { $0.questions[0].label = "" } == ["q1.label"])
        #expect(paths { $0.questions[2].style = .line } == ["q3.style"])
        #expect(paths { $0.questions[1].target = .contact(.firstName) } == ["q2.target"])
        #expect(paths { $0.questions[0].style = .choice } == ["q1.options"])
        #expect(paths { $0.questions[0].showing = .init(question: "q2", test: .answered) } == ["q1.showing"])
        #expect(paths { $0.consents[0].text = "" } == ["c1.text"])
        #expect(paths { $0.redirect = "https://elsewhere.example/merci" } == ["redirect"])
        #expect(paths { $0.redirect = "javascript:alert(1)" } == ["redirect"])
        #expect(paths { $0.sites = ["http://www.borie.fr"] } == ["sites"])
        #expect(paths { $0.content = 8 } == ["content"])
        #expect(
            paths {
                $0.title = ""
                $0.button = ""
                $0.askAtMost = 0
            } == ["title", "button", "ask_at_most"])
    }

    @Test func `leads on to its own sites`() {
        let paths = paths {
            $0.sites = ["https://www.borie.fr"]
            $0.redirect = "https://www.borie.fr/merci?a=1"
        }

        #expect(paths == [])
    }

    @Test func `has an address made of its name`() {
        #expect(Form.slug(of: "Demande de démonstration !") == "demande-de-demonstration")
        #expect(Form.slug(of: "  ") == "")
        #expect(Form.slug(of: String(repeating: "mot ", count: 40)).utf8.count <= 60)
    }
}

@Suite struct `What tells people from programs` {
    @Test func `is the invisible field, haste and their own word`() {
        let browser = "Mozilla/5.0 (X11; Linux) Firefox/140.0"

        #expect(SubmissionVerdict(trap: "", took: 9 * Instant.second, userAgent: browser) == .human)
        #expect(SubmissionVerdict(trap: "x", took: 9 * Instant.second, userAgent: browser) == .bot(.trap))
        #expect(SubmissionVerdict(trap: "", took: Instant.second, userAgent: browser) == .bot(.haste))
        #expect(SubmissionVerdict(trap: "", took: 9 * Instant.second, userAgent: "curl/8") == .bot(.robot))
        #expect(SubmissionVerdict(trap: "", took: nil, userAgent: browser) == .human)
    }

    @Test func `is carried by a stamp`() throws {
        let stamp = FormStamp(form: 4, version: 2, shownAt: Cast.now, key: Forming.key("k"))
        let text = stamp.text(sealed: "abc")

        let parts = try #require(FormStamp.parts(of: text))
        #expect(parts.stamp == stamp && parts.seal == "abc")
        #expect(FormStamp.parts(of: text + ".x") == nil)
        #expect(FormStamp.parts(of: "4.2.1.a/b.abc") == nil)
        #expect(!stamp.isExpired(at: Cast.now + Instant.day) && stamp.isExpired(at: Cast.now + 8 * Instant.day))
    }

    @Test(arguments: [
        ("203.0.113.77", "203.0.113.0"), ("::ffff:203.0.113.77", "203.0.113.0"), ("2001:db8:1:2::3", "2001:db8:1::"),
        ("::1", "::"), ("no address", ""), ("1.2.3.999", ""), ("", ""),
    ])
    func `keeps no whole address`(address: String, kept: String) {
        #expect(ShortAddress.of(address) == kept)
    }

    @Test func `writes on a colour what can be read`() {
        #expect(Accent("#FFFFFF")?.words == "#000000")
        #expect(Accent("#2a4ea2")?.words == "#ffffff")
        #expect(Accent("#f0c000")?.words == "#000000")
        #expect(Accent("red") == nil)
        #expect(Accent("#12345g") == nil)
    }
}

@Suite struct `The consents of a form` {
    @Test func `are for purposes of the workspace, on their channels`() {
        let form = Forming.document(.contact) { form in
            form.consents = [
                FormConsent(id: "c1", purpose: "newsletter", channel: .email, text: "a"),
                FormConsent(id: "c2", purpose: "newsletter", channel: .phone, text: "b"),
                FormConsent(id: "c3", purpose: "unknown", channel: .email, text: "c"),
            ]
        }

        #expect(form.problems(purposes: Purpose.shipped).map(\.path) == ["c2.channel", "c3.purpose"])
        #expect(FormConsent(asking: Purpose.shipped[2], "Call me")?.channel == .phone)
        #expect(
            Purpose.shipped.compactMap { FormConsent(asking: $0, nil) }.map(\.purpose) == [
                "newsletter", "offers", "calls",
            ])
    }
}
