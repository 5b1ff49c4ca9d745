import Verger

/// A contact of a base, made from a number alone.
struct Person {
    let number: Int
    let firm: Firm
    let firstName: String
    let lastName: String
    let jobTitle: String
    let phone: String?
    let country: String
    let language: String
    let tags: [String]
    let source: String
    let createdAt: Instant

    init(_ number: Int, of crowd: Int) {
        var chance = Chance(seed: number)
        self.number = number
        firm = Firm(chance.number(below: max(1, crowd / Firm.contacts)))
        firstName = chance.pick(Person.firstNames)
        lastName = chance.pick(Person.lastNames)
        jobTitle = chance.pick(Person.jobTitles)
        phone = chance.isOne(in: 5) ? nil : Person.phone(&chance)
        country = chance.isOne(in: 8) ? chance.pick(["BE", "CH", "LU", "DE"]) : "FR"
        language = country == "DE" ? "de" : "fr"
        let count = [0, 0, 1, 1, 2][chance.number(below: 5)]
        tags = (0..<count).map { _ in chance.pick(Person.allTags) }
        source = chance.pick(["site", "salon", "recommandation", "annuaire", "LinkedIn"])
        createdAt = .today - Int64(chance.number(below: 730 * 86_400)) * Instant.second
    }

    var externalID: String { "C-" + number.padded(to: 7) }

    var email: String {
        "\(firstName.folded).\(lastName.folded.filter { $0 != " " })\(number)@\(firm.domain)"
    }

    /// Ranges that ring nowhere. Source: ARCEP, plan national de numérotation.
    private static func phone(_ chance: inout Chance) -> String {
        let digits = chance.number(below: 10_000)
        let range = chance.pick(["01 99 00", "02 61 91", "03 53 01", "04 65 71", "05 36 49"])
        return "\(range) \((digits / 100).padded(to: 2)) \((digits % 100).padded(to: 2))"
    }

    private static let firstNames = [
        "Nathalie", "Céline", "Stéphanie", "Émilie", "Élodie", "Léa", "Chloé", "Inès", "Gaëlle", "Hélène", "Françoise",
        "Philippe", "Frédéric", "Sébastien", "Jérôme", "Théo", "Karim", "Mehdi", "Benoît", "Étienne", "Jean-Marc",
        "Yann",
    ]
    private static let lastNames = [
        "Martin", "Dubois", "Lefèvre", "Guérin", "François", "Noël", "Rivière", "Gérard", "Benoît", "Rémy", "Le Goff",
        "Lévêque", "Barré", "Étienne", "Bénard", "Barthélemy", "Nguyen", "Traoré", "Haddad", "Kowalski", "Roux",
        "Perrin",
    ]
    private static let jobTitles = [
        "Directrice générale", "Gérant", "Dirigeante", "Responsable achats", "Chef de cuisine", "Acheteuse",
        "Comptable",
        "Réceptionniste", "Consultant", "Étudiante en hôtellerie", "Intendant", "Assistante de direction",
    ]
    private static let allTags = ["VIP", "Salon de Lyon", "à rappeler", "newsletter", "Partenaire", "Été 2026"]
}

/// A company of a base, made from a number alone.
struct Firm {
    /// Of each company, on average.
    static let contacts = 5

    let number: Int
    let name: String
    let industry: String
    let size: Int
    let city: String
    let postalCode: String

    init(_ number: Int) {
        var chance = Chance(seed: -1 - number)
        self.number = number
        let (title, industry) = chance.pick(Firm.trades)
        name = "\(title) \(chance.pick(Firm.places)) \(number)"
        self.industry = industry
        size = chance.number(in: 2...400)
        (city, postalCode) = chance.pick(Firm.towns)
    }

    var domain: String { "entreprise-\(number).example" }

    private static let trades = [
        ("Hôtel", "hôtellerie"), ("Auberge", "hôtellerie"), ("Brasserie", "restauration"), ("Crêperie", "restauration"),
        ("Clinique", "santé"), ("Lycée", "enseignement"), ("Pâtisserie", "boulangerie"), ("Imprimerie", "imprimerie"),
        ("Garage", "automobile"), ("Cabinet", "conseil"),
    ]
    private static let places = [
        "du Lac", "de la Gare", "des Alpes", "de l’Écluse", "du Marché", "des Cèdres", "du Port",
    ]
    private static let towns = [
        ("Annecy", "74000"), ("Lyon", "69002"), ("Saint-Étienne", "42000"), ("Besançon", "25000"), ("Mâcon", "71000"),
        ("Nîmes", "30000"), ("Paris", "75011"), ("Lille", "59000"), ("Rennes", "35000"), ("Orléans", "45000"),
    ]
}
