import Verger

/// What the rights desk says.
enum RightsWords {
    static let title = Sentence(fr: "Droits des personnes", en: "People’s rights")
    static let requests = Sentence(fr: "Demandes", en: "Requests")
    static let retention = Sentence(fr: "Conservation", en: "Retention")
    static let erased = Sentence(fr: "Personnes effacées", en: "Erased people")
    static let new = Sentence(fr: "Nouvelle demande", en: "New request")
    static let opened = Sentence(
        fr: "Demande enregistrée\u{A0}: le délai court.", en: "Request recorded: the clock runs.")
    static let taken = Sentence(fr: "La demande est à vous.", en: "The request is yours.")
    static let extended = Sentence(
        fr: "Délai prolongé de deux mois. Prévenez la personne, avec la raison.",
        en: "Two more months. Tell the person, with the reason.")
    static let noted = Sentence(fr: "Note ajoutée.", en: "Note added.")
    static let answered = Sentence(fr: "Demande close.", en: "Request closed.")
    static let incomplete = Sentence(fr: "réponse incomplète", en: "incomplete answer")
    static let unconfirmed = Sentence(
        fr: "Cochez la case\u{A0}: l’effacement est sans retour.", en: "Tick the box: an erasure can’t be undone.")

    static func daysLeft(_ days: Int, _ notation: Notation) -> String {
        switch days {
        case ..<0: notation.text("en retard de \(-days) j", "\(-days) d late")
        case 0: notation.text("aujourd’hui", "today")
        default: notation.text("\(days) j", "\(days) d")
        }
    }

    /// What granting does.
    static func effect(of kind: RightsRequest.Kind) -> Sentence {
        switch kind {
        case .access:
            Sentence(
                fr: "Remettez le dossier personnel à la personne, puis acceptez pour clore.",
                en: "Hand the personal file to the person, then grant to close.")
        case .portability:
            Sentence(
                fr: "Remettez le fichier JSON du dossier personnel, puis acceptez pour clore.",
                en: "Hand over the JSON of the personal file, then grant to close.")
        case .rectification:
            Sentence(fr: "Corrigez la fiche, puis acceptez pour clore.", en: "Mend the record, then grant to close.")
        case .erasure:
            Sentence(
                fr:
                    "Accepter efface la personne de toutes les tables, journal compris. Il ne reste qu’une empreinte qui l’empêche de revenir par un import, un formulaire, l’API ou le suivi.",
                en:
                    "Granting erases the person from every table, the log included. Only a hash stays, which keeps them from coming back by an import, a form, the API or the tracker."
            )
        case .restriction:
            Sentence(
                fr: "Accepter interdit tout message et tout score\u{A0}: on conserve, rien d’autre.",
                en: "Granting forbids all messages and scores: keep, nothing else.")
        case .profilingObjection:
            Sentence(
                fr: "Accepter retire score et température\u{A0}; les définitions ne changent pas.",
                en: "Granting withdraws score and temperature; definitions stay as they are.")
        case .marketingObjection:
            Sentence(fr: "Accepter arrête tous les messages.", en: "Granting stops all messages.")
        }
    }
}
