/// A form that was sent, as it is kept: what was answered to which version, when, from where, and what became of it.
package struct Submission: Hashable, Sendable, Identifiable {
    /// By which way it came.
    package enum Way: String, CaseIterable, Sendable {
        case page, embed, frame, kiosk, api

        package var label: Sentence {
            switch self {
            case .page: Sentence(fr: "page", en: "page")
            case .embed: Sentence(fr: "site", en: "site")
            case .frame: Sentence(fr: "cadre", en: "frame")
            case .kiosk: Sentence(fr: "kiosque", en: "kiosk")
            case .api: Sentence(fr: "API", en: "API")
            }
        }
    }

    package let id: Int64
    package let form: Int64
    package let version: Int
    package let key: String
    package let way: Way
    package let at: Instant
    package let receivedAt: Instant
    package let contact: Contact.ID?
    package let answers: [FormReading.Answer]
    /// Those that were ticked, in the words that were shown.
    package let consents: [FormConsent]
    package let touch: FormTouch
    /// Without its last part.
    package let address: String
    package let held: SubmissionVerdict.Reason?
    package let releasedBy: String?
    /// When the link in the mail was confirmed; nil before, and where none was asked for.
    package let confirmedAt: Instant?
    /// The landing page that it stood on; nil for none.
    package let landing: LandingOrigin?
    /// The program that sent it; nil for a person.
    package let sentBy: String?

    package init(
        id: Int64, form: Int64, version: Int, key: String, way: Way, at: Instant, receivedAt: Instant,
        contact: Contact.ID?, answers: [FormReading.Answer], consents: [FormConsent], touch: FormTouch, address: String,
        held: SubmissionVerdict.Reason?, releasedBy: String?, confirmedAt: Instant?, landing: LandingOrigin? = nil,
        sentBy: String? = nil
    ) {
        self.id = id
        self.form = form
        self.version = version
        self.key = key
        self.way = way
        self.at = at
        self.receivedAt = receivedAt
        self.contact = contact
        self.answers = answers
        self.consents = consents
        self.touch = touch
        self.address = address
        self.held = held
        self.releasedBy = releasedBy
        self.confirmedAt = confirmedAt
        self.landing = landing
        self.sentBy = sentBy
    }
}

/// Addresses of the network as they may be kept: without what tells one household from the next.
package enum ShortAddress {
    /// `203.0.113.0` of `203.0.113.77`, `2001:db8:1::` of `2001:db8:1:2::3`; empty when it is neither.
    package static func of(_ address: String) -> String {
        let mapped = address.lowercased().hasPrefix("::ffff:") ? String(address.dropFirst(7)) : address
        let parts = mapped.split(separator: ".", omittingEmptySubsequences: false)
        if parts.count == 4, parts.allSatisfy({ UInt8($0) != nil }) {
            return parts.prefix(3).joined(separator: ".") + ".0"
        }
        guard mapped.contains(":"), mapped.utf8.count <= 45,
            mapped.utf8.allSatisfy({
                $0 == 58 || $0 == 46 || $0 == 37 || ($0 | 0x20).isHexDigit || (48...57).contains($0)
            })
        else { return "" }
        let groups = mapped.split(separator: ":", omittingEmptySubsequences: false).prefix(3).prefix { !$0.isEmpty }
        return groups.joined(separator: ":") + "::"
    }
}

extension UInt8 {
    fileprivate var isHexDigit: Bool { (97...102).contains(self) }
}
