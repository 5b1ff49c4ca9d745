import Verger

/// What is known of a contact before the profile is drawn.
struct Draft {
    let number: Int
    let seat: Seat
    let firm: Firm
    let fate: Fate
    let beginning: Instant
    var source = ""

    /// Some of those who buy nothing for a company are in none.
    func isAlone(_ chance: inout SplitMix64) -> Bool {
        switch fate {
        case .silent, .visitor, .subscriber, .curious: chance.happens(8)
        case .unreachable, .unsubscriber, .reader, .boothVisitor, .evaluator, .talker, .loser, .asker, .negotiator,
            .signer, .buyer, .refunded, .ambassador, .spy:
            false
        }
    }

    /// Some are known by their telephone only.
    func hasNoEmail(_ chance: inout SplitMix64) -> Bool {
        switch fate {
        case .curious, .boothVisitor, .asker: firm.town.country == "FR" && chance.happens(12)
        case .silent, .visitor, .unreachable, .unsubscriber, .reader, .subscriber, .evaluator, .talker, .loser,
            .negotiator, .signer, .buyer, .refunded, .ambassador, .spy:
            false
        }
    }
}

extension People {
    func person(_ draft: Draft, _ chance: inout SplitMix64) -> Person {
        let (first, last, isWoman) = name(draft)
        let isAlone = draft.isAlone(&chance)
        let hasNoEmail = draft.hasNoEmail(&chance)
        let titles = chance.happens(draft.fate.decides) ? JobTitle.deciding(in: draft.firm.size) : JobTitle.others
        let title = chance.pick(titles)
        var person = Person(
            externalID: People.externalID(draft.number), firstName: first, lastName: last,
            jobTitle: isWoman ? title.woman : title.man, town: draft.firm.town, source: draft.source,
            createdAt: draft.beginning)
        let domain = isAlone ? "courriel.example" : draft.firm.domain
        if !hasNoEmail {
            person.email = address(first, last, number: isAlone ? draft.number + 1 : nil, draft.firm) + "@" + domain
        }
        if !isAlone { person.company = draft.firm.externalID }
        if draft.firm.town.country == "FR", hasNoEmail || chance.happens(70) {
            person.phone = FictionalPhone.number(&chance)
        }
        if draft.fate.isFollowed {
            person.owner = chance.pick(Staff.all)
            if chance.happens(35) { person.purchaseHorizon = chance.pick([1, 2, 3, 3, 6, 6, 9, 12, 18]) }
            if chance.happens(10) { person.tags.append("vip") }
        }
        if chance.happens(6) { person.tags.append("multi-sites") }
        return person
    }

    /// Distinct first and family names within a company.
    private func name(_ draft: Draft) -> (first: String, last: String, isWoman: Bool) {
        var chance = SplitMix64(seed: seed, subject: 4, number: draft.seat.firm)
        let names = PersonName.women.count + PersonName.men.count
        let first = (chance.number(below: names) + draft.seat.position * 7) % names
        let last =
            (chance.number(below: PersonName.families.count) + draft.seat.position * 11) % PersonName.families.count
        let isWoman = first % 2 == 0
        let pool = isWoman ? PersonName.women : PersonName.men
        return (pool[first / 2], PersonName.families[last], isWoman)
    }

    /// The part before the @, in the manner of the company.
    private func address(_ first: String, _ last: String, number: Int?, _ firm: Firm) -> String {
        if let number { return "\(first.slug).\(last.slug).\(number)" }
        return switch firm.size % 3 {
        case 0: "\(first.slug).\(last.slug)"
        case 1: "\(first.slug.prefix(1)).\(last.slug)"
        default: first.slug
        }
    }
}
