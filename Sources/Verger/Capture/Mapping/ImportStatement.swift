/// Where an imported list comes from, and on what ground the people in it may be written to, as somebody said when it was
/// imported. It is kept as proof, and never makes a consent.
package struct ImportStatement: Hashable, Sendable {
    package enum Ground: String, CaseIterable, Sendable {
        /// They agreed, and the list says when or how.
        case consent
        /// They bought something similar from us.
        case customers
        /// Professional addresses, for what concerns their work.
        case professional
        /// They are not written to before they agree.
        case none

        package var label: Sentence {
            switch self {
            case .consent:
                Sentence(fr: "Elles ont donné leur accord", en: "They agreed to it")
            case .customers:
                Sentence(
                    fr: "Ce sont nos clients, pour des produits semblables",
                    en: "They are our customers, for similar products")
            case .professional:
                Sentence(
                    fr: "Ce sont des adresses professionnelles, et cela concerne leur métier",
                    en: "They are professional addresses, and it concerns their work")
            case .none:
                Sentence(
                    fr: "Aucun\u{A0}: on ne leur écrit pas avant qu’elles ne l’acceptent",
                    en: "None: they are not written to before they agree")
            }
        }
    }

    /// In the words of whoever imports: `liste des visiteurs, Salon de Lyon, remise par l’organisateur`.
    package var origin: String
    package var ground: Ground
    /// How the accord was given, where there is one.
    package var proof: String?

    package static let longest = 500

    package init(origin: String, ground: Ground, proof: String? = nil) {
        self.origin = origin
        self.ground = ground
        self.proof = proof
    }

    /// What keeps it from being kept; `path` is a name of the form.
    package var problems: [Problem] {
        var problems: [Problem] = []
        if origin.trimmedOrNil == nil {
            problems.append(
                Problem(
                    Sentence(
                        fr:
                            "Dites d’où vient cette liste, par exemple «\u{A0}visiteurs du salon de Lyon, remise par l’organisateur\u{A0}».",
                        en:
                            "Say where this list comes from, such as “visitors of the Lyon fair, given by its organiser”."
                    ),
                    path: "origin"))
        }
        if ground == .consent, proof?.trimmedOrNil == nil {
            problems.append(
                Problem(
                    Sentence(
                        fr: "Dites quand et comment l’accord a été donné\u{A0}: c’est ce qu’il faudra montrer.",
                        en: "Say when and how they agreed: that is what will have to be shown."),
                    path: "proof"))
        }
        return problems
    }

    /// Whether it shows that the people of the file agreed.
    package var provesConsent: Bool {
        ground == .consent && origin.trimmedOrNil != nil && proof?.trimmedOrNil != nil
    }

    /// What keeps it from being kept with a file that is read by `mapping`.
    package func problems(for mapping: ImportMapping) -> [Problem] {
        let column = mapping.columns.first { column in
            if case .consent? = column.target { true } else { false }
        }
        guard let column, ground != .consent else { return problems }
        let unproven = Problem(
            Sentence(
                fr:
                    "La colonne «\u{A0}\(column.title)\u{A0}» dit qui a donné son accord\u{A0}: choisissez «\u{A0}\(Ground.consent.label.fr)\u{A0}» et dites quand et comment, ou laissez cette colonne de côté.",
                en:
                    "The column “\(column.title)” says who agreed: choose “\(Ground.consent.label.en)” and say when and how, or leave that column aside."
            ), path: "ground")
        return problems + [unproven]
    }

    package var document: Document {
        .object([("origin", .text(origin)), ("ground", .text(ground.rawValue)), ("proof", .text(orNull: proof))])
    }

    package init?(_ document: Document) {
        guard let origin = document["origin"]?.text,
            let ground = document["ground"]?.text.flatMap(Ground.init(rawValue:))
        else { return nil }
        self.init(origin: origin, ground: ground, proof: document["proof"]?.text)
    }
}
