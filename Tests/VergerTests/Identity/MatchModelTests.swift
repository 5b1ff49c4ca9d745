import TestSupport
import Testing
import Verger

@Suite struct `The weights of a match` {
    /// The worked example of the linkage literature: rates m and u, and what they weigh.
    private static let example = MatchModel(
        rates: [
            .email: rates(0.9, 0.00001), .phone: rates(0.8, 0.0001), .lastName: rates(0.95, 0.01),
            .city: rates(0.85, 0.05),
        ], prior: 0.0001)

    private static func rates(_ m: Double, _ u: Double) -> [Agreement: MatchModel.Rates] {
        [.same: .init(m: m, u: u), .different: .init(m: 1 - m, u: 1 - u)]
    }

    private func judgement(_ agreements: [MatchField: Agreement]) -> Judgement {
        Self.example.judgement(of: MatchComparison(agreements))
    }

    @Test(arguments: [
        (MatchField.email, 16.4576, -3.3219), (.phone, 12.9658, -2.3218), (.lastName, 6.5699, -4.3074),
        (.city, 4.0875, -2.6630),
    ])
    func `are log2 of m over u`(field: MatchField, same: Double, different: Double) {
        #expect(abs(Self.example.weight(field, .same) - same) < 1e-4)
        #expect(abs(Self.example.weight(field, .different) - different) < 1e-4)
    }

    @Test func `add up to a probability`() {
        let all = judgement([.email: .same, .phone: .same, .lastName: .same, .city: .same])
        let allButEmail = judgement([.email: .different, .phone: .same, .lastName: .same, .city: .same])
        let nameAndCity = judgement([.email: .different, .phone: .different, .lastName: .same, .city: .same])

        #expect(abs(all.weight - 40.0807) < 1e-4)
        #expect(abs(allButEmail.weight - 20.3012) < 1e-4)
        #expect(abs(allButEmail.probability - 0.99232) < 1e-5)
        #expect(abs(nameAndCity.weight - 5.0136) < 1e-4)
        #expect(abs(nameAndCity.probability - 0.00322) < 1e-5)
    }

    @Test func `say nothing of a value that one of the two lacks`() {
        let comparison = MatchComparison(
            MatchProfile([.email: "a@borie.example", .city: "Lyon"]),
            MatchProfile([.city: "lyon", .phone: "+33612345678"]))

        #expect(comparison.agreements == [.city: .same])
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `are the same both ways, and a better agreement never lowers the odds`(seed: UInt64) {
        var random = RandomSource(seed: seed)
        for _ in 0..<100 {
            let (left, right) = (random.profile(), random.profile())
            #expect(MatchComparison(left, right) == MatchComparison(right, left), "\(left) \(right)")
            let judgement = MatchModel.people.judgement(of: MatchComparison(left, right))
            #expect((0...1).contains(judgement.probability))
            var agreements = MatchComparison(left, right).agreements
            for field in MatchField.allCases where agreements[field] == .different {
                agreements[field] = .same
                let better = MatchModel.people.judgement(of: MatchComparison(agreements))
                #expect(better.weight > judgement.weight, "\(field) \(left) \(right)")
            }
        }
    }

    @Test func `of shipped rates fall from same to different`() {
        for model in [MatchModel.people, .companies] {
            for field in model.rates.keys {
                let weights = Agreement.allCases.filter { model.rates[field]?[$0] != nil }.map {
                    model.weight(field, $0)
                }
                #expect(weights == weights.sorted(by: >), "\(field)")
                #expect(weights[0] > 0 && weights[weights.count - 1] < 0, "\(field)")
            }
        }
    }
}

@Suite struct `Two records of people` {
    private func verdict(_ left: [MatchField: String], _ right: [MatchField: String]) -> Judgement.Verdict {
        MatchModel.people.judgement(of: MatchComparison(MatchProfile(left), MatchProfile(right))).verdict
    }

    private let anne: [MatchField: String] = [
        .firstName: "Anne", .lastName: "Dupont", .phone: "+33612345678", .city: "Lyon", .company: "Borie SA",
        .email: "anne@borie.example",
    ]

    @Test func `are one when name and phone number agree`() {
        #expect(verdict(anne, [.firstName: "Anne", .lastName: "Dupond", .phone: "+33612345678"]) == .certain)
    }

    @Test func `are one when an address differs by what the mailbox ignores`() {
        #expect(
            verdict(
                [.email: "a.dupont+salon@gmail.com", .lastName: "Dupont"],
                [.email: "adupont@googlemail.com", .lastName: "Dupont"]) == .certain)
    }

    @Test func `are to be looked at when the full name is all that is known`() {
        #expect(verdict(anne, [.firstName: "anne", .lastName: "DUPONT"]) == .review)
        #expect(verdict(anne, [.firstName: "A.", .lastName: "Dupont", .city: "Lyon"]) == .review)
    }

    @Test func `are two when they work at the same place under the same number`() {
        #expect(
            verdict(
                anne,
                [
                    .firstName: "Paul", .lastName: "Martin", .phone: "+33612345678", .city: "Lyon", .company: "Borie",
                    .email: "paul@borie.example",
                ]) == .no)
    }

    @Test func `are two when they live at the same place under the same name`() {
        #expect(
            verdict(anne, [.firstName: "Jean", .lastName: "Dupont", .phone: "+33612345678", .city: "Lyon"]) == .no)
    }

    @Test func `are not one by the mailbox of a function`() {
        #expect(MatchProfile([.email: "contact@borie.example"])[.email] == nil)
    }

    @Test func `are not one by a name in another town and another company`() {
        #expect(
            verdict(
                anne,
                [
                    .firstName: "Anne", .lastName: "Dupont", .city: "Nantes", .company: "Mercier",
                ]) == .no)
    }

    @Test func `give their reasons as sentences, the strongest first`() {
        let (left, right) = (
            MatchProfile([.lastName: "Dupond", .phone: "+33612345678", .city: "Lyon"]),
            MatchProfile([.lastName: "Dupont", .phone: "+33612345678", .city: "Nantes"])
        )
        let reasons = MatchReason.reasons(
            MatchModel.people.judgement(of: MatchComparison(left, right)), left, right)

        #expect(
            reasons.map(\.sentence.en) == [
                "same phone", "nearly the same last name: Dupond ~ Dupont", "other town: Lyon, Nantes",
            ])
        #expect(reasons.map(\.strength.label.en) == ["very strong", "weak", "against"])
        #expect(reasons[2].sentence.fr == "ville différente\u{A0}: Lyon, Nantes")
    }

    @Test func `share a key when anything that tells them is the same`() {
        let keys = Set(MatchKeys.keys(ofPerson: MatchProfile(anne)))

        for other in [
            [MatchField.email: "anne+salon@borie.example"], [.phone: "+33612345678"],
            [.firstName: "Ane", .lastName: "Dupond"], [.lastName: "Dupond", .company: "BORIE"],
        ] {
            #expect(!keys.isDisjoint(with: MatchKeys.keys(ofPerson: MatchProfile(other))), "\(other)")
        }
        #expect(keys.isDisjoint(with: MatchKeys.keys(ofPerson: MatchProfile([.city: "Lyon", .lastName: "Dupont"]))))
    }
}

@Suite struct `Two records of companies` {
    private func verdict(_ left: [MatchField: String], _ right: [MatchField: String]) -> Judgement.Verdict {
        MatchModel.companies.judgement(of: MatchComparison(MatchProfile(left), MatchProfile(right))).verdict
    }

    @Test func `are one by their SIREN, their domain and their name`() {
        #expect(
            verdict([.siren: "732829320", .company: "Borie"], [.siren: "732 829 320", .company: "Borie SA"]) == .certain
        )
        #expect(verdict([.domain: "www.borie.example"], [.domain: "borie.example", .company: "Borie"]) == .review)
        #expect(verdict([.company: "SARL Borie"], [.company: "Borié"]) == .review)
        #expect(verdict([.company: "Borie", .siren: "732829320"], [.company: "Borie", .siren: "552008443"]) == .no)
    }

    @Test func `are not one by a domain where anyone has an address`() {
        #expect(MatchProfile([.domain: "gmail.com"])[.domain] == nil)
    }
}

extension RandomSource {
    fileprivate mutating func profile() -> MatchProfile {
        var texts: [MatchField: String] = [:]
        let names = ["Anne", "Jean", "Jean Pierre", "J", "Dupont", "Dupond", "Martin"]
        if chance(80) { texts[.firstName] = pick(names) }
        if chance(80) { texts[.lastName] = pick(names) }
        if chance(50) { texts[.email] = pick(["a@b.example", "c@b.example"]) }
        if chance(50) { texts[.phone] = pick(["+33612345678", "+33612345679"]) }
        if chance(50) { texts[.city] = pick(["Lyon", "Lyons", "Nantes"]) }
        if chance(50) { texts[.postalCode] = pick(["69001", "69002", "44000"]) }
        if chance(50) { texts[.birthDate] = pick(["1980-03-12", "1980-12-03", "1980-03-13", "1991-07-01"]) }
        return MatchProfile(texts)
    }
}
