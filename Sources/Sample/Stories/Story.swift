import Verger

/// The year of one contact, told fact by fact. A fact that would come after now is not told.
struct Story {
    let agenda: Agenda
    /// Of the contact, from 1.
    let number: Int
    /// Where the contact came from.
    let origin: Origin
    var chance: SplitMix64
    /// When the next fact happens.
    private(set) var clock: Instant
    private(set) var facts: [Fact] = []
    private var count = 0

    init(agenda: Agenda, number: Int, origin: Origin, beginning: Instant, chance: SplitMix64) {
        self.agenda = agenda
        self.number = number
        self.origin = origin
        self.chance = chance
        clock = beginning
    }

    /// In order of time.
    var timeline: [Fact] {
        facts.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
    }

    var hasEnded: Bool { clock > agenda.now }
}

extension Story {
    /// Tells that something happened now; returns its message id.
    @discardableResult
    mutating func tell(
        _ kind: String, by channel: String? = nil, for amount: Number? = nil, _ details: [Detail: String] = [:],
        edit: (inout Fact) -> Void = { _ in }
    ) -> String {
        count += 1
        let messageID = "borie-\(number.padded(to: 6))-\(count.padded(to: 3))"
        if !hasEnded {
            var fact = Fact(
                at: clock, kind: kind, channel: channel, amount: amount, messageID: messageID, details: details)
            edit(&fact)
            facts.append(fact)
        }
        pause(seconds: 20...150)
        return messageID
    }

    mutating func pause(seconds: ClosedRange<Int>) {
        clock = clock + Int64(chance.number(in: seconds)) * Instant.second
    }

    /// Lets days go by, to any hour at which people are up.
    mutating func wait(days: ClosedRange<Int>) {
        pass(days)
        clock = agenda.waking(from: clock)
        pause(seconds: 1...900)
    }

    /// Lets days go by, to opening hours.
    mutating func waitForOffice(days: ClosedRange<Int>) {
        pass(days)
        let opening = agenda.opening(from: clock)
        if opening != clock {
            clock = opening
            pause(seconds: 60...30_000)
        }
    }

    /// Tells something that goes on beside the rest from `start`, then comes back.
    mutating func meanwhile(from start: Instant, _ chapter: (inout Story) -> Void) {
        let kept = clock
        clock = start
        chapter(&self)
        clock = kept
    }

    private mutating func pass(_ days: ClosedRange<Int>) {
        let length = Int64(chance.number(in: days)) * Instant.day
        clock = clock + length + Int64(chance.number(in: -14_000...14_000)) * Instant.second
        if length == 0 { clock = clock + 4 * Instant.hour }
    }
}
