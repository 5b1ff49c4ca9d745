import Verger

/// Those who have paid.
extension Cast {
    static let helene = Role(
        house: Role.House(
            name: "Auberge de la Dent", domain: "auberge-dent.example", industry: "hôtellerie", size: 9,
            town: town("Annecy")),
        firstName: "Hélène", lastName: "Carrier", jobTitle: "Gérante", address: "contact", phone: "04 65 71 36 80",
        source: "Parrainage", owner: Staff.claire, created: (76, 10_30)
    ) { script in
        script.on(76, 10_30, "form_submitted", by: "referral", [.form: "Contact"])
        script.inCampaign("Parrainage")
        script.on(
            75, 14_00, "call_held", by: "phone", [.direction: "outbound", .minutes: "22", .outcome: "projet confirmé"])
        script.on(70, 09_35, "demo_requested", by: "phone")
        script.on(62, 17_10, "quote_sent", by: "email", [.product: "Cuisine complète", .quote: "D-101"])
        script.costing(cents: 18_240_00)
        script.on(35, 11_20, "quote_accepted", by: "email", [.quote: "D-101"])
        script.on(34, 09_05, "order_placed", by: "email", [.quote: "D-101", .order: "C-101"])
        script.costing(cents: 18_240_00)
        script.on(34, 09_06, "opportunity_won", by: "crm", [.quote: "D-101"])
        script.on(1, 18_30, "payment_received", by: "transfer", [.order: "F-101-1"])
        script.costing(cents: 18_240_00)
    }

    static let lucie = Role(
        house: Role.House(
            name: "Maison Perrin", domain: "maison-perrin.example", industry: "traiteur", size: 27,
            town: town("Chambéry")),
        firstName: "Lucie", lastName: "Perrin-Maillot", jobTitle: "Dirigeante", address: "lucie",
        phone: "04 65 71 44 58",
        source: "Salon de Lyon", owner: Staff.amina, tags: ["vip"], created: (300, 11_05)
    ) { script in
        script.on(300, 11_05, "conversation_held", by: "fair", [.event: "Salon de Lyon"])
        script.on(286, 15_20, "pricing_requested", by: "web", [.form: "Demande de tarif"])
        script.on(273, 10_00, "quote_sent", by: "email", [.product: "Four mixte 20 niveaux", .quote: "D-012"])
        script.costing(cents: 16_200_00)
        script.on(258, 16_30, "order_placed", by: "email", [.quote: "D-012", .order: "C-012"])
        script.costing(cents: 16_200_00)
        script.on(258, 16_31, "opportunity_won", by: "crm", [.quote: "D-012"])
        script.on(245, 09_00, "payment_received", by: "transfer", [.order: "F-012-1"])
        script.costing(cents: 16_200_00)
        script.on(202, 14_00, "onboarding_completed", by: "meeting", [.note: "mise en service"])
        script.on(174, 10_40, "promoter_answered", by: "email", [.score: "10"])
        script.on(77, 18_05, "referral_made", by: "email", [.referred: reference(to: "Carrier")])
        script.inCampaign("Parrainage")
        script.on(20, 09_30, "reward_granted", by: "letter")
        script.costing(cents: 150_00)
    }

    static let frederic = Role(
        house: Role.House(
            name: "Le Petit Zinc", domain: "petit-zinc.example", industry: "restauration", size: 12,
            town: town("Annecy")),
        firstName: "Frédéric", lastName: "Lemoine", jobTitle: "Gérant", address: "frederic", phone: "04 65 71 10 73",
        source: "Référencement naturel", owner: Staff.amina, created: (364, 15_15)
    ) { script in
        script.on(364, 15_15, "form_submitted", by: "web", [.form: "Contact"])
        script.on(
            361, 10_20, "call_held", by: "phone", [.direction: "outbound", .minutes: "15", .outcome: "intéressé"])
        script.on(347, 16_45, "pricing_requested", by: "phone")
        script.on(343, 11_30, "quote_sent", by: "email", [.product: "Four mixte 10 niveaux", .quote: "D-003"])
        script.costing(cents: 9_800_00)
        script.on(321, 09_40, "order_placed", by: "email", [.quote: "D-003", .order: "C-003"])
        script.costing(cents: 9_800_00)
        script.on(314, 10_00, "payment_received", by: "transfer", [.order: "F-003-1"])
        script.costing(cents: 9_800_00)
        script.on(271, 14_30, "onboarding_completed", by: "meeting", [.note: "mise en service"])
        script.on(
            4, 19_20, "content_downloaded", by: "web", [.content: "Guide « Deuxième cuisine »", .level: "discovery"])
    }

    /// The external id of somebody of the cast.
    private static func reference(to lastName: String) -> String {
        People.externalID(roles.firstIndex { $0.lastName == lastName } ?? 0)
    }
}
