/// A contact that an introducer brought: when, and what became of it.
package struct Introduction: Hashable, Sendable {
    package struct Payment: Hashable, Sendable {
        package let activity: Int64
        package let at: Instant
        /// Negative for a refund.
        package let amount: Number

        package init(activity: Int64, at: Instant, amount: Number) {
            self.activity = activity
            self.at = at
            self.amount = amount
        }
    }

    package let contact: Contact.ID
    package let at: Instant
    /// The first fact about the contact, whoever brought it.
    package let firstFact: Instant
    /// Oldest first, in the currency of the workspace.
    package let payments: [Payment]
    /// The first arrival at the stage of the terms.
    package let arrival: Instant?

    package init(contact: Contact.ID, at: Instant, firstFact: Instant, payments: [Payment], arrival: Instant?) {
        self.contact = contact
        self.at = at
        self.firstFact = firstFact
        self.payments = payments
        self.arrival = arrival
    }

    /// Something that is owed.
    package struct Due: Hashable, Sendable {
        /// Unique among all that an introducer is ever owed: what is on one statement never comes on another.
        package let key: String
        package let contact: Contact.ID
        package let at: Instant
        /// What it is a part of: the payment.
        package let base: Number?
        package let amount: Number

        package init(key: String, contact: Contact.ID, at: Instant, base: Number?, amount: Number) {
            self.key = key
            self.contact = contact
            self.at = at
            self.base = base
            self.amount = amount
        }
    }

    package enum Verdict: Hashable, Sendable {
        case owed([Due])
        /// Not yet at the stage, or no sale yet; by when it has to be.
        case open(until: Instant?)
        case tooLate
        case known(since: Instant)
    }

    /// What the terms make of it at `now`.
    package func verdict(_ terms: Introducer.Terms, at now: Instant) -> Verdict {
        if terms.onlyNew, firstFact < at { return .known(since: firstFact) }
        let end = terms.window.map { at + Int64($0) * Instant.day }
        switch terms.price {
        case .perLead(let price):
            guard let arrival, arrival <= now else { return waiting(until: end, at: now) }
            // Who was there before has reached nothing by the introduction.
            guard arrival >= at else { return .known(since: arrival) }
            guard arrival <= end ?? arrival else { return .tooLate }
            return .owed([
                Due(key: "lead:\(contact.value)", contact: contact, at: arrival, base: nil, amount: price)
            ])
        case .shareOfSale(let share):
            let dues = sales(until: end, at: now, onlyFirst: terms.onlyFirstSale).map { payment in
                Due(
                    key: "payment:\(payment.activity)", contact: contact, at: payment.at, base: payment.amount,
                    amount: payment.amount.share(share))
            }.filter { $0.amount != .zero }
            return dues.isEmpty ? waiting(until: end, at: now) : .owed(dues)
        }
    }

    private func waiting(until end: Instant?, at now: Instant) -> Verdict {
        end.map { $0 < now } ?? false ? .tooLate : .open(until: end)
    }

    /// The payments that count, and the refunds of these: never more than was counted. A refund counts whenever it comes.
    private func sales(until end: Instant?, at now: Instant, onlyFirst: Bool) -> [Payment] {
        var result: [Payment] = []
        var counted = Number.zero
        for payment in payments where payment.at >= at && payment.at <= now {
            if payment.amount > .zero {
                guard payment.at <= end ?? payment.at, !(onlyFirst && counted > .zero) else { continue }
                guard !(onlyFirst && !result.isEmpty) else { continue }
                counted = counted + payment.amount
                result.append(payment)
            } else if counted > .zero {
                let amount = max(payment.amount, -counted)
                counted = counted + amount
                result.append(Payment(activity: payment.activity, at: payment.at, amount: amount))
            }
        }
        return result
    }
}
