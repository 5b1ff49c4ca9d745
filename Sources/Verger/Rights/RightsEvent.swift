/// One step in the life of a rights request.
package struct RightsEvent: Hashable, Sendable {
    package enum Step: String, CaseIterable, Sendable {
        case opened, taken, extended, noted, granted, refused

        package var label: Sentence {
            switch self {
            case .opened: Sentence(fr: "demande reçue", en: "request received")
            case .taken: Sentence(fr: "prise en charge", en: "taken in hand")
            case .extended: Sentence(fr: "délai prolongé", en: "time extended")
            case .noted: Sentence(fr: "note", en: "note")
            case .granted: Sentence(fr: "acceptée et close", en: "granted and closed")
            case .refused: Sentence(fr: "refusée et close", en: "refused and closed")
            }
        }
    }

    package let at: Instant
    /// Nil for the person.
    package let actor: String?
    package let step: Step
    package let note: String?

    package init(at: Instant, actor: String?, step: Step, note: String? = nil) {
        self.at = at
        self.actor = actor
        self.step = step
        self.note = note
    }
}
