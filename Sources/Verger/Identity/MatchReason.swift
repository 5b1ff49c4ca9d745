/// One part of a judgement as a person reads it.
package struct MatchReason: Hashable, Sendable {
    package let sentence: Sentence
    package let part: Judgement.Part

    /// How much it says, in words.
    package enum Strength: Sendable {
        case veryStrong, strong, weak, against

        package var label: Sentence {
            switch self {
            case .veryStrong: Sentence(fr: "très fort", en: "very strong")
            case .strong: Sentence(fr: "fort", en: "strong")
            case .weak: Sentence(fr: "faible", en: "weak")
            case .against: Sentence(fr: "contre", en: "against")
            }
        }
    }

    package var strength: Strength {
        switch part.weight {
        case 10...: .veryStrong
        case 5...: .strong
        case 0...: .weak
        default: .against
        }
    }

    /// What speaks for first, the strongest first.
    package static func reasons(
        _ judgement: Judgement, _ left: MatchProfile, _ right: MatchProfile
    ) -> [MatchReason] {
        judgement.parts.sorted { $0.weight > $1.weight }.map { part in
            MatchReason(
                sentence: sentence(part, left.values[part.field]?.text ?? "", right.values[part.field]?.text ?? ""),
                part: part)
        }
    }

    private static func sentence(_ part: Judgement.Part, _ left: String, _ right: String) -> Sentence {
        switch part.agreement {
        case .same: part.field.sameness
        case .close:
            Sentence(
                fr:
                    "\(part.field.label.fr) presque pareil\(part.field.isFeminine ? "le" : "")\u{A0}: \(left) ~ \(right)",
                en: "nearly the same \(part.field.label.en): \(left) ~ \(right)")
        case .different:
            Sentence(
                fr: "\(part.field.label.fr) différent\(part.field.isFeminine ? "e" : "")\u{A0}: \(left), \(right)",
                en: "other \(part.field.label.en): \(left), \(right)")
        }
    }
}

extension MatchField {
    fileprivate var isFeminine: Bool {
        switch self {
        case .birthDate, .address, .city, .company: true
        case .email, .phone, .firstName, .lastName, .postalCode, .siren, .domain: false
        }
    }

    fileprivate var sameness: Sentence { Sentence(fr: "même \(label.fr)", en: "same \(label.en)") }
}
