/// A box of a form, never ticked beforehand, that says what for and by which way one may write.
package struct FormConsent: Hashable, Sendable, Identifiable {
    package enum Channel: String, CaseIterable, Sendable {
        case email, phone, sms

        package var label: Sentence {
            switch self {
            case .email: Sentence(fr: "e-mail", en: "e-mail")
            case .phone: Sentence(fr: "téléphone", en: "phone")
            case .sms: Sentence(fr: "SMS", en: "text message")
            }
        }
    }

    /// Unique in its form: `c1`.
    package let id: String
    /// What for, by name: `newsletter`.
    package var purpose: String
    package var channel: Channel
    /// The very words that the person agrees to.
    package var text: String

    package init(id: String, purpose: String, channel: Channel, text: String) {
        self.id = id
        self.purpose = purpose
        self.channel = channel
        self.text = text
    }
}
