/// How long one may keep somebody who no longer says anything.
/// Source: CNIL, référentiel on commercial management: three years from the last contact that came from the person; a
/// click counts, an open does not. Customers: the relation and three years.
package struct Retention: Hashable, Sendable {
    /// What a client is kept at least, after the last sign of the relation.
    package static let clientMonths = 36
    /// How long the person may take to answer the question.
    package static let answerTime = 30 * Instant.day

    /// After the person’s last act.
    package let months: Int
    package let zone: Zone
    /// The kinds by which a person makes contact.
    package let kinds: Set<String>

    package init(months: Int, zone: Zone, kinds: [ActivityKind] = ActivityKind.catalogue) {
        self.months = months
        self.zone = zone
        self.kinds = Set(kinds.filter(\.isContactByThePerson).map(\.name))
    }

    /// What is known of one contact at an instant.
    package struct Finding: Hashable, Sendable {
        /// What the time runs from: the last act, else the first fact.
        package let from: Instant
        /// The act; nil when the person never did anything.
        package let activity: Activity?
        package let isClient: Bool
        /// When the person is too old to be kept without a word.
        package let dueAt: Instant
    }

    package enum State: Hashable, Sendable {
        case kept
        /// To be asked once, at an address.
        case toAsk
        /// Asked; silence until then means no.
        case waiting(until: Instant)
        case toPurge
    }

    /// `firstFact`: when the contact was collected.
    package func finding(_ timeline: [Activity], firstFact: Instant, at now: Instant) -> Finding {
        let seen = timeline.unvoided(at: now)
        let last = seen.last { isContact($0) }
        let isClient = Addressee.hasPaid(timeline, at: now)
        let from = max(last?.at ?? firstFact, firstFact == .distantFuture ? .distantPast : firstFact)
        let span = Span(isClient ? max(months, Retention.clientMonths) : months, .month)
        return Finding(from: from, activity: last, isClient: isClient, dueAt: span.after(from, in: zone))
    }

    /// What is to be done with a contact. `askedAt`: when the question was asked.
    package func state(of finding: Finding, askedAt: Instant?, canBeAsked: Bool, at now: Instant) -> State {
        guard finding.dueAt <= now else { return .kept }
        guard let askedAt, askedAt >= finding.from else { return canBeAsked ? .toAsk : .toPurge }
        let end = askedAt + Retention.answerTime
        return now < end ? .waiting(until: end) : .toPurge
    }

    /// Nobody whose last act is after this instant is due.
    package func cutoff(at now: Instant) -> Instant { Span(months, .month).before(now, in: zone) }

    private func isContact(_ activity: Activity) -> Bool {
        if kinds.contains(activity.kind) { return !activity.isByMachine }
        return ConsentStatement(activity)?.isByThePerson ?? false
    }
}

extension ActivityKind {
    /// Clicks, replies, forms, exchanges, orders; never opens, visits, nor what we did.
    fileprivate var isContactByThePerson: Bool {
        (direction == .inbound || direction == .twoWay) && group != "visit" && group != "outbound"
    }
}

extension Activity {
    /// A click that a scanner made, as its verdict says.
    fileprivate var isByMachine: Bool {
        properties["verdict"].map { ["bot", "likely_bot", "proxy"].contains($0) } ?? false
    }
}

extension Span {
    /// `instant` + this span, by the calendar of `zone`; the last day of a month that is too short.
    package func after(_ instant: Instant, in zone: Zone) -> Instant {
        if let exact = exactMicroseconds { return instant + exact }
        let clock = zone.clock(at: instant)
        let day = Day(number: clock.floorDivided(by: Instant.day))
        let time = clock - day.number * Instant.day
        let later = day.adding(months: unit == .year ? amount * 12 : amount)
        return zone.instant(atClock: later.number * Instant.day + time)
    }
}
