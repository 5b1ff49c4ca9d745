import Verger

/// Those who rise and fall: a lead of the morning, deals lost, a refund, a competitor.
extension Cast {
    static let vincent = Role(
        house: Role.House(
            name: "Auberge Rey", domain: "auberge-rey.example", industry: "hôtellerie", size: 5, town: town("Gap")),
        firstName: "Vincent", lastName: "Rey", jobTitle: "Gérant", address: "vincent", phone: "04 65 71 77 03",
        source: "Référencement naturel", owner: nil, created: (3, 21_48)
    ) { script in
        script.pages(3, 21_48, ["/basse-temperature"], by: "organic")
        script.on(
            0, 07_15, "content_downloaded", by: "web",
            [.content: "Guide « Basse température »", .level: "discovery"])
    }

    static let camille = Role(
        house: Role.House(
            name: "Hôtel Joubert", domain: "hotel-joubert.example", industry: "hôtellerie", size: 42,
            town: town("Valence")),
        firstName: "Camille", lastName: "Joubert", jobTitle: "Directrice générale", address: "c.joubert",
        phone: "04 65 71 29 61", source: "Google Ads", owner: Staff.thomas, created: (110, 17_31)
    ) { script in
        script.on(110, 17_31, "pricing_requested", by: "google_ads", [.form: "Demande de tarif"])
        script.inCampaign("Four mixte collectif")
        script.on(
            109, 10_10, "call_held", by: "phone", [.direction: "outbound", .minutes: "19", .outcome: "intéressée"])
        script.on(96, 15_00, "quote_sent", by: "email", [.product: "Cuisine complète", .quote: "D-094"])
        script.costing(cents: 34_500_00)
        script.on(1, 18_10, "opportunity_lost", by: "crm", [.reason: "budget reporté"])
    }

    static let hugo = Role(
        house: Role.House(
            name: "Pizzas Fornarina", domain: "fornarina.example", industry: "restauration", size: 11,
            town: town("Nice")),
        firstName: "Hugo", lastName: "Marchetti", jobTitle: "Gérant", address: "hugo", phone: "04 65 71 83 19",
        source: "Parrainage", owner: Staff.amina, created: (372, 14_20)
    ) { script in
        script.on(372, 14_20, "form_submitted", by: "referral", [.form: "Contact"])
        script.inCampaign("Parrainage")
        script.on(
            368, 11_30, "call_held", by: "phone", [.direction: "outbound", .minutes: "12", .outcome: "à rappeler"])
        script.mail(60, 10_00, "Aides à l’équipement")
    }

    static let odile = Role(
        house: Role.House(
            name: "Bistrot Marchal", domain: "bistrot-marchal.example", industry: "restauration", size: 6,
            town: town("Nancy")),
        firstName: "Odile", lastName: "Marchal", jobTitle: "Gérante", address: "odile", phone: "03 53 01 18 27",
        source: "Salon de Paris", owner: Staff.thomas, created: (210, 10_15)
    ) { script in
        script.on(210, 10_15, "conversation_held", by: "fair", [.event: "Journées portes ouvertes"])
        script.on(196, 09_50, "quote_requested", by: "phone")
        script.on(190, 16_05, "quote_sent", by: "email", [.product: "Four mixte 10 niveaux", .quote: "D-052"])
        script.costing(cents: 9_800_00)
        script.on(175, 11_00, "quote_accepted", by: "email", [.quote: "D-052"])
        script.on(168, 09_00, "payment_received", by: "transfer", [.order: "F-052-1"])
        script.costing(cents: 9_800_00)
        script.on(112, 15_30, "payment_refunded", by: "transfer", [.order: "A-052", .reason: "matériel repris"])
        script.costing(cents: 9_800_00)
        script.on(112, 15_45, "opportunity_lost", by: "crm", [.reason: "matériel repris"])
    }

    static let klaus = Role(
        house: Role.House(
            name: "Ofenwerk France", domain: "ofenwerk.example", industry: "équipement", size: 210,
            town: town("Strasbourg")),
        firstName: "Klaus", lastName: "Reinhardt", jobTitle: "Directeur commercial", address: "k.reinhardt",
        phone: "03 53 01 90 44", source: "Référencement naturel", owner: nil, created: (55, 13_02)
    ) { script in
        script.pages(55, 13_02, ["/fours-mixtes", "/fours-mixtes/fm-20", "/tarifs", "/references"], by: "organic")
        script.on(
            55, 13_14, "content_downloaded", by: "web", [.content: "Fiche technique FM-20", .level: "evaluation"])
        script.on(54, 09_10, "disqualified", by: "crm", [.reason: "concurrent"])
    }
}
