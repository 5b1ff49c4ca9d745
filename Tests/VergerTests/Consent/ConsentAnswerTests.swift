import TestSupport
import Testing
import Verger

@Suite struct `Whether one may write` {
    static let newsletter = Purpose.shipped[0]
    static let professional = Addressee(email: EmailAddress("nadia@gh-alpes.example"), jobTitle: "Directrice")
    static let generic = Addressee(email: EmailAddress("contact@gh-alpes.example"), jobTitle: "Directrice")
    static let personal = Addressee(email: EmailAddress("nadia@gmail.com"), jobTitle: "Directrice")

    static func answer(_ addressee: Addressee, _ facts: String..., on channel: ConsentChannel = .email) -> ConsentAnswer
    {
        ConsentRegister(Cast.dossier(facts).activities, purposes: Purpose.shipped, at: Cast.now)
            .answer(newsletter, on: channel, to: addressee)
    }

    @Test func `needs a basis, and says which could be`() {
        let answer = Self.answer(Self.professional)

        #expect(!answer.isAllowed)
        #expect(answer.missing.count == 3)
    }

    @Test func `is so with consent, at any address`() {
        for addressee in [Self.professional, Self.generic, Self.personal] {
            let answer = Self.answer(addressee, "2026-01-10 consent_granted purpose=newsletter channel=email")
            #expect(answer.ground == .basis(.consent))
        }
    }

    @Test func `is so by professional interest at a professional address with a function only`() {
        let fact = "2026-01-10 consent_granted purpose=newsletter channel=email basis=professional_interest"

        #expect(Self.answer(Self.professional, fact).ground == .basis(.professionalInterest))
        #expect(!Self.answer(Self.generic, fact).isAllowed)
        #expect(!Self.answer(Self.personal, fact).isAllowed)
        #expect(!Self.answer(Addressee(email: Self.professional.email), fact).isAllowed)
    }

    @Test func `is so about similar products for who has paid only`() {
        let fact = "2026-01-10 consent_granted purpose=newsletter channel=email basis=similar_product"
        var client = Self.personal
        client.hasPaid = true

        #expect(Self.answer(client, fact).ground == .basis(.similarProduct))
        #expect(!Self.answer(Self.personal, fact).isAllowed)
    }

    @Test func `is so at the address of an organisation, until it refuses`() {
        #expect(Self.answer(Self.generic).ground == .organisation)
        #expect(!Self.answer(Self.generic, "2026-01-10 unsubscribed").isAllowed)
    }

    @Test func `is not so without an address, for another channel, or when restricted`() {
        let granted = "2026-01-10 consent_granted purpose=newsletter channel=email"

        #expect(!Self.answer(Addressee(), granted).isAllowed)
        #expect(!Self.answer(Self.professional, granted, on: .sms).isAllowed)
        #expect(!Self.answer(Self.professional, granted, "2026-01-11 consent_withdrawn channel=processing").isAllowed)
    }

    @Test func `is so by letter until refused`() {
        let offers = Purpose.shipped[1]
        func register(_ facts: String...) -> ConsentRegister {
            ConsentRegister(Cast.dossier(facts).activities, purposes: Purpose.shipped, at: Cast.now)
        }
        #expect(register().answer(offers, on: .letter, to: Self.personal).ground == .notRefused)
        #expect(
            !register("2026-01-10 unsubscribed channel=letter").answer(offers, on: .letter, to: Self.personal).isAllowed
        )
    }

    @Test func `knows a client by what was paid and not paid back`() {
        func hasPaid(_ facts: String...) -> Bool {
            Addressee.hasPaid(Cast.dossier(facts).activities, at: Cast.now)
        }
        #expect(hasPaid("2026-01-10 payment_received amount=100 currency=EUR"))
        #expect(!hasPaid("2026-01-10 payment_received amount=100", "2026-01-12 payment_refunded amount=100"))
        #expect(!hasPaid("2026-01-10 payment_received amount=100 message_id=a", "2026-01-11 note_added voids=a"))
    }
}

@Suite struct `A text of consent` {
    let text = ConsentText(
        .init(purpose: "offers", language: .french, version: 2), body: "Oui", createdAt: Cast.now, createdBy: "a")

    @Test func `is mended in place while nobody has read it`() throws {
        #expect(try text.rewritten(" Oui, bien sûr ", by: "b", at: Cast.now).reference.version == 2)
        #expect(try text.rewritten("Oui", by: "b", at: Cast.now) == text)
        #expect(throws: ConsentText.Problem.empty) { try text.rewritten(" \n", by: "b", at: Cast.now) }
    }

    @Test func `is a new version once it is a proof`() throws {
        let used = ConsentText(
            text.reference, body: text.body, createdAt: Cast.now, createdBy: "a", usedAt: Cast.now)

        let new = try used.rewritten("Non", by: "b", at: Cast.now)

        #expect(new.reference.description == "offers/fr/3")
        #expect(new.usedAt == nil)
    }

    @Test(arguments: ["", "offers/fr", "offers/fr/0", "offers/de/1", "/fr/1", "offers/fr/1/2"])
    func `is known by nothing else than its reference`(text: String) {
        #expect(ConsentText.Reference(text) == nil)
    }
}

@Suite struct `A link of a contact` {
    @Test func `is read as it was written`() {
        for use in [
            ContactLink.Use.preferences, .unsubscribing(purpose: "newsletter", .email),
            .unsubscribing(purpose: nil, .sms),
        ] {
            let link = ContactLink(use, of: .init(42), in: .init(3), at: Cast.now)
            let parts = ContactLink.parts(of: link.text(sealed: "seal"))
            #expect(parts?.link == link)
            #expect(parts?.seal == "seal")
        }
    }

    @Test(arguments: [
        "", "p-1-2-3", "p-0-2-3-s", "p-1-2-x-s", "p-1-2-3-s-", "u-1-2-newsletter-site-3-s", "q-1-2-3-s", "p-01-2-3-s",
    ])
    func `is nothing else`(text: String) {
        #expect(ContactLink.parts(of: text) == nil)
    }
}
