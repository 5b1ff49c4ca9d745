import Verger

/// The generated contacts, each made from its number alone.
struct People: Sendable {
    let seed: UInt64
    let agenda: Agenda
    let firms: Firms
    /// How many contacts and companies come first that are not generated.
    let firstNumber: Int
    let firstFirm: Int

    static func externalID(_ number: Int) -> String { "C-" + (number + 1).padded(to: 6) }

    /// The contact with this number, and their year. `number` counts all contacts, from 0.
    func chronicle(_ number: Int) -> Chronicle {
        var chance = SplitMix64(seed: seed, subject: 2, number: number)
        let seat = Seat(of: number - firstNumber)
        let firm = firms.firm(seat.firm + firstFirm)
        let fate = firm.isCompetitor ? .spy : Fate.drawn(&chance)
        var origin = Origin.drawn(for: fate, &chance)
        let fair = origin == .fair ? self.fair(for: fate, &chance) : nil
        if origin == .fair, fair == nil { origin = .search }
        let beginning = fair.map { onStand(at: $0, &chance) } ?? anyTime(in: fate.beginning, &chance)

        var draft = Draft(number: number, seat: seat, firm: firm, fate: fate, beginning: beginning)
        draft.source = fair?.name ?? origin.name
        let person = self.person(draft, &chance)
        var story = Story(
            agenda: agenda, number: number + 1, origin: origin, beginning: beginning,
            chance: SplitMix64(seed: seed, subject: 3, number: number))
        story.unfold(fate, at: fair)
        if person.email != nil, let attention = Attention.drawn(for: fate, &chance) {
            story.receiveMail(from: beginning, attention)
        }
        return Chronicle(person: person, facts: story.timeline)
    }

    private func fair(for fate: Fate, _ chance: inout SplitMix64) -> Fair? {
        let suitable = agenda.fairs.filter { fair in
            let age = (agenda.now - agenda.zone.start(of: fair.firstDay)) / Instant.day
            return fate.beginning.contains(Int(age))
        }
        return suitable.isEmpty ? nil : chance.pick(suitable)
    }

    private func onStand(at fair: Fair, _ chance: inout SplitMix64) -> Instant {
        let day = fair.firstDay.number + Int64(chance.number(in: 0...Int(fair.lastDay.number - fair.firstDay.number)))
        let time =
            Int64(chance.number(in: 570...1050)) * Instant.minute + Int64(chance.number(below: 60)) * Instant.second
        return agenda.zone.instant(atClock: day * Instant.day + time)
    }

    private func anyTime(in daysAgo: ClosedRange<Int>, _ chance: inout SplitMix64) -> Instant {
        let day = agenda.zone.day(at: agenda.now).number - Int64(chance.number(in: daysAgo))
        let time = Int64(chance.number(in: 25_200...79_200)) * Instant.second
        return agenda.zone.instant(atClock: day * Instant.day + time)
    }
}
