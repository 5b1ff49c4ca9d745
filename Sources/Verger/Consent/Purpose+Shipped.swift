extension Purpose {
    /// What a workspace starts with.
    package static let shipped: [Purpose] = [
        Purpose(
            id: "newsletter", name: Sentence(fr: "Lettre d’information", en: "Newsletter"),
            explanation: Sentence(
                fr: "Nos conseils et nos nouveautés, par e-mail.", en: "Our advice and our news, by e-mail."),
            channels: [.email], bases: [.consent, .similarProduct, .professionalInterest], coversUnstated: true),
        Purpose(
            id: "offers", name: Sentence(fr: "Offres commerciales", en: "Commercial offers"),
            explanation: Sentence(
                fr: "Des propositions qui concernent votre activité.", en: "Proposals that concern your business."),
            channels: [.email, .sms, .letter], bases: [.consent, .similarProduct, .professionalInterest],
            coversUnstated: true),
        Purpose(
            id: "calls", name: Sentence(fr: "Appels commerciaux", en: "Sales calls"),
            explanation: Sentence(
                fr: "Un commercial peut vous appeler, aux heures permises.",
                en: "A salesperson may call you, at the hours that the law allows."),
            channels: [.phone], bases: [.consent, .similarProduct, .professionalInterest], coversUnstated: true),
        Purpose(
            id: "profiling", role: .profiling, name: Sentence(fr: "Score d’intérêt", en: "Interest score"),
            explanation: Sentence(
                fr:
                    "Nous estimons votre intérêt d’après nos échanges, pour vous répondre au bon moment. Personne n’est écarté par ce seul calcul.",
                en:
                    "We estimate your interest from our exchanges, so as to answer at the right time. Nobody is left out by this figure alone."
            ),
            channels: [.profile]),
        Purpose(
            id: "visits", role: .visits, name: Sentence(fr: "Suivi des visites", en: "Tracking of visits"),
            explanation: Sentence(
                fr: "Les pages que vous lisez sur notre site sont rattachées à votre nom.",
                en: "The pages that you read on our site are joined to your name."),
            channels: [.site]),
        Purpose(
            id: "opens", role: .opens, name: Sentence(fr: "Suivi des ouvertures", en: "Tracking of opens"),
            explanation: Sentence(
                fr: "Une image dans nos e-mails nous dit quand vous les ouvrez.",
                en: "A picture in our e-mails tells us when you open them."),
            channels: [.opens]),
    ]
}

extension ConsentText {
    /// The first text of each shipped purpose, in each language.
    package static func shipped(_ purpose: String, in language: Language) -> ConsentText? {
        guard let sentence = sentences[purpose] else { return nil }
        return ConsentText(
            Reference(purpose: purpose, language: language, version: 1), body: sentence.text(in: language),
            createdAt: Instant(seconds: 0), createdBy: "verger")
    }

    private static let sentences: [String: Sentence] = [
        "newsletter": Sentence(
            fr:
                "J’accepte de recevoir la lettre d’information par e-mail. Je peux me désabonner à tout moment, par le lien en bas de chaque envoi.",
            en:
                "I agree to receive the newsletter by e-mail. I can unsubscribe at any time, by the link at the foot of each message."
        ),
        "offers": Sentence(
            fr:
                "J’accepte de recevoir des offres commerciales par les moyens que je coche. Je peux refuser à tout moment.",
            en: "I agree to receive commercial offers by the means that I tick. I can refuse at any time."),
        "calls": Sentence(
            fr: "J’accepte d’être appelé(e) au téléphone au sujet de vos produits. Je peux refuser à tout moment.",
            en: "I agree to be called by telephone about your products. I can refuse at any time."),
        "visits": Sentence(
            fr: "J’accepte que mes visites de ce site soient rattachées à mon nom. Je peux refuser à tout moment.",
            en: "I agree that my visits of this site be joined to my name. I can refuse at any time."),
        "opens": Sentence(
            fr: "J’accepte que vous sachiez quand j’ouvre vos e-mails. Je peux refuser à tout moment.",
            en: "I agree that you know when I open your e-mails. I can refuse at any time."),
        "profiling": Sentence(
            fr: "Mon intérêt est estimé d’après nos échanges. Je peux m’y opposer à tout moment.",
            en: "My interest is estimated from our exchanges. I can object at any time."),
    ]
}
