import TestSupport
import Testing
import Verger

/// Two people of one company: Anne of Lyon, who took content and withdrew her consent, and Paul, its head, who can be
/// reached and consents.
@Suite struct `A company` {
    private let dossier: Dossier = {
        let anne = Cast.dossier([
            "city=Lyon", "company.size=20", "tag:vip", "2026-01-10 content_downloaded level=evaluation",
            "2026-01-12 consent_withdrawn",
        ])
        let paul = Cast.dossier(
            ["job_title=DG", "email=paul@borie.example", "company.size=20", "2026-01-05 consent_granted"], firstID: 100)
        let evidence = anne.activities.map { ($0, 0) } + paul.activities.map { ($0, 1) }
        let sorted = evidence.sorted { ($0.0.at, $0.0.id) < ($1.0.at, $1.0.id) }
        return Dossier(
            activities: sorted.map(\.0), members: anne.members + paul.members, memberOfActivity: sorted.map(\.1),
            firstFact: min(anne.firstFact, paul.firstFact))
    }()

    @Test func `is at the stage that the evidence of all its contacts earns`() throws {
        let rules = try Cast.rules()
        let history = Evaluator(rules).history(of: dossier, upTo: Cast.now)

        // Anne can't be reached and Paul did nothing: neither is more than a suspect alone.
        #expect(history.map { $0.stage.map { rules.stages[$0].id } } == ["suspect", "prospect"])
        #expect(history.map(\.at) == [paris("2026-01-05T10:00:00"), paris("2026-01-10T10:00:00")])
    }

    @Test(arguments: [
        ("city = Lyon", true), ("city = Lyon and job_title = DG", true), ("not city = Lyon", false),
        ("city != Lyon", false),
        ("city != Paris", true), ("city not in [Lyon]", false),
        ("email.domain = \"borie.example\"", true), ("tag \"vip\"", true), ("not tag \"vip\"", false),
        ("consent.email = granted", true), ("consent.email = refused", true), ("consent.email = unknown", false),
        ("email is empty", true), ("email is not empty", true), ("company.size = 20", true),
        ("fits persona \"dirigeant\"", true), ("did content_downloaded", true), ("job_title in [DG]", true),
    ])
    func `passes a test on a person when one of its contacts does`(condition: String, answer: Bool) throws {
        #expect(try holds(condition, dossier) == answer)
    }
}
