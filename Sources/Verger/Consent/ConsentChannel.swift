/// A way to reach somebody, or a use of what is known of them, that they may allow or refuse: the `channel` of the
/// activities of consent. Only the first four carry messages.
package enum ConsentChannel: String, CaseIterable, Sendable {
    case email, phone, sms, letter
    /// Visits of the site, joined to the person.
    case site
    /// When a person opens a mail.
    case opens
    /// Scores and temperature.
    case profile
    /// Everything but keeping (GDPR, article 18).
    case processing

    /// Those by which messages go.
    package static let messages: [ConsentChannel] = [.email, .phone, .sms, .letter]

    /// The channel of an activity; an absent one means e-mail. Nil for what is none of these.
    package init?(of activity: Activity) {
        guard let name = activity.channel else {
            self = .email
            return
        }
        self.init(rawValue: name.folded)
    }

    package var isMessage: Bool { ConsentChannel.messages.contains(self) }

    /// Whether nothing needs to be asked: who does not want it says so (GDPR, article 21).
    package var isOpenUntilRefused: Bool {
        switch self {
        case .letter, .profile, .processing: true
        case .email, .phone, .sms, .site, .opens: false
        }
    }

    package var label: Sentence {
        switch self {
        case .email: Sentence(fr: "e-mail", en: "e-mail")
        case .phone: Sentence(fr: "téléphone", en: "phone")
        case .sms: Sentence(fr: "SMS", en: "SMS")
        case .letter: Sentence(fr: "courrier", en: "letter")
        case .site: Sentence(fr: "visites du site", en: "site visits")
        case .opens: Sentence(fr: "ouverture des e-mails", en: "opening of e-mails")
        case .profile: Sentence(fr: "score", en: "score")
        case .processing: Sentence(fr: "tout traitement", en: "all processing")
        }
    }
}
