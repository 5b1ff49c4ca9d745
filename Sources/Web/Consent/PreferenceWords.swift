import Verger

/// What the pages of people without an account say.
enum PreferenceWords {
    static let title = Sentence(fr: "Vos préférences", en: "Your preferences")

    static func about(_ address: String) -> Sentence {
        Sentence(
            fr:
                "Pour \(address). Cochez ce que vous voulez bien, décochez le reste\u{A0}: c’est pris en compte aussitôt.",
            en: "For \(address). Tick what you agree to, untick the rest: it holds at once.")
    }

    static let save = Sentence(fr: "Enregistrer mes choix", en: "Save my choices")

    static func choice(_ purpose: Purpose, _ channel: ConsentChannel) -> Sentence {
        switch purpose.role {
        case .messages:
            Sentence(fr: "Par \(channel.label.fr)", en: "By \(channel.label.en)")
        case .profiling: Sentence(fr: "J’accepte ce calcul", en: "I accept this calculation")
        case .visits: Sentence(fr: "J’accepte ce suivi", en: "I accept this tracking")
        case .opens: Sentence(fr: "J’accepte ce suivi", en: "I accept this tracking")
        }
    }

    static func since(_ instant: Instant, _ state: Consent, _ notation: Notation) -> Sentence {
        let day = notation.day(instant)
        return state == .granted
            ? Sentence(fr: "accepté le \(day)", en: "agreed on \(day)")
            : Sentence(fr: "refusé le \(day)", en: "refused on \(day)")
    }

    static func done(_ done: PreferenceDone) -> Sentence {
        switch done {
        case .saved: Sentence(fr: "Vos choix sont enregistrés.", en: "Your choices are saved.")
        case .stayed: Sentence(fr: "Merci\u{A0}: nous restons en contact.", en: "Thank you: we stay in touch.")
        case .stopped:
            Sentence(
                fr: "C’est arrêté\u{A0}: plus aucun message, plus de suivi, plus de score.",
                en: "It is stopped: no more messages, no more tracking, no more score.")
        case .access:
            Sentence(
                fr: "Votre demande d’accès est notée\u{A0}: vous aurez une réponse dans le mois.",
                en: "Your access request is noted: you will have an answer within a month.")
        case .rectification:
            Sentence(
                fr: "Votre demande de rectification est notée\u{A0}: vous aurez une réponse dans le mois.",
                en: "Your rectification request is noted: you will have an answer within a month.")
        case .erasure:
            Sentence(
                fr: "Votre demande d’effacement est notée\u{A0}: vous aurez une réponse dans le mois.",
                en: "Your erasure request is noted: you will have an answer within a month.")
        }
    }

    static let stay = Sentence(fr: "Rester en contact", en: "Stay in touch")
    static let stayMeaning = Sentence(
        fr:
            "Nous n’avons pas eu de vos nouvelles depuis longtemps. Souhaitez-vous rester en contact\u{202F}? Sans réponse, vos données seront effacées.",
        en:
            "We have not heard from you for a long time. Do you want to stay in touch? Without an answer your data will be erased."
    )

    static let stopTitle = Sentence(fr: "Tout arrêter", en: "Stop everything")
    static let stopMeaning = Sentence(
        fr:
            "Aucun message par aucun moyen, aucun suivi, aucun score. Ce qui suit une commande (facture, livraison) n’est pas concerné.",
        en:
            "No message by any means, no tracking, no score. What follows an order (invoice, delivery) is not concerned."
    )
    static let stop = Sentence(fr: "Tout arrêter", en: "Stop everything")

    static let rightsTitle = Sentence(fr: "Vos données", en: "Your data")
    static let rightsMeaning = Sentence(
        fr:
            "Vous pouvez demander ce que nous savons de vous, le faire corriger ou le faire effacer. La réponse vient dans le mois (articles 15 à 17 du RGPD).",
        en:
            "You may ask what we know of you, have it corrected or have it erased. The answer comes within a month (GDPR, articles 15 to 17)."
    )
    static let note = Sentence(fr: "Une précision (facultatif)", en: "A detail (optional)")
    static let access = Sentence(fr: "Demander mes données", en: "Ask for my data")
    static let rectification = Sentence(fr: "Faire corriger", en: "Have it corrected")
    static let erasure = Sentence(fr: "Demander l’effacement", en: "Ask for erasure")

    static let unsubscribe = Sentence(fr: "Se désabonner", en: "Unsubscribe")
    static let unsubscribed = Sentence(fr: "Vous êtes désabonné", en: "You are unsubscribed")
    static let choose = Sentence(fr: "Choisir plus finement, ou revenir", en: "Choose in detail, or come back")

    static func unsubscribeFrom(_ purpose: Purpose?, _ channel: ConsentChannel, _ address: String?) -> Sentence {
        let (fr, en) = (purpose?.name.fr ?? "tous nos messages", purpose?.name.en ?? "all our messages")
        let to = address.map { (fr: " à \($0)", en: " to \($0)") } ?? (fr: "", en: "")
        return Sentence(
            fr: "Ne plus recevoir «\u{A0}\(fr)\u{A0}» par \(channel.label.fr)\(to.fr)\u{202F}?",
            en: "Stop receiving “\(en)” by \(channel.label.en)\(to.en)?")
    }

    static func unsubscribedFrom(_ purpose: Purpose?, _ channel: ConsentChannel, _ address: String?) -> Sentence {
        let (fr, en) = (purpose?.name.fr ?? "tous nos messages", purpose?.name.en ?? "all our messages")
        let to = address.map { (fr: " à \($0)", en: " to \($0)") } ?? (fr: "", en: "")
        return Sentence(
            fr: "Vous ne recevrez plus «\u{A0}\(fr)\u{A0}» par \(channel.label.fr)\(to.fr).",
            en: "You will no longer receive “\(en)” by \(channel.label.en)\(to.en).")
    }

    static let expired = Sentence(fr: "Ce lien a expiré", en: "This link has expired")
    static let expiredMeaning = Sentence(
        fr:
            "Rien n’a changé. Le lien en bas du dernier message que vous avez reçu ouvre encore\u{A0}; vous pouvez aussi y répondre.",
        en:
            "Nothing has changed. The link at the foot of the last message that you received still opens; you may also reply to it."
    )
    static let forged = Sentence(fr: "Ce lien n’est pas le nôtre", en: "This link is not ours")
    static let forgedMeaning = Sentence(
        fr:
            "Il est incomplet ou a été modifié. Rien n’a changé. Copiez-le en entier depuis le message que vous avez reçu.",
        en:
            "It is incomplete or was altered. Nothing has changed. Copy the whole of it from the message that you received."
    )
    static let gone = Sentence(fr: "Nous n’avons rien sur vous", en: "We have nothing about you")
    static let goneMeaning = Sentence(
        fr: "Vos données ont été effacées\u{A0}: il n’y a plus rien à arrêter, et vous ne recevrez rien.",
        en: "Your data was erased: there is nothing left to stop, and you will receive nothing.")
}
