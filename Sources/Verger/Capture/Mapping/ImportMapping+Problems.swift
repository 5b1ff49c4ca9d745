extension ImportMapping {
    /// What keeps the file from being read by this mapping; `path` is the title of a column, or a name of the form.
    package var problems: [Problem] {
        var problems: [Problem] = []
        var taken: [ColumnTarget: String] = [:]
        for column in columns {
            guard let target = column.target, target != .tags else { continue }
            if let other = taken[target] {
                problems.append(
                    Problem(
                        Sentence(
                            fr: "la colonne «\u{A0}\(other)\u{A0}» va déjà là\u{202F}; laissez l’une des deux de côté",
                            en: "the column “\(other)” goes there already; leave one of the two aside"),
                        path: column.title))
            }
            taken[target] = taken[target] ?? column.title
        }
        return problems + missing
    }

    private var missing: [Problem] {
        func has(_ targets: ColumnTarget...) -> Bool { targets.contains { column(of: $0) != nil } }
        var problems: [Problem] = []
        func lacks(_ fr: String, _ en: String, _ path: String = "columns") {
            problems.append(Problem(Sentence(fr: fr, en: en), path: path))
        }
        switch kind {
        case .contacts:
            if !has(.contact(.email), .contact(.phone), .contact(.externalID)) {
                lacks(
                    "Rien ne permet de reconnaître les gens\u{A0}: dites quelle colonne porte l’e-mail, le téléphone ou un identifiant.",
                    "Nothing tells people apart: say which column holds the e-mail, the phone or an external id.")
            }
            if let fact, fact.day == nil, !has(.activity(.at)) {
                lacks(
                    "Dites quel jour cela s’est passé, ou quelle colonne le dit.",
                    "Say on which day it happened, or which column says so.", "day")
            }
        case .companies:
            if !has(.company(.name), .company(.externalID)) {
                lacks(
                    "Dites quelle colonne porte le nom de l’entreprise, ou son identifiant.",
                    "Say which column holds the name of the company, or its external id.")
            }
        case .activities, .payments:
            if !has(.reference) {
                lacks(
                    "Dites quelle colonne désigne le contact\u{A0}: e-mail ou identifiant.",
                    "Say which column names the contact: e-mail or external id.")
            }
            if !has(.activity(.at)) { lacks("Dites quelle colonne porte la date.", "Say which column holds the date.") }
            if kind == .activities, !has(.activity(.kind)) {
                lacks("Dites quelle colonne porte le type d’activité.", "Say which column holds the kind of activity.")
            }
            if kind == .payments, !has(.activity(.amount)) {
                lacks("Dites quelle colonne porte le montant.", "Say which column holds the amount.")
            }
        }
        return problems
    }
}
