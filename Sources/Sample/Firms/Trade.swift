/// What companies of a sort are called, and how large they are: "Auberge …", hospitality, 2 to 25 people.
struct Trade: Sendable {
    let title: String
    let industry: String
    let sizes: ClosedRange<Int>

    private init(_ title: String, _ industry: String, _ sizes: ClosedRange<Int>) {
        self.title = title
        self.industry = industry
        self.sizes = sizes
    }

    /// Followed by a place: "Auberge du Lac".
    static let placed: [Trade] = [
        Trade("Hôtel", "hôtellerie", 8...120), Trade("Auberge", "hôtellerie", 2...25),
        Trade("Manoir", "hôtellerie", 6...60), Trade("Domaine", "hôtellerie", 10...90),
        Trade("Résidences", "hôtellerie", 15...180), Trade("Camping", "hôtellerie", 5...60),
        Trade("Brasserie", "restauration", 6...45), Trade("Restaurant", "restauration", 3...30),
        Trade("Bistrot", "restauration", 2...14), Trade("Crêperie", "restauration", 2...12),
        Trade("Cuisine centrale", "restauration collective", 20...160), Trade("Clinique", "santé", 60...420),
        Trade("Ehpad", "santé", 30...110), Trade("Lycée hôtelier", "enseignement", 40...150),
        Trade("Biscuiterie", "agroalimentaire", 8...90), Trade("Fournil", "boulangerie", 2...20),
    ]

    /// Followed by a family name: "Traiteur Haddad".
    static let named: [Trade] = [
        Trade("Traiteur", "traiteur", 3...60), Trade("Comptoir", "traiteur", 3...40),
        Trade("Boulangerie", "boulangerie", 2...35), Trade("Pâtisserie", "boulangerie", 2...20),
        Trade("Restaurant Chez", "restauration", 2...18), Trade("Hôtels", "hôtellerie", 25...320),
        Trade("Saveurs", "restauration collective", 20...260), Trade("Biscuits", "agroalimentaire", 10...140),
        Trade("Charcuterie", "agroalimentaire", 4...70), Trade("Réceptions", "traiteur", 4...50),
    ]

    /// With their articles, as they follow a trade.
    static let places: [String] = [
        "du Lac", "de la Gare", "du Port", "des Alpes", "du Marché", "du Bief", "des Arcades", "de l’Écluse",
        "des Trois Sources", "du Parc", "de la Tour", "du Moulin", "des Tilleuls", "du Vieux Pont", "de la Fontaine",
        "des Glycines", "du Clocher", "de la Plage", "des Remparts", "du Belvédère", "de la Forêt", "du Grand Pré",
        "des Vignes", "de la Cascade", "du Canal", "des Chartreux", "de la Côte", "du Lavoir", "des Cordeliers",
        "de la Halle", "du Phare", "des Sablons", "de la Presqu’île", "du Château", "des Ormes", "de la Source",
        "du Rocher", "des Cèdres", "de la Vallée", "du Soleil levant", "des Quatre Vents", "de la Poste", "du Beffroi",
        "des Artisans", "de la Citadelle", "du Colombier", "des Marronniers", "de la Rivière", "du Prieuré",
        "des Deux Ponts", "de la Grange", "du Cap", "des Pins", "de la Baie", "du Verger", "des Hirondelles",
        "de la Combe", "du Mistral", "des Étangs", "de la Closerie", "du Bastion",
    ]

    /// Makers of ovens, who also read what the sample company publishes.
    static let competitors = ["Ofenwerk", "Thermocuisine", "Forni Alti", "Fours Delvigne", "Cuisson Pro"]
}
