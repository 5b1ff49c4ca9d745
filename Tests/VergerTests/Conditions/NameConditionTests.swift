import TestSupport
import Testing
import Verger

@Suite struct `Consent` {
    @Test(
        arguments: [
            ([], "email", "unknown"), (["2026-01-10 consent_granted"], "email", "granted"),
            (["2026-01-10 consent_granted channel=sms"], "email", "unknown"),
            (["2026-01-10 consent_granted channel=SMS"], "sms", "granted"),
            (["2026-01-10 consent_granted", "2026-01-11 consent_withdrawn"], "email", "refused"),
            (["2026-01-10 consent_granted", "2026-01-11 consent_withdrawn channel=sms"], "email", "granted"),
            (["2026-01-10 unsubscribed", "2026-01-11 consent_granted"], "email", "granted"),
            (["2026-01-10 consent_granted", "2026-01-11 email_complained"], "email", "refused"),
            (["2026-01-10 consent_granted", "2026-01-10 unsubscribed channel=email"], "email", "refused"),
            (["2026-01-10 unsubscribed message_id=u", "2026-01-12 call_held voids=u"], "email", "unknown"),
            (["2026-01-10 consent_granted channel=courrier"], "courrier", "granted"),
            (["created_at=2026-01-01", "2026-03-02 consent_granted"], "email", "unknown"),
        ] as [([String], String, String)])
    func `is decided on each channel by the latest word`(facts: [String], channel: String, state: String) throws {
        for candidate in ["granted", "refused", "unknown"] {
            #expect(try holds("consent.\(channel) = \(candidate)", facts) == (candidate == state))
        }
    }
}

@Suite struct `Names of the workspace` {
    @Test(
        arguments: [
            ("did visite_atelier where minutes >= 30", ["2026-01-10 visite_atelier minutes=45"], true),
            ("did any exchange", ["2026-01-10 visite_atelier"], true),
            ("did any serious", ["2026-01-10 visite_atelier"], true),
            ("did any serious", ["2026-01-10 form_submitted"], true),
            ("did any serious", ["2026-01-10 page_viewed"], false),
            ("count any [serious, visit] = 2", ["2026-01-10 page_viewed", "2026-01-11 webinar_attended"], true),
            ("count any [serious, exchange] = 1", ["2026-01-10 visite_atelier"], true),
            ("sum visite_atelier.minutes = 60.5", ["2026-01-10 visite_atelier minutes=60.5"], true),
            (
                "sum exchange.minutes = 75",
                ["2026-01-10 visite_atelier minutes=45", "2026-01-11 call_held minutes=30"], true
            ),
            (
                "sum exchange.minutes = 45",
                ["2026-01-10 visite_atelier minutes=45", "2026-01-11 chat_held minutes=30"], true
            ),
            ("did any exchange where minutes > 1", ["2026-01-11 chat_held minutes=30"], false),
            ("budget > 9.5", ["budget=9.50001"], true), ("renewal = 2026-06-30", ["renewal=2026-06-30"], true),
            ("vip = true", ["vip=oui"], true), ("vip = false", ["vip=0"], true),
            ("secteur = HOTELLERIE", ["secteur=Hôtellerie"], true),
            ("country in list \"pays\"", ["country=be"], true), ("country in list \"pays\"", ["country=US"], false),
            ("tag \"Salon de Lyon\"", ["tag:salon de lyon"], true),
            ("in segment \"Lyonnais chauds\"", ["city=Lyon"], false),
            (
                "in segment \"Lyonnais chauds\"", ["city=LYON", "company.size=20", "2026-01-10 call_held", "phone=1"],
                true
            ),
            ("fits persona \"dirigeant\"", ["job_title=Gerant"], true),
            ("stage in [lead, Prospect]", ["city=Lyon"], false),
            ("stage >= lead", ["email=a@b.example", "2026-01-10 form_submitted"], true),
            (
                "highest_stage = client and stage = suspect",
                ["2026-01-10 payment_received amount=5", "2026-01-11 payment_refunded amount=5"], true
            ),
            ("score.fit = 20", ["company.industry=Batiment"], true),
            ("score.total >= 30", ["2026-02-28 demo_requested"], false),
            ("excluded = true", ["email=a@CONCURRENT.example"], true), ("excluded = false", [], true),
        ] as [(String, [String], Bool)])
    func `mean what the definition says`(condition: String, facts: [String], answer: Bool) throws {
        #expect(try holds(condition, facts) == answer)
    }

    @Test func `give a property the type that all kinds agree on, else are refused`() throws {
        var definition = try Document(json: Cast.definitionText).json()
        definition = definition.replacing(
            #""properties":{"minutes":"number"}"#, with: #""properties":{"minutes":"text"}"#)
        let changed = try Definition(Document(json: definition))
        let rules = try changed.rules(in: changed.catalogue(zone: .paris))

        let problems = #expect(throws: Problems.self) {
            try rules.resolve(parsing: "did any exchange where minutes > 3")
        }

        #expect(
            problems?.all.first?.sentence.en == "the kinds named do not give “minutes” the same type; separate them")
        #expect(throws: Never.self) { try rules.resolve(parsing: "did call_held where minutes > 3") }
    }

    @Test func `stand for the signed-in user in me`() throws {
        let condition = try Cast.rules(user: "Anne@Verger.example").resolve(parsing: "owner = me")
        let evaluator = Evaluator(condition.rules)

        for (owner, isMine) in [("anne@verger.example", true), ("paul@verger.example", false)] {
            _ = evaluator.evaluate(Cast.dossier(["owner=\(owner)"]), at: Cast.now)
            #expect(evaluator.holds(condition) == isMine)
        }
    }
}

@Suite struct `Filters` {
    private let facts = [
        "2026-01-10 content_downloaded level=évaluation content=guide channel=Email campaign=Été_2025",
        "2026-01-20 content_downloaded level=discovery",
        "2026-01-30 call_held direction=Outbound",
        "2026-02-01 email_sent",
    ]

    @Test(arguments: [
        ("did content_downloaded where level = EVALUATION", true),
        ("did content_downloaded where level in [evaluation, decision] exactly 1 time", true),
        ("did content_downloaded where not level = evaluation exactly 1 time", true),
        ("did content_downloaded where (level = discovery or channel = email) exactly 2 times", true),
        ("did content_downloaded where (level = evaluation and channel = sms)", false),
        (
            "did content_downloaded where (level = discovery or level = evaluation and channel = sms) exactly 1 time",
            true
        ),
        ("did content_downloaded where campaign starts with \"ete\"", true),
        ("did content_downloaded where channel is empty exactly 1 time", true),
        ("did content_downloaded where (content is not empty) within 12 months", true),
        ("did content_downloaded where level != evaluation exactly 1 time", true),
        ("did content_downloaded where content != guide exactly 1 time", true),
        ("did content_downloaded where direction = inbound exactly 2 times", true),
        ("did call_held where direction = outbound", true), ("did email_sent where direction = outbound", true),
        ("did content_downloaded where at < 2026-01-15 exactly 1 time", true),
        ("did content_downloaded where never", false), ("did content_downloaded where always exactly 2 times", true),
        ("did content_downloaded where amount is empty exactly 2 times", true),
    ])
    func `look at the activity alone`(condition: String, answer: Bool) throws {
        #expect(try holds(condition, facts) == answer)
    }
}
