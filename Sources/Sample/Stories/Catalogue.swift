/// What Atelier Borie publishes and sells.
enum Catalogue {
    static let pages = [
        "/", "/fours-mixtes", "/fours-mixtes/fm-20", "/tarifs", "/installation-et-mise-en-service", "/financement",
        "/references", "/references/hotel-bellerive", "/basse-temperature", "/entretien", "/contact",
        "/cellules-de-refroidissement", "/guide-choisir-son-four",
    ]

    static let contents: [String: [String]] = [
        "discovery": [
            "Guide « Basse température »", "Trois cuissons, un seul four", "Dix erreurs d’une cuisine neuve",
            "Guide « Deuxième cuisine »",
        ],
        "evaluation": [
            "Comparatif fours mixtes", "Étude de cas « Bellerive »", "Fiche technique FM-20",
            "Fiche « Retour sur investissement »",
        ],
        "decision": ["Calculateur de financement", "Modèle de cahier des charges", "Conditions d’installation"],
    ]

    static let webinars = ["Cuire moins cher", "Ouvrir une cuisine centrale", "Basse température en service"]

    static let messages = [
        "Trois cuissons, un seul four", "Invitation atelier cuisson", "Basse température : par où commencer",
        "Ce que coûte un four qui dort", "L’étude de cas Bellerive", "Aides à l’équipement",
    ]

    static let lossReasons = [
        "budget reporté", "concurrent retenu", "projet abandonné", "délai trop long", "sans réponse",
    ]

    /// Prices without tax, in euros.
    static let products: [(name: String, price: Int)] = [
        ("Four mixte 10 niveaux", 9_800), ("Four mixte 20 niveaux", 16_200), ("Cellule de refroidissement", 6_400),
        ("Sauteuse braisière", 11_900), ("Chambre de pousse", 7_100), ("Four à sole", 13_600),
        ("Hotte et ventilation", 4_800), ("Four de remise en température", 8_350), ("Cuisine complète", 34_500),
    ]
}
