/// What is said about calls that can't be taken.
package enum TrackingSentences {
    /// Why a call that came with a site key is not recorded.
    package static func reserved(_ kind: ActivityKind) -> Sentence {
        Sentence(
            fr:
                "serait «\u{A0}\(kind.label.fr)\u{A0}», qu’une clé de site ne peut pas dire\u{A0}: tout le monde peut la lire. Envoyez-le de votre serveur, avec une clé de serveur",
            en:
                "would be “\(kind.label.en)”, which a site key can’t say: everyone can read it. Send it from your server, with a server key"
        )
    }

    static let notAnObject = Sentence(fr: "objet JSON attendu", en: "expected a JSON object")
    static let notAText = Sentence(fr: "texte attendu", en: "expected a text")
    static let noBatch = Sentence(
        fr: "liste d’appels attendue sous «\u{A0}batch\u{A0}»", en: "expected a list of calls under “batch”")
    static let nobody = Sentence(
        fr: "il faut un «\u{A0}userId\u{A0}» ou un «\u{A0}anonymousId\u{A0}» qui désigne quelqu’un",
        en: "a “userId” or an “anonymousId” that stands for someone is needed")
    static let noUser = Sentence(fr: "il faut un «\u{A0}userId\u{A0}»", en: "a “userId” is needed")
    static let noEvent = Sentence(
        fr: "il faut le nom de l’événement\u{A0}: «\u{A0}event\u{A0}»", en: "the name of the event is needed: “event”")
    static let noPrevious = Sentence(
        fr: "il faut l’identifiant précédent\u{A0}: «\u{A0}previousId\u{A0}»",
        en: "the former id is needed: “previousId”")
    static let noGroup = Sentence(
        fr: "il faut l’identifiant du groupe\u{A0}: «\u{A0}groupId\u{A0}»",
        en: "the id of the group is needed: “groupId”")

    static func unknownType(_ type: String?) -> Sentence {
        let kinds = TrackingCall.Kind.allCases.map(\.rawValue).joined(separator: ", ")
        guard let type else {
            return Sentence(fr: "il manque\u{202F}; attendu\u{A0}: \(kinds)", en: "missing; expected: \(kinds)")
        }
        return Sentence(
            fr: "«\u{A0}\(type)\u{A0}» n’est pas un type d’appel\u{202F}; attendu\u{A0}: \(kinds)",
            en: "“\(type)” is not a type of call; expected: \(kinds)")
    }

    static let badInstant = Sentence(
        fr: "date illisible\u{202F}; attendu\u{A0}: ISO 8601, comme 2026-02-28T17:30:00.000Z",
        en: "unreadable date; expected ISO 8601, like 2026-02-28T17:30:00.000Z")

    static func tooLong(_ length: Int) -> Sentence {
        Sentence(fr: "plus de \(length) caractères", en: "more than \(length) characters")
    }

    static func tooMany(_ limit: Int) -> Sentence {
        Sentence(
            fr: "plus de \(limit)\u{202F}; envoyez-en moins à la fois", en: "more than \(limit); send fewer at a time")
    }

    static func tooLarge(_ limit: Int, path: String = "") -> Problem {
        Problem(
            Sentence(
                fr: "plus de \(limit / 1024) Ko\u{202F}; envoyez moins à la fois",
                en: "more than \(limit / 1024) KB; send less at a time"), path: path)
    }
}
