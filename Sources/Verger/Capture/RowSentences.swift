/// What is said about rows that are not as they should be.
enum RowSentences {
    static func tooMany(_ found: Int, _ expected: Int) -> Sentence {
        Sentence(
            fr: "\(found) cellules pour \(expected) colonnes : un séparateur est sans doute de trop dans une cellule "
                + "sans guillemets",
            en: "\(found) cells for \(expected) columns: there may be a stray separator in a cell without quotes")
    }

    static func tooFew(_ found: Int, _ expected: Int) -> Sentence {
        Sentence(
            fr: "\(found) cellule\(found > 1 ? "s" : "") pour \(expected) colonnes",
            en: "\(found) cell\(found > 1 ? "s" : "") for \(expected) columns")
    }

    static let noContact = Sentence(fr: "contact manquant", en: "the contact is missing")
    static let noKind = Sentence(fr: "type d’activité manquant", en: "the kind of activity is missing")
    static let noDate = Sentence(fr: "date manquante", en: "the date is missing")
    static let noAmount = Sentence(fr: "montant manquant", en: "the amount is missing")

    static let nobody = Sentence(
        fr: "ni identifiant externe, ni e-mail, ni téléphone : rien ne permet de reconnaître ce contact",
        en: "no external id, no e-mail, no phone: nothing to recognise this contact by")
    static let noCompany = Sentence(
        fr: "ni nom ni identifiant externe : rien ne permet de reconnaître cette entreprise",
        en: "no name and no external id: nothing to recognise this company by")

    static let badEmail = Sentence(
        fr: "adresse e-mail illisible ; exemple : prenom.nom@exemple.fr",
        en: "unreadable e-mail address; example: first.last@example.com")
    static let badEmailKept = Sentence(
        fr: "adresse e-mail illisible : le contact est gardé sans elle",
        en: "unreadable e-mail address: the contact is kept without it")
    static let badPhone = Sentence(
        fr: "ce numéro de téléphone n’existe pas : il est gardé tel quel",
        en: "there is no such phone number: it is kept as typed")
    static let badSIREN = Sentence(
        fr: "ce SIREN est faux (neuf chiffres, le dernier de contrôle) : il est gardé tel quel",
        en: "this SIREN is wrong (nine digits, the last one a check digit): it is kept as typed")
    static let badDomain = Sentence(
        fr: "domaine illisible, gardé tel quel ; exemple : exemple.fr",
        en: "unreadable domain, kept as typed; example: example.com")
    static let badConsent = Sentence(
        fr: "consentement illisible ; attendu : granted, refused ou unknown",
        en: "unreadable consent; expected granted, refused or unknown")
    static let unproven = Sentence(
        fr:
            "un accord sans preuve n’est pas gardé : dites d’où vient ce fichier, et quand et comment l’accord a été donné",
        en: "a consent without proof is not kept: say where this file comes from, and when and how they agreed")
    static let notBoolean = Sentence(fr: "attendu : vrai ou faux", en: "expected true or false")

    static let tooManyTimes = Sentence(
        fr: "au plus \(ActivityMap.mostTimes) activités sont gardées par ligne",
        en: "at most \(ActivityMap.mostTimes) activities are kept for a row")

    static func otherCurrency(_ currency: String) -> Sentence {
        Sentence(
            fr:
                "pas la devise de l’espace (\(currency)) : rien n’est converti, donnez le montant en \(currency)",
            en: "not the currency of the workspace (\(currency)): nothing is converted, give the amount in \(currency)")
    }

    static func unknownKind(_ name: String, _ kinds: [String: ActivityKind]) -> Sentence {
        let hint = suggestion(for: name, among: kinds.keys.sorted())
        return Sentence(
            fr: "type d’activité inconnu : \(name)" + (hint.map { " ; vouliez-vous dire \($0) ?" } ?? ""),
            en: "unknown kind of activity: \(name)" + (hint.map { "; did you mean \($0)?" } ?? ""))
    }

    static func undeclared(_ name: String, _ kind: ActivityKind) -> Sentence {
        let hint = suggestion(for: name, among: kind.properties.keys.sorted())
        return Sentence(
            fr: "\(kind.name) ne déclare pas la propriété \(name) : elle est gardée comme texte"
                + (hint.map { " ; vouliez-vous dire \($0) ?" } ?? ""),
            en: "\(kind.name) does not declare the property \(name): it is kept as text"
                + (hint.map { "; did you mean \($0)?" } ?? ""))
    }
}
