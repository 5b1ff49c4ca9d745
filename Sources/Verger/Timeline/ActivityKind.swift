/// A kind of activity: its group, who acted, and the types of its properties.
package struct ActivityKind: Hashable, Sendable {
    package enum Direction: String, CaseIterable, Sendable {
        case inbound, outbound, internalOnly = "internal", twoWay = "two-way"
    }

    /// `[a-z_][a-z0-9_]*`.
    package let name: String
    package let group: String
    package let direction: Direction
    package let properties: [String: ValueType]
    /// What happened, as a person says it: "contenu téléchargé".
    package let label: Sentence

    package init(
        name: String, group: String, direction: Direction, properties: [String: ValueType] = [:], label: Sentence
    ) {
        self.name = name
        self.group = group
        self.direction = direction
        self.properties = properties
        self.label = label
    }
}

extension ActivityKind {
    /// Whether it takes somebody of the house, or one of its programs, to say that it happened: sales and payments, and
    /// whatever we do ourselves. A key that stands in the source of a page does not do.
    package var isReserved: Bool {
        switch direction {
        case .outbound, .internalOnly: true
        case .inbound, .twoWay: group == "sales" || group == "purchase"
        }
    }

    /// Of a correction that Verger writes: one of the kind it corrects would count as another such fact.
    package static let ofCorrections = "note_added"

    /// The groups of the default catalogue.
    package static let groups = [
        "visit", "response", "exchange", "intent", "sales", "purchase", "advocacy", "outbound",
    ]

    /// The default catalogue, which every workspace has.
    package static let catalogue: [ActivityKind] = [
        kind("page_viewed", .inbound, "visit", fr: "page vue", en: "page viewed"),
        kind(
            "content_viewed", .inbound, "visit", ["content": .text, "level": .text], fr: "contenu vu",
            en: "content viewed"),

        kind(
            "content_downloaded", .inbound, "response", ["content": .text, "level": .text],
            fr: "contenu téléchargé", en: "content downloaded"),
        kind(
            "form_submitted", .inbound, "response",
            [
                "form": .text, "landing_page": .text, "form_id": .text, "campaign_id": .text, "ad": .text,
                "ad_id": .text, "ad_group": .text,
                "ad_group_id": .text, "platform": .text, "gclid": .text,
            ], fr: "formulaire envoyé", en: "form submitted"),
        kind(
            "newsletter_subscribed", .inbound, "response", fr: "inscription à la newsletter",
            en: "newsletter subscribed"),
        kind("webinar_registered", .inbound, "response", fr: "inscription à un webinaire", en: "webinar registered"),
        kind("webinar_attended", .inbound, "response", fr: "webinaire suivi", en: "webinar attended"),
        kind("booth_visited", .inbound, "response", ["event": .text], fr: "stand visité", en: "booth visited"),
        kind(
            "email_clicked", .inbound, "response", ["message": .text, "url": .text],
            fr: "lien cliqué dans un e-mail", en: "e-mail link clicked"),
        kind(
            "email_received", .inbound, "response", ["subject": .text], fr: "e-mail reçu", en: "e-mail received"),
        kind("social_reacted", .inbound, "response", fr: "réaction sur un réseau social", en: "social reaction"),
        kind("social_connected", .inbound, "response", fr: "connexion sur un réseau social", en: "social connection"),
        kind(
            "survey_answered", .inbound, "response", ["survey": .text, "score": .number],
            fr: "réponse à une enquête", en: "survey answered"),

        kind(
            "call_held", .twoWay, "exchange", ["direction": .text, "minutes": .number, "outcome": .text],
            fr: "appel tenu", en: "call held"),
        kind("meeting_held", .twoWay, "exchange", fr: "rendez-vous tenu", en: "meeting held"),
        kind(
            "email_replied", .twoWay, "exchange", ["subject": .text], fr: "réponse à un e-mail",
            en: "e-mail replied to"),
        kind(
            "conversation_held", .twoWay, "exchange", ["event": .text], fr: "conversation tenue",
            en: "conversation held"),
        kind("question_asked", .twoWay, "exchange", fr: "question posée", en: "question asked"),
        kind("chat_held", .twoWay, "exchange", fr: "discussion en ligne", en: "chat held"),

        kind("demo_requested", .inbound, "intent", fr: "démonstration demandée", en: "demo requested"),
        kind("pricing_requested", .inbound, "intent", fr: "prix demandé", en: "pricing requested"),
        kind("trial_started", .inbound, "intent", fr: "essai commencé", en: "trial started"),
        kind(
            "decision_date_given", .inbound, "intent", ["date": .date], fr: "date de décision donnée",
            en: "decision date given"),
        kind("quote_requested", .inbound, "intent", fr: "devis demandé", en: "quote requested"),

        kind(
            "qualification_recorded", .internalOnly, "sales", ["level": .text, "key": .text, "answer": .text],
            fr: "qualification notée", en: "qualification recorded"),
        kind("objection_raised", .inbound, "sales", fr: "objection émise", en: "objection raised"),
        kind("objection_answered", .outbound, "sales", fr: "objection levée", en: "objection answered"),
        kind("quote_sent", .outbound, "sales", fr: "devis envoyé", en: "quote sent"),
        kind("quote_accepted", .inbound, "sales", fr: "devis accepté", en: "quote accepted"),
        kind("quote_declined", .inbound, "sales", fr: "devis refusé", en: "quote declined"),
        kind("order_placed", .inbound, "sales", fr: "commande passée", en: "order placed"),
        kind("opportunity_won", .internalOnly, "sales", fr: "affaire gagnée", en: "opportunity won"),
        kind(
            "opportunity_lost", .internalOnly, "sales", ["reason": .text], fr: "affaire perdue", en: "opportunity lost"),
        kind(
            "stage_asserted", .internalOnly, "sales", ["stage": .text, "reason": .text],
            fr: "étape affirmée", en: "stage asserted"),
        kind("disqualified", .internalOnly, "sales", ["reason": .text], fr: "disqualifié", en: "disqualified"),
        kind("note_added", .internalOnly, "sales", ["text": .text], fr: "note", en: "note"),

        kind(
            "payment_received", .inbound, "purchase",
            ["amount": .number, "currency": .text, "order": .text, "reference": .text],
            fr: "paiement reçu", en: "payment received"),
        kind(
            "payment_refunded", .outbound, "purchase", ["amount": .number, "reference": .text],
            fr: "paiement remboursé", en: "payment refunded"),
        kind("onboarding_completed", .twoWay, "purchase", fr: "prise en main achevée", en: "onboarding completed"),

        kind(
            "referral_made", .inbound, "advocacy", ["referred": .text], fr: "recommandation faite", en: "referral made"),
        kind("review_published", .inbound, "advocacy", fr: "avis publié", en: "review published"),
        kind("promoter_answered", .inbound, "advocacy", fr: "réponse de promoteur", en: "promoter answer"),
        kind("reward_granted", .outbound, "advocacy", fr: "récompense accordée", en: "reward granted"),

        kind("email_sent", .outbound, "outbound", ["subject": .text], fr: "e-mail envoyé", en: "e-mail sent"),
        kind("email_delivered", .outbound, "outbound", fr: "e-mail remis", en: "e-mail delivered"),
        kind("email_bounced", .outbound, "outbound", ["class": .text], fr: "e-mail en échec", en: "e-mail bounced"),
        kind("email_complained", .inbound, "outbound", fr: "e-mail signalé comme indésirable", en: "e-mail complaint"),
        kind("email_opened", .outbound, "outbound", fr: "e-mail ouvert", en: "e-mail opened"),
        kind("call_attempted", .outbound, "outbound", fr: "appel tenté", en: "call attempted"),
        kind("sms_sent", .outbound, "outbound", fr: "SMS envoyé", en: "SMS sent"),
        kind("letter_sent", .outbound, "outbound", fr: "courrier envoyé", en: "letter sent"),
        kind("unsubscribed", .inbound, "outbound", consent, fr: "désabonnement", en: "unsubscribed"),
        kind("consent_granted", .inbound, "outbound", consent, fr: "consentement donné", en: "consent granted"),
        kind("consent_withdrawn", .inbound, "outbound", consent, fr: "consentement retiré", en: "consent withdrawn"),
    ]

    /// What goes with a word about consent: what for, why it is lawful, and what proves it.
    private static let consent: [String: ValueType] = [
        "purpose": .text, "basis": .text, "text": .text, "source": .text, "ip": .text, "actor": .text, "note": .text,
    ]

    private static func kind(
        _ name: String, _ direction: Direction, _ group: String, _ properties: [String: ValueType] = [:],
        fr: String, en: String
    ) -> ActivityKind {
        ActivityKind(
            name: name, group: group, direction: direction, properties: properties, label: Sentence(fr: fr, en: en))
    }
}
