import Verger

extension TrackingPage {
    enum Words {
        static let guide = Sentence(
            fr:
                "Vos sites et vos applications envoient ici ce que font les visiteurs, par les bibliothèques de Segment\u{A0}: changez leur adresse pour celle-ci, avec une clé d’écriture créée dans les jetons.",
            en:
                "Your sites and applications send here what visitors do, by the libraries of Segment: change their host to this one, with a write key made under tokens."
        )
        static let unmapped = Sentence(fr: "Événements sans règle", en: "Events without a rule")
        static let unmappedHint = Sentence(
            fr:
                "Ils sont gardés, mais ne comptent pas encore comme preuves. Dites ce qu’ils sont\u{A0}: ceux déjà reçus compteront aussi, à leur date.",
            en:
                "They are kept, but do not count as evidence yet. Say what they are: those already received will count too, on their day."
        )
        static let noneUnmapped = Sentence(
            fr: "Tout ce qui arrive a une règle.", en: "Everything that comes in has a rule.")
        static let event = Sentence(fr: "Événement", en: "Event")
        static let call = Sentence(fr: "Appel", en: "Call")
        static let calls = Sentence(fr: "Appels", en: "Calls")
        static let last = Sentence(fr: "Dernier", en: "Last")
        static let becomes = Sentence(fr: "Devient", en: "Becomes")
        static let map = Sentence(fr: "Appliquer", en: "Apply")
        static let rules = Sentence(fr: "Vos règles", en: "Your rules")
        static let noRules = Sentence(
            fr: "Aucune\u{A0}: les règles par défaut, plus bas, suffisent pour l’instant.",
            en: "None: the default rules, below, are enough so far.")
        static let newRule = Sentence(fr: "Nouvelle règle", en: "New rule")
        static let renames = Sentence(fr: "Propriétés renommées", en: "Renamed properties")
        static let renamesHint = Sentence(
            fr: "Comme elles sont envoyées, puis leur nouveau nom\u{A0}: title=content, step=level",
            en: "As they are sent, then their new name: title=content, step=level")
        static let save = Sentence(fr: "Enregistrer la règle", en: "Save the rule")
        static let remove = Sentence(fr: "Retirer", en: "Remove")
        static let removed = Sentence(
            fr: "Règle retirée. Ce qu’elle a produit reste.", en: "Rule removed. What it made stays.")
        static let choose = Sentence(fr: "Choisir…", en: "Choose…")
        static let unwanted = Sentence(fr: "Rien\u{A0}: ne pas garder", en: "Nothing: do not keep")
        static let problems = Sentence(fr: "Appels refusés ou à vérifier", en: "Calls refused or to be checked")
        static let place = Sentence(fr: "Champ", en: "Field")
        static let problem = Sentence(fr: "Ce qui ne va pas", en: "What is wrong")
        static let clear = Sentence(fr: "J’ai lu, vider la liste", en: "I have read them, clear the list")
        static let defaults = Sentence(fr: "Règles par défaut", en: "Default rules")
        static let eventNeeded = Sentence(
            fr: "donnez le nom de l’événement, «\u{A0}*\u{A0}» pour tous", en: "give the name of the event, “*” for all"
        )
        static let kindNeeded = Sentence(
            fr: "choisissez ce que devient l’événement", en: "choose what the event becomes")
        static let badRenames = Sentence(
            fr: "écrivez ancien=nouveau, séparés par des virgules", en: "write old=new, separated by commas")

        static func becomesOf(_ event: String) -> Sentence {
            Sentence(fr: "Ce que devient «\u{A0}\(event)\u{A0}»", en: "What “\(event)” becomes")
        }

        static func removeOf(_ event: String) -> Sentence {
            Sentence(fr: "Retirer la règle de «\u{A0}\(event)\u{A0}»", en: "Remove the rule of “\(event)”")
        }

        static func saved(_ settled: Int, _ notation: Notation) -> Sentence {
            guard settled > 0 else { return Sentence(fr: "Règle enregistrée.", en: "Rule saved.") }
            let count = notation.count(settled)
            return settled == 1
                ? Sentence(
                    fr: "Règle enregistrée\u{A0}: un appel déjà reçu est repris.",
                    en: "Rule saved: one call received before was taken up.")
                : Sentence(
                    fr: "Règle enregistrée\u{A0}: \(count) appels déjà reçus sont repris.",
                    en: "Rule saved: \(count) calls received before were taken up.")
        }
    }
}
