/// What a person demands about what is known of them (GDPR, articles 15 to 21), with the time that the law gives to answer.
package struct RightsRequest: Hashable, Sendable, Identifiable {
    package enum Kind: String, CaseIterable, Sendable {
        case access, rectification, erasure, restriction
        case profilingObjection = "profiling_objection"
        case marketingObjection = "marketing_objection"
        case portability
    }

    package enum Origin: String, CaseIterable, Sendable {
        /// From the preference page.
        case person
        case staff
    }

    package enum Outcome: String, CaseIterable, Sendable {
        case granted, refused
    }

    package enum Problem: Error, Hashable, Sendable {
        case closed
        case reasonMissing
        case extendedAlready
        /// The person must hear of it within the first month.
        case tooLateToExtend
        case badDay
    }

    package let id: Int64
    /// Nil for somebody who is not known here, or no longer.
    package let contact: Contact.ID?
    /// Who asks, where no contact says it.
    package let subject: String?
    package let kind: Kind
    package let origin: Origin
    package let receivedOn: Day
    package private(set) var extensionReason: String?
    /// The e-mail address of who sees to it.
    package private(set) var handler: String?
    package private(set) var outcome: Outcome?
    package private(set) var closedAt: Instant?

    package init(
        id: Int64, contact: Contact.ID?, subject: String? = nil, kind: Kind, origin: Origin, receivedOn: Day,
        extensionReason: String? = nil, handler: String? = nil, outcome: Outcome? = nil, closedAt: Instant? = nil
    ) {
        self.id = id
        self.contact = contact
        self.subject = subject
        self.kind = kind
        self.origin = origin
        self.receivedOn = receivedOn
        self.extensionReason = extensionReason
        self.handler = handler
        self.outcome = outcome
        self.closedAt = closedAt
    }

    package var isOpen: Bool { outcome == nil }
    package var isExtended: Bool { extensionReason != nil }

    // MARK: The clock

    /// The last day to answer: one month after receipt, three when extended (article 12(3)); a working day.
    /// Source: regulation (EEC, Euratom) 1182/71, article 3.
    package func deadline(_ holidays: Holidays = .french) -> Day {
        receivedOn.adding(months: isExtended ? 3 : 1).rolledToWorkingDay(holidays)
    }

    /// Negative when late.
    package func daysLeft(on day: Day, _ holidays: Holidays = .french) -> Int {
        Int(deadline(holidays).number - day.number)
    }

    // MARK: What one does with it

    package mutating func take(by actor: String) throws(Problem) {
        guard isOpen else { throw .closed }
        handler = actor
    }

    /// Two more months, for what is complex; the person is told why within the first.
    package mutating func extend(because reason: String, on day: Day) throws(Problem) {
        guard isOpen else { throw .closed }
        guard !isExtended else { throw .extendedAlready }
        guard let reason = reason.trimmedOrNil else { throw .reasonMissing }
        guard day <= deadline() else { throw .tooLateToExtend }
        extensionReason = reason
    }

    /// A refusal needs its reason, which the person is told with the ways to complain (article 12(4)).
    package mutating func close(
        _ outcome: Outcome, because note: String?, by actor: String, at now: Instant
    ) throws(Problem) {
        guard isOpen else { throw .closed }
        if outcome == .refused, note?.trimmedOrNil == nil { throw .reasonMissing }
        handler = handler ?? actor
        self.outcome = outcome
        closedAt = now
    }
}

extension Day {
    /// The same day of a later month; its last one where the month is too short.
    package func adding(months: Int) -> Day {
        let index = year * 12 + (month - 1) + months
        let (year, month) = (index / 12, index % 12 + 1)
        let length = Day.length(ofMonth: month, year: year)
        return Day(year: year, month: month, day: min(day, length)) ?? self
    }

    fileprivate func rolledToWorkingDay(_ holidays: Holidays) -> Day {
        var day = self
        while day.weekday >= 6 || holidays.contains(day) { day = day.next }
        return day
    }
}
