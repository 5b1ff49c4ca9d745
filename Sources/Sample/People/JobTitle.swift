/// What a contact does, in the words of a visiting card.
enum JobTitle {
    /// As said of a woman and of a man.
    typealias Title = (woman: String, man: String)

    /// Of somebody who decides a purchase in a company of this size.
    static func deciding(in size: Int) -> [Title] {
        switch size {
        case ..<10:
            [
                ("Gérante", "Gérant"), ("Dirigeante", "Dirigeant"), ("Cogérante", "Cogérant"),
                ("Cheffe propriétaire", "Chef propriétaire"),
            ]
        case ..<250:
            [
                ("Directrice générale", "Directeur général"), ("Gérante", "Gérant"),
                ("Responsable achats", "Responsable achats"), ("Directrice des achats", "Directeur des achats"),
                ("Cheffe exécutive", "Chef exécutif"), ("Cheffe de cuisine", "Chef de cuisine"),
                ("Responsable de production", "Responsable de production"), ("Intendante", "Intendant"),
            ]
        default:
            [
                ("Directrice des achats", "Directeur des achats"), ("Acheteuse équipements", "Acheteur équipements"),
                ("Responsable restauration", "Responsable restauration"),
                ("Directrice technique", "Directeur technique"),
            ]
        }
    }

    /// Of somebody who may be curious, but does not decide.
    static let others: [Title] = [
        ("Seconde de cuisine", "Second de cuisine"), ("Commise de cuisine", "Commis de cuisine"),
        ("Réceptionniste", "Réceptionniste"), ("Assistante de direction", "Assistant de direction"),
        ("Consultante", "Consultant"), ("Étudiante en hôtellerie", "Étudiant en hôtellerie"),
        ("Comptable", "Comptable"), ("Serveuse", "Serveur"), ("Apprentie boulangère", "Apprenti boulanger"),
        ("Journaliste", "Journaliste"),
    ]
}
