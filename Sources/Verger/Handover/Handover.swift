/// The passage of a contact from marketing to sales: opened by its rise to a stage, with an owner, a clock and an answer.
package struct Handover: Hashable, Sendable, Identifiable {
    package enum Answer: Hashable, Sendable {
        case taken
        case refused(reason: String)
    }

    /// Where it stands.
    package enum State: Hashable, Sendable {
        /// Nobody has answered yet; there is time left, or none.
        case waiting, late
        /// Answered.
        case taken, refused
        /// The contact left before anybody answered.
        case missed
    }

    package let id: Int64
    package let contact: Contact.ID
    package let openedAt: Instant
    package let dueAt: Instant
    /// E-mail address of who is to answer; nil when nobody is named.
    package var owner: String?
    package private(set) var answer: Answer?
    package private(set) var answeredAt: Instant?
    /// E-mail address.
    package private(set) var answeredBy: String?
    /// When the contact left the stages that sales look after.
    package var closedAt: Instant?

    package init(
        id: Int64, contact: Contact.ID, openedAt: Instant, dueAt: Instant, owner: String? = nil, answer: Answer? = nil,
        answeredAt: Instant? = nil, answeredBy: String? = nil, closedAt: Instant? = nil
    ) {
        self.id = id
        self.contact = contact
        self.openedAt = openedAt
        self.dueAt = dueAt
        self.owner = owner
        self.answer = answer
        self.answeredAt = answeredAt
        self.answeredBy = answeredBy
        self.closedAt = closedAt
    }

    package func state(at now: Instant) -> State {
        switch answer {
        case .taken: .taken
        case .refused: .refused
        case nil: closedAt != nil ? .missed : now > dueAt ? .late : .waiting
        }
    }

    /// Whether the answer came, or failed to come, after its time.
    package func isLate(at now: Instant) -> Bool { (answeredAt ?? closedAt ?? now) > dueAt }
}

extension Handover {
    package enum Problem: Error, Hashable, Sendable {
        case answered(by: String)
        case closed
        case reasonMissing

        package var sentence: Sentence {
            switch self {
            case .answered(let person):
                Sentence(
                    fr: "\(person) a déjà répondu à ce passage", en: "\(person) has already answered this handover")
            case .closed:
                Sentence(
                    fr: "ce contact n’est plus à cette étape\u{A0}: le passage est clos",
                    en: "this contact has left the stage: the handover is closed")
            case .reasonMissing:
                Sentence(
                    fr: "un refus demande un motif, que le marketing lira",
                    en: "a refusal needs a reason, which marketing will read")
            }
        }
    }

    /// Sales look after the contact from now on.
    package mutating func take(by person: String, at now: Instant) throws(Problem) {
        try refuseSecondAnswer()
        answer = .taken
        answeredAt = now
        answeredBy = person
        owner = person
    }

    /// Sales give the contact back, and say why.
    package mutating func refuse(by person: String, reason: String, at now: Instant) throws(Problem) {
        try refuseSecondAnswer()
        guard reason.contains(where: { !$0.isWhitespace }) else { throw .reasonMissing }
        answer = .refused(reason: reason)
        answeredAt = now
        answeredBy = person
    }

    private func refuseSecondAnswer() throws(Problem) {
        if let answeredBy { throw .answered(by: answeredBy) }
        if closedAt != nil { throw .closed }
    }
}
