/// What to do next about a contact, and why: decided from what is known, never from a guess.
package struct NextStep: Sendable {
    package enum Action: String, CaseIterable, Sendable {
        /// Talk: they said that they want to buy.
        case call, write
        /// Ask for the payment that makes a client.
        case collect
        case proposeExchange, completeRecord, offerContent, findAddress, askForReferral, thank, wait, leave
    }

    package let action: Action
    /// The fact that calls for it.
    package let fact: Activity?

    /// Nil when nothing is known yet.
    package init(_ report: ContactReport, _ activities: [Activity], _ contact: Contact, _ catalogue: Catalogue) {
        let kinds = catalogue.kindsByName
        func latest(_ group: String) -> Activity? {
            activities.last { kinds[$0.kind]?.group == group && $0.at <= report.asOf }
        }
        let reach: Action = contact.fields[.phone] != nil ? .call : .write
        let stage = report.standing.stage.map { report.stages[$0].id }
        let canBeReached = contact.fields[.phone] != nil || contact.fields[.email] != nil
        switch stage {
        case _ where report.standing.isExcluded: (action, fact) = (.leave, nil)
        case "ambassador": (action, fact) = (.thank, latest("advocacy"))
        case "client": (action, fact) = (.askForReferral, latest("purchase"))
        case _ where !canBeReached: (action, fact) = (.findAddress, nil)
        case "opportunity":
            let accepted = activities.last {
                ["quote_accepted", "order_placed"].contains($0.kind) && $0.at <= report.asOf
            }
            let asked = latest("intent")
            if let accepted, accepted.at > asked?.at ?? .distantPast {
                (action, fact) = (.collect, accepted)
            } else {
                (action, fact) = (reach, asked)
            }
        case "prospect" where report.standing.temperature == .hot:
            (action, fact) = (reach, latest("intent") ?? latest("response"))
        case "prospect":
            let exchange = latest("exchange")
            let isRecent = exchange.map { report.asOf - $0.at < 30 * Instant.day } ?? false
            (action, fact) = isRecent ? (.wait, exchange) : (.proposeExchange, exchange)
        case "lead" where contact.fields[.jobTitle] == nil || contact.company == nil:
            (action, fact) = (.completeRecord, nil)
        case "lead": (action, fact) = (.offerContent, latest("response"))
        default: (action, fact) = (.wait, nil)
        }
    }

    /// As an order: `L’appeler`.
    package var title: Sentence {
        switch action {
        case .call: Sentence(fr: "Appeler", en: "Call")
        case .write: Sentence(fr: "Écrire", en: "Write")
        case .collect: Sentence(fr: "Obtenir le paiement", en: "Get the payment")
        case .proposeExchange: Sentence(fr: "Proposer un échange", en: "Suggest a conversation")
        case .completeRecord: Sentence(fr: "Compléter la fiche", en: "Complete the record")
        case .offerContent: Sentence(fr: "Proposer un contenu d’évaluation", en: "Offer evaluation content")
        case .findAddress: Sentence(fr: "Trouver comment joindre ce contact", en: "Find how to reach this contact")
        case .askForReferral: Sentence(fr: "Demander une recommandation", en: "Ask for a referral")
        case .thank: Sentence(fr: "Remercier", en: "Say thank you")
        case .wait: Sentence(fr: "Laisser venir", en: "Let them come")
        case .leave: Sentence(fr: "Ne rien envoyer", en: "Send nothing")
        }
    }

    /// Why, in one sentence.
    package var reason: Sentence {
        switch action {
        case .call, .write: Sentence(fr: "A dit vouloir acheter.", en: "Said that they want to buy.")
        case .collect:
            Sentence(
                fr: "D’accord pour acheter, mais rien n’est encore payé.", en: "Agreed to buy, but nothing is paid yet."
            )
        case .proposeExchange:
            Sentence(
                fr: "Correspond à ce que vous cherchez, sans échange depuis 30 jours.",
                en: "Fits what you look for, with no exchange in 30 days.")
        case .completeRecord:
            Sentence(
                fr: "Sans fonction ni entreprise, on ne peut pas dire à quel persona ce contact correspond.",
                en: "Without a job title and a company nobody can tell which persona this contact fits.")
        case .offerContent:
            Sentence(
                fr: "A répondu\u{A0}: un contenu d’évaluation dirait si le besoin est réel.",
                en: "Has answered: evaluation content would tell whether the need is real.")
        case .findAddress: Sentence(fr: "Ni e-mail ni téléphone.", en: "Neither e-mail nor phone.")
        case .askForReferral:
            Sentence(fr: "A payé, et n’a encore recommandé personne.", en: "Has paid, and has referred nobody yet.")
        case .thank: Sentence(fr: "Recommande l’entreprise à d’autres.", en: "Recommends the company to others.")
        case .wait: Sentence(fr: "Rien ne presse.", en: "Nothing is pressing.")
        case .leave:
            Sentence(fr: "Écarté des files, des envois et des comptes.", en: "Left out of queues, messages and counts.")
        }
    }
}
