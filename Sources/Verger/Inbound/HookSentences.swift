/// What is said about maps and about bodies that they can't take.
package enum HookSentences {
    static let nobody = Sentence(
        fr:
            "dites où est l’adresse e-mail, ou l’identifiant externe\u{A0}: sans l’un des deux, on ne sait pas qui c’est",
        en: "say where the e-mail address is, or the external id: without one of them, nobody knows who it is")
    static let nobodyFound = Sentence(
        fr: "ni adresse ni identifiant externe à cet endroit du corps",
        en: "no address and no external id at this place of the body")
    static let ownPlace = Sentence(
        fr: "ce champ a sa place au-dessus", en: "this field has its own place above")
    static let tooManyLines = Sentence(fr: "100 lignes au plus", en: "100 lines at most")
    static let noPair = Sentence(
        fr: "une ligne s’écrit «\u{A0}nom = chemin\u{A0}», par exemple ville = adresse.ville",
        en: "a line is written “name = path”, such as city = address.city")
    static let noList = Sentence(
        fr: "ce chemin ne mène pas à une liste dans ce corps", en: "this path leads to no list in this body")
    static let tooManyItems = Sentence(
        fr: "plus de \(HookReading.mostItems) éléments dans un envoi\u{202F}; envoyez-en moins à la fois",
        en: "more than \(HookReading.mostItems) items in one delivery; send fewer at a time")
    static let notAnObject = Sentence(
        fr: "un objet JSON est attendu\u{202F}; dites avec «\u{A0}chaque\u{A0}» où est la liste d’objets",
        en: "a JSON object is expected; say with “each” where the list of objects is")

    static func noKind(_ name: String) -> Sentence {
        Sentence(fr: "aucun fait ne s’appelle «\u{A0}\(name)\u{A0}»", en: "no activity is called “\(name)”")
    }

    static func notAllowed(_ kind: ActivityKind) -> Sentence {
        Sentence(
            fr: "«\u{A0}\(kind.label.fr)\u{A0}» ne se dit pas par un programme",
            en: "“\(kind.label.en)” can’t be said by a program")
    }

    static func noField(_ name: String, near: String?) -> Sentence {
        Sentence(
            fr: "aucun champ ne s’appelle «\u{A0}\(name)\u{A0}»"
                + (near.map { "\u{202F}; vouliez-vous dire «\u{A0}\($0)\u{A0}»\u{202F}?" } ?? ""),
            en: "no field is called “\(name)”" + (near.map { "; did you mean “\($0)”?" } ?? ""))
    }

    static func badInstant(_ text: String) -> Sentence {
        let shown = text.prefix(40)
        return Sentence(
            fr: "«\u{A0}\(shown)\u{A0}» n’est pas une date\u{A0}: l’arrivée est retenue",
            en: "“\(shown)” is no date: the arrival is taken")
    }

    static func badAmount(_ text: String) -> Sentence {
        let shown = text.prefix(40)
        return Sentence(
            fr: "«\u{A0}\(shown)\u{A0}» n’est pas un montant\u{A0}: laissé de côté",
            en: "“\(shown)” is no amount: left out")
    }

    static func otherCurrency(_ said: String, _ own: String) -> Sentence {
        let said = said.prefix(10)
        return Sentence(
            fr: "montant en \(said), et non en \(own)\u{A0}: gardé comme propriété",
            en: "the amount is in \(said), not in \(own): kept as a property")
    }

    static func sentence(of failure: BodyValue.Failure) -> Sentence {
        switch failure {
        case .notOne:
            Sentence(
                fr: "ce chemin mène à un objet\u{202F}; allez jusqu’à une valeur",
                en: "this path leads to an object; go on to a value")
        case .tooLong:
            Sentence(fr: "texte de plus de 16 Ko\u{A0}: laissé de côté", en: "a text of over 16 KB: left out")
        }
    }

    package static let twoContacts = Sentence(
        fr: "cette adresse et cet identifiant externe sont ceux de deux contacts\u{202F}; fusionnez-les, puis reprenez",
        en: "this address and this external id belong to two contacts; merge them, then try again")
    package static let suppressed = Sentence(
        fr: "cette personne a été effacée à sa demande\u{A0}: rien n’en est gardé",
        en: "this person was erased at their own request: nothing of it is kept")
}
