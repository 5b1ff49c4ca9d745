/// What makes a message lawful.
/// Source: GDPR, article 6; code des postes et des communications électroniques, article L34-5; CNIL on B2B canvassing.
package enum ConsentBasis: String, CaseIterable, Sendable {
    /// The person said yes.
    case consent
    /// A customer, told at the order, about products like those bought.
    case similarProduct = "similar_product"
    /// A professional, told at collection, about what concerns the profession.
    case professionalInterest = "professional_interest"

    package var label: Sentence {
        switch self {
        case .consent: Sentence(fr: "consentement", en: "consent")
        case .similarProduct: Sentence(fr: "client, produit similaire", en: "own customer, similar product")
        case .professionalInterest: Sentence(fr: "intérêt professionnel (B2B)", en: "professional interest (B2B)")
        }
    }

    /// Why this basis does not hold for `addressee` on `channel`; nil when it does.
    package func problem(with addressee: Addressee, on channel: ConsentChannel) -> Sentence? {
        switch self {
        case .consent: nil
        case .similarProduct: addressee.hasPaid ? nil : Words.notClient
        case .professionalInterest: professionalProblem(addressee, channel)
        }
    }

    private func professionalProblem(_ addressee: Addressee, _ channel: ConsentChannel) -> Sentence? {
        if addressee.jobTitle == nil { return Words.noFunction }
        switch addressee.mailbox {
        case .professional: return nil
        case .organisation: return Words.organisation
        case .personal: return Words.personal
        case nil: return channel == .phone || channel == .letter ? nil : Words.noEmail
        }
    }

    private enum Words {
        static let notClient = Sentence(
            fr: "cette base ne vaut que pour un client\u{A0}: aucun paiement n’est enregistré",
            en: "this basis is for customers only: no payment is recorded")
        static let noFunction = Sentence(
            fr: "l’intérêt professionnel demande une fonction déclarée\u{A0}: la fonction est vide",
            en: "professional interest needs a declared function: the job title is empty")
        static let organisation = Sentence(
            fr: "l’adresse est celle d’un service (contact@, info@…), pas d’une personne dans sa fonction",
            en: "the address is that of a department (contact@, info@…), not of a person in a function")
        static let personal = Sentence(
            fr: "l’adresse est celle d’un fournisseur grand public\u{A0}: elle n’est pas professionnelle",
            en: "the address is at a public provider: it is not a professional one")
        static let noEmail = Sentence(
            fr: "il n’y a pas d’adresse e-mail professionnelle", en: "there is no professional e-mail address")
    }
}
