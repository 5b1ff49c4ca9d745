/// What must be known of a person to say whether one may write to them.
package struct Addressee: Hashable, Sendable {
    /// Whose mailbox an address is.
    package enum Mailbox: String, CaseIterable, Sendable {
        /// Of a department: contact@, info@. It belongs to an organisation, and is no personal datum.
        case organisation
        /// Of a person, at the domain of an organisation.
        case professional
        /// At a provider where anyone takes an address.
        case personal

        package init(_ address: EmailAddress) {
            if EmailAddress.isFreeMail(address.domain) {
                self = .personal
            } else {
                self = address.isRole ? .organisation : .professional
            }
        }

        package var label: Sentence {
            switch self {
            case .organisation: Sentence(fr: "adresse générique", en: "generic address")
            case .professional: Sentence(fr: "adresse professionnelle", en: "professional address")
            case .personal: Sentence(fr: "adresse personnelle", en: "personal address")
            }
        }
    }

    package var email: EmailAddress?
    package var phone: String?
    package var jobTitle: String?
    package var hasPaid: Bool

    package init(email: EmailAddress? = nil, phone: String? = nil, jobTitle: String? = nil, hasPaid: Bool = false) {
        self.email = email
        self.phone = phone
        self.jobTitle = jobTitle
        self.hasPaid = hasPaid
    }

    package init(_ contact: Contact, hasPaid: Bool) {
        self.init(
            email: contact.fields[.email].flatMap { EmailAddress($0) }, phone: contact.fields[.phone],
            jobTitle: contact.fields[.jobTitle]?.trimmedOrNil, hasPaid: hasPaid)
    }

    package var mailbox: Mailbox? { email.map { Mailbox($0) } }

    /// Whether money came in and did not all go back, by what is recorded up to `now`.
    package static func hasPaid(_ timeline: [Activity], at now: Instant) -> Bool {
        var balance = Number.zero
        for activity in timeline.unvoided(at: now) {
            switch activity.kind {
            case "payment_received": balance = balance + (activity.amount ?? .zero)
            case "payment_refunded": balance = balance - (activity.amount ?? .zero)
            default: break
            }
        }
        return balance > .zero
    }
}

extension [Activity] {
    /// Those up to `now` that no correction up to `now` voids, in their order.
    package func unvoided(at now: Instant) -> [Activity] {
        let void = Set(
            VoidPeriod.periods(in: self).filter { period in
                period.since <= now && period.until.map { now < $0 } ?? true
            }.map(\.activity))
        return filter { $0.at <= now && !void.contains($0.id) }
    }
}
