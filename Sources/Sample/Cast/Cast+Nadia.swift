import Verger

extension Cast {
    /// Lost once, and back: the story told on the page of a contact.
    static let nadia = Role(
        house: Role.House(
            name: "Groupe Hôtelier des Alpes", domain: "gh-alpes.example", industry: "hôtellerie", size: 180,
            town: town("Grenoble")),
        firstName: "Nadia", lastName: "Benali", jobTitle: "Directrice des achats", address: "n.benali",
        phone: "04 65 71 14 22", source: "Salon de Lyon", owner: Staff.claire, tags: ["vip", "multi-sites"],
        purchaseHorizon: 2, created: (294, 09_40)
    ) { script in
        discover(&script)
        becomeProspect(&script)
        hesitate(&script)
        comeBack(&script)
    }

    private static func discover(_ script: inout Script) {
        script.mail(294, 10_05, "Basse température : par où commencer")
        script.pages(280, 11_10, ["/basse-temperature", "/fours-mixtes"], by: "google_ads")
        script.mail(266, 10_00, "Ce que coûte un four qui dort")
        script.pages(257, 09_24, ["/basse-temperature", "/guide-choisir-son-four"])
        script.on(
            257, 09_31, "content_downloaded", by: "web",
            [.content: "Guide « Basse température »", .level: "discovery"])
        script.on(257, 09_32, "consent_granted", by: "email", [.note: "case cochée, texte v3"])
        script.mail(240, 10_00, "Trois cuissons, un seul four")
        script.on(
            239, 08_12, "email_clicked", by: "email",
            [.message: "Trois cuissons, un seul four", .url: "/fours-mixtes"])
        script.pages(239, 08_13, ["/fours-mixtes", "/fours-mixtes/fm-20", "/references"])
        script.on(225, 14_02, "webinar_registered", by: "web", [.event: "Cuire moins cher"])
        script.on(218, 11_00, "webinar_attended", by: "web", [.event: "Cuire moins cher", .minutes: "42"])
    }

    private static func becomeProspect(_ script: inout Script) {
        script.on(204, 10_05, "call_attempted", by: "phone", [.outcome: "pas de réponse"])
        script.on(
            204, 11_20, "call_held", by: "phone", [.direction: "outbound", .minutes: "11", .outcome: "intéressée"])
        script.on(
            204, 11_35, "qualification_recorded", by: "crm",
            [.level: "organisation", .key: "need", .answer: "remplacer les fours de trois hôtels"])
        script.on(
            204, 11_36, "qualification_recorded", by: "crm",
            [.level: "stakeholder", .key: "authority", .answer: "décide avec la direction générale"])
        script.on(190, 14_30, "meeting_held", by: "meeting", [.minutes: "45"])
        script.mail(176, 10_00, "L’étude de cas Bellerive")
        script.pages(168, 13_58, ["/references/hotel-bellerive", "/fours-mixtes/fm-20", "/contact"])
        script.on(168, 14_05, "demo_requested", by: "web", [.form: "Demande de démonstration"])
        script.on(154, 10_00, "meeting_held", by: "meeting", [.minutes: "80", .note: "démonstration à Lyon"])
    }

    private static func hesitate(_ script: inout Script) {
        script.on(147, 16_40, "quote_sent", by: "email", [.product: "3 × Four mixte 20 niveaux", .quote: "D-071"])
        script.costing(cents: 48_600_00)
        script.on(134, 09_15, "objection_raised", by: "phone", [.reason: "prix"])
        script.on(134, 17_05, "objection_answered", by: "email", [.reason: "prix", .answer: "financement sur 36 mois"])
        script.on(125, 10_15, "opportunity_lost", by: "crm", [.reason: "budget reporté"])
        script.pages(103, 21_05, ["/entretien"])
        script.pages(82, 15_20, ["/financement", "/tarifs", "/installation-et-mise-en-service", "/financement"])
        script.pages(52, 16_12, ["/fours-mixtes", "/fours-mixtes/fm-20"])
        script.on(
            52, 16_20, "content_downloaded", by: "web", [.content: "Comparatif fours mixtes", .level: "evaluation"])
        script.mail(25, 10_00, "Aides à l’équipement")
        script.mail(22, 10_00, "L’étude de cas Bellerive")
        script.mail(21, 08_30, "Ce que coûte un four qui dort")
    }

    private static func comeBack(_ script: inout Script) {
        script.on(
            12, 15_20, "call_held", by: "phone",
            [
                .direction: "inbound", .minutes: "14", .outcome: "projet confirmé",
                .note:
                    "Budget voté avant Noël. Compare avec un concurrent allemand. Veut voir l’étude de cas Bellerive.",
            ])
        script.on(
            12, 15_36, "qualification_recorded", by: "crm",
            [.level: "opportunity", .key: "budget", .answer: "voté avant Noël"])
        script.pages(12, 15_42, ["/references", "/references/hotel-bellerive"])
        script.on(
            12, 15_46, "content_downloaded", by: "web", [.content: "Étude de cas « Bellerive »", .level: "evaluation"])
        script.pages(1, 17_36, ["/fours-mixtes", "/tarifs"], by: "google_ads")
        script.on(
            1, 17_42, "pricing_requested", by: "google_ads",
            [.form: "Demande de tarif", .product: "3 × Four mixte 20 niveaux"])
        script.inCampaign("Four mixte collectif")
        script.pages(1, 18_05, ["/tarifs", "/installation-et-mise-en-service", "/tarifs", "/tarifs"])
        script.on(0, 08_55, "quote_sent", by: "email", [.product: "3 × Four mixte 20 niveaux", .quote: "D-118"])
        script.costing(cents: 48_600_00)
    }
}
