import TestSupport
import Testing
import Verger

@Suite struct `The register of consents` {
    static let now = Cast.now

    static func register(_ facts: String..., at instant: Instant = now) -> ConsentRegister {
        ConsentRegister(Cast.dossier(facts).activities, purposes: Purpose.shipped, at: instant)
    }

    @Test func `knows nothing of who said nothing`() {
        let standing = Self.register("2026-01-10 page_viewed")["newsletter", .email]

        #expect(standing.state == .unknown)
        #expect(standing.since == nil)
        #expect(standing.history == [])
    }

    @Test func `keeps purposes apart`() {
        let register = Self.register(
            "2026-01-10 consent_granted purpose=newsletter channel=email",
            "2026-01-12 consent_withdrawn purpose=offers channel=email")

        #expect(register["newsletter", .email].state == .granted)
        #expect(register["offers", .email].state == .refused)
        #expect(register["offers", .sms].state == .unknown)
    }

    @Test func `takes a refusal without a purpose for all of its channel, an absent channel for e-mail`() {
        let register = Self.register(
            "2026-01-10 consent_granted purpose=newsletter channel=email",
            "2026-01-10 consent_granted purpose=offers channel=sms", "2026-01-12 unsubscribed")

        #expect(register["newsletter", .email].state == .refused)
        #expect(register["offers", .email].state == .refused)
        #expect(register["offers", .sms].state == .granted)
    }

    @Test func `takes a refusal of an unknown purpose for all, and a consent to one for nothing`() {
        let register = Self.register(
            "2026-01-10 consent_granted purpose=newsletter channel=email",
            "2026-01-11 consent_withdrawn purpose=gone channel=email",
            "2026-01-12 consent_granted purpose=gone channel=email")

        #expect(register["newsletter", .email].state == .refused)
    }

    @Test func `gives an imported consent to the purposes that cover what is unstated`() {
        let register = Self.register("2026-01-10 consent_granted channel=email")

        #expect(register["newsletter", .email].basis == .consent)
        #expect(register["profiling", .profile].state == .unknown)
    }

    @Test func `takes a complaint for a refusal of e-mail, whatever its channel`() {
        let register = Self.register(
            "2026-01-10 consent_granted channel=email", "2026-01-11 email_complained channel=phone")

        #expect(register["newsletter", .email].entry?.statement.decision == .complained)
    }

    @Test func `does not hear what was voided, nor what is to come`() {
        let facts = [
            "2026-01-10 consent_granted purpose=newsletter channel=email message_id=a",
            "2026-01-12 note_added voids=a", "2026-04-01 consent_granted purpose=newsletter channel=email",
        ]
        let register = ConsentRegister(Cast.dossier(facts).activities, purposes: Purpose.shipped, at: Self.now)

        #expect(register["newsletter", .email].state == .unknown)
    }

    @Test func `says since when, however often it was repeated`() {
        let standing = Self.register(
            "2026-01-10 consent_granted purpose=newsletter channel=email",
            "2026-01-20 consent_granted purpose=newsletter channel=email text=newsletter/fr/2")[
                "newsletter", .email]

        #expect(standing.since == Instant(iso8601: "2026-01-10T10:00:00", in: .paris))
        #expect(standing.entry?.statement.proof.text == .init(purpose: "newsletter", language: .french, version: 2))
        #expect(standing.history.count == 2)
    }

    @Test(arguments: ["profile", "processing"])
    func `knows who objects to being scored`(channel: String) {
        #expect(Self.register("2026-01-10 consent_withdrawn channel=\(channel)").profilingObjection != nil)
        #expect(
            Self.register(
                "2026-01-10 consent_withdrawn channel=\(channel)", "2026-01-11 consent_granted channel=\(channel)"
            ).profilingObjection == nil)
    }

    @Test func `reads back what a statement wrote`() {
        let proof = ConsentProof(
            at: Self.now, source: "form:contact", text: .init(purpose: "offers", language: .english, version: 3),
            ip: "192.0.2.1", actor: "lea@borie.example", note: "yes please")
        for statement in [
            ConsentStatement(granting: "offers", on: .sms, basis: .professionalInterest, proof: proof),
            ConsentStatement(refusing: nil, on: .letter, proof: proof),
            ConsentStatement(unsubscribingFrom: "newsletter", on: .email, proof: proof),
        ] {
            let activity = Activity(
                id: 1, at: proof.at, kind: statement.kind, channel: statement.channel.rawValue,
                properties: statement.properties)
            #expect(ConsentStatement(activity) == statement)
        }
    }
}

@Suite struct `What a person ticks` {
    @Test func `is said once, refusals first`() {
        let register = ConsentRegister(
            Cast.dossier(["2026-01-10 consent_granted purpose=newsletter channel=email"]).activities,
            purposes: Purpose.shipped, at: Cast.now)
        let all: Set<ConsentRegister.Cell> = [
            .init("newsletter", .email), .init("offers", .email), .init("offers", .letter),
            .init("profiling", .profile),
        ]
        let choices = ConsentChoices(shown: all, wanted: [.init("offers", .email), .init("profiling", .profile)])

        let said = choices.statements(against: register) { _ in
            ConsentProof(at: Cast.now, source: ConsentProof.Source.preferences)
        }

        #expect(
            said.map { "\($0.kind) \($0.purpose ?? "") \($0.channel)" } == [
                "consent_withdrawn newsletter email", "consent_withdrawn offers letter", "consent_granted offers email",
            ])
    }

    @Test func `stops everything once`() {
        let proof = ConsentProof(at: Cast.now, source: ConsentProof.Source.preferences)
        let empty = ConsentRegister([], purposes: Purpose.shipped, at: Cast.now)
        let said = ConsentChoices.stop(against: empty, proof: proof)
        let activities = said.enumerated().map { index, statement in
            Activity(
                id: Int64(index + 1), at: Cast.now, kind: statement.kind, channel: statement.channel.rawValue,
                properties: statement.properties)
        }
        let after = ConsentRegister(activities, purposes: Purpose.shipped, at: Cast.now)

        #expect(said.count == 7)
        for purpose in Purpose.shipped {
            for channel in purpose.channels { #expect(after[purpose.id, channel].state == .refused) }
        }
        #expect(ConsentChoices.stop(against: after, proof: proof) == [])
    }
}
