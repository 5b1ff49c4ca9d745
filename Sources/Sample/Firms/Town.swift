/// Where a company of the sample is.
struct Town: Sendable {
    let name: String
    let postalCode: String
    var country = "FR"

    static let french: [Town] = [
        ("Annecy", "74000"), ("Lyon", "69002"), ("Grenoble", "38000"), ("Chambéry", "73000"), ("Vénissieux", "69200"),
        ("Meylan", "38240"), ("Saint-Étienne", "42000"), ("Valence", "26000"), ("Bourg-en-Bresse", "01000"),
        ("Clermont-Ferrand", "63000"), ("Aurillac", "15000"), ("Le Puy-en-Velay", "43000"), ("Dijon", "21000"),
        ("Beaune", "21200"), ("Besançon", "25000"), ("Mâcon", "71000"), ("Colmar", "68000"), ("Strasbourg", "67000"),
        ("Mulhouse", "68100"), ("Nancy", "54000"), ("Metz", "57000"), ("Reims", "51100"), ("Troyes", "10000"),
        ("Lille", "59000"), ("Arras", "62000"), ("Amiens", "80000"), ("Le Touquet", "62520"), ("Rouen", "76000"),
        ("Caen", "14000"), ("Honfleur", "14600"), ("Saint-Malo", "35400"), ("Rennes", "35000"), ("Quimper", "29000"),
        ("Pont-Aven", "29930"), ("Vannes", "56000"), ("Carnac", "56340"), ("Nantes", "44000"), ("Angers", "49000"),
        ("Le Mans", "72000"), ("Tours", "37000"), ("Orléans", "45000"), ("Blois", "41000"), ("Poitiers", "86000"),
        ("La Rochelle", "17000"), ("Limoges", "87000"), ("Périgueux", "24000"), ("Bordeaux", "33000"),
        ("Arcachon", "33120"), ("Bayonne", "64100"), ("Pau", "64000"), ("Toulouse", "31000"), ("Albi", "81000"),
        ("Rodez", "12000"), ("Carcassonne", "11000"), ("Perpignan", "66000"), ("Montpellier", "34000"),
        ("Nîmes", "30000"), ("Avignon", "84000"), ("Arles", "13200"), ("Marseille", "13002"),
        ("Aix-en-Provence", "13100"),
        ("Toulon", "83000"), ("Nice", "06000"), ("Gap", "05000"), ("Ajaccio", "20000"), ("Paris", "75011"),
        ("Versailles", "78000"), ("Meaux", "77100"), ("Créteil", "94000"),
    ].map { Town(name: $0.0, postalCode: $0.1) }

    static let foreign: [Town] = [
        Town(name: "Genève", postalCode: "1204", country: "CH"),
        Town(name: "Lausanne", postalCode: "1003", country: "CH"),
        Town(name: "Namur", postalCode: "5000", country: "BE"), Town(name: "Liège", postalCode: "4000", country: "BE"),
        Town(name: "Luxembourg", postalCode: "1009", country: "LU"),
    ]
}
