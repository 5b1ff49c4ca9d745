import Verger

/// Those whom Claire Moreau calls back, or takes over, on the morning of the scene.
extension Cast {
    static let julien = Role(
        house: Role.House(
            name: "Brasserie du Quai", domain: "brasserie-du-quai.example", industry: "restauration", size: 24,
            town: town("Annecy")),
        firstName: "Julien", lastName: "Castagnet", jobTitle: "Gérant", address: "julien",
        phone: "04 65 71 20 17", source: "Référencement naturel", owner: Staff.claire, purchaseHorizon: 1,
        created: (96, 21_14)
    ) { script in
        script.pages(96, 21_14, ["/fours-mixtes", "/financement"], by: "organic")
        script.on(96, 21_22, "form_submitted", by: "web", [.form: "Contact"])
        script.on(95, 09_30, "call_held", by: "phone", [.direction: "outbound", .minutes: "17", .outcome: "intéressé"])
        script.on(33, 15_10, "quote_requested", by: "web", [.form: "Demande de devis"])
        script.on(12, 17_20, "quote_sent", by: "email", [.product: "Ligne de cuisson", .quote: "D-109"])
        script.costing(cents: 26_800_00)
        script.on(4, 11_40, "decision_date_given", by: "phone", [.date: script.scene.date(inDays: 21)])
    }

    static let maud = Role(
        house: Role.House(
            name: "Biscuiterie de l’Aven", domain: "biscuiterie-aven.example", industry: "agroalimentaire", size: 32,
            town: town("Pont-Aven")),
        firstName: "Maud", lastName: "Le Goff", jobTitle: "Dirigeante", address: "maud.legoff", phone: "02 61 91 33 08",
        source: "E-mailing", owner: Staff.claire, created: (150, 10_02)
    ) { script in
        script.mail(150, 10_05, "Ce que coûte un four qui dort")
        script.on(
            120, 20_40, "content_downloaded", by: "web",
            [.content: "Dix erreurs d’une cuisine neuve", .level: "discovery"])
        script.mail(5, 10_00, "Trois cuissons, un seul four")
        script.on(1, 11_20, "email_replied", by: "email", [.message: "Trois cuissons, un seul four"])
    }

    static let stephane = Role(
        house: Role.House(
            name: "Hôtel Bellerive", domain: "hotel-bellerive.example", industry: "hôtellerie", size: 58,
            town: town("Annecy")),
        firstName: "Stéphane", lastName: "Arnoux", jobTitle: "Chef exécutif", address: "s.arnoux",
        phone: "04 65 71 51 90", source: "Google Ads", owner: Staff.claire, created: (41, 22_05)
    ) { script in
        script.pages(41, 22_05, ["/basse-temperature", "/fours-mixtes/fm-20"], by: "google_ads")
        script.on(
            41, 22_12, "content_downloaded", by: "web", [.content: "Fiche technique FM-20", .level: "evaluation"])
        script.on(
            5, 10_25, "demo_requested", by: "web", [.form: "Demande de démonstration", .note: "à Lyon de préférence"])
    }

    static let ines = Role(
        house: Role.House(
            name: "Lycée hôtelier Savoie-Léman", domain: "lycee-savoie-leman.example", industry: "enseignement",
            size: 95,
            town: town("Annecy")),
        firstName: "Inès", lastName: "Ferrand", jobTitle: "Intendante", address: "ines.ferrand",
        phone: "04 65 71 08 46", source: "Référencement naturel", owner: Staff.claire, created: (98, 16_40)
    ) { script in
        script.on(98, 16_40, "question_asked", by: "web", [.note: "accessibilité des commandes"])
        script.on(
            34, 15_05, "content_downloaded", by: "web", [.content: "Comparatif fours mixtes", .level: "evaluation"])
        script.on(
            6, 14_12, "content_downloaded", by: "web", [.content: "Modèle de cahier des charges", .level: "decision"])
        script.on(
            1, 16_50, "content_downloaded", by: "web",
            [.content: "Fiche « Retour sur investissement »", .level: "evaluation"])
    }

    static let karim = Role(
        house: Role.House(
            name: "Traiteur Haddad & Fils", domain: "haddad-traiteur.example", industry: "traiteur", size: 18,
            town: town("Vénissieux")),
        firstName: "Karim", lastName: "Haddad", jobTitle: "Directeur général", address: "karim",
        phone: "04 65 71 62 30",
        source: "Apporteur d’affaires", owner: nil, created: (30, 11_11)
    ) { script in
        script.on(30, 11_11, "form_submitted", by: "partner", [.form: "Contact"])
        script.on(1, 14_30, "chat_held", by: "chat", [.minutes: "9", .note: "capacité pour 400 couverts"])
    }

    static let elodie = Role(
        house: Role.House(
            name: "Résidences Océane", domain: "residences-oceane.example", industry: "hôtellerie", size: 140,
            town: town("La Rochelle")),
        firstName: "Élodie", lastName: "Vasseur", jobTitle: "Responsable achats", address: "elodie.vasseur",
        phone: "05 36 49 72 55", source: "LinkedIn", owner: nil, created: (63, 18_20)
    ) { script in
        script.on(63, 18_20, "social_connected", by: "linkedin")
        script.on(40, 12_30, "webinar_registered", by: "web", [.event: "Ouvrir une cuisine centrale"])
        script.on(0, 08_41, "call_held", by: "phone", [.direction: "inbound", .minutes: "8", .outcome: "intéressée"])
    }

    static let pierreYves = Role(
        house: Role.House(
            name: "Crêperie Caradec", domain: "creperie-caradec.example", industry: "restauration", size: 7,
            town: town("Quimper")),
        firstName: "Pierre-Yves", lastName: "Caradec", jobTitle: "Gérant", address: "contact", phone: "02 61 91 40 12",
        source: "Salon de Rennes", owner: nil, created: (19, 10_40)
    ) { script in
        script.pages(19, 10_40, ["/fours-mixtes", "/entretien"], by: "organic")
        script.on(
            0, 08_58, "content_downloaded", by: "web", [.content: "Calculateur de financement", .level: "decision"])
    }
}
