import Storage
import Verger

/// What the pages about sites say.
enum SiteWords {
    // MARK: The list and the form

    static let none = Sentence(
        fr:
            "Aucun site pour l’instant. Ajoutez le vôtre\u{A0}: Verger vous donne la ligne à mettre dans ses pages, compte toutes les visites sans cookie, et ne suit que les visiteurs qui l’acceptent.",
        en:
            "No site yet. Add yours: Verger gives you the line to put into its pages, counts all visits without a cookie, and follows only visitors who agree."
    )
    static let new = Sentence(fr: "Nouveau site", en: "New site")
    static let site = Sentence(fr: "Site", en: "Site")
    static let name = Sentence(fr: "Nom", en: "Name")
    static let nameHint = Sentence(fr: "Pour le reconnaître ici.", en: "To know it by, here.")
    static let hosts = Sentence(fr: "Adresses", en: "Addresses")
    static let hostsHint = Sentence(
        fr: "www.exemple.fr\u{A0}; plusieurs séparées par des espaces. Leurs sous-domaines sont compris.",
        en: "www.example.com; several, separated by blanks. Their subdomains are included.")
    static let mode = Sentence(fr: "Ce qui est retenu", en: "What is kept")
    static let retention = Sentence(fr: "Durée, en mois", en: "Duration, in months")
    static let retentionHint = Sentence(
        fr: "Des visites de personnes jamais identifiées\u{A0}: 25 mois au plus.",
        en: "Of the visits of people never identified: 25 months at most.")
    static let add = Sentence(fr: "Ajouter le site", en: "Add the site")
    static let save = Sentence(fr: "Enregistrer", en: "Save")
    static let added = Sentence(fr: "Site ajouté.", en: "Site added.")
    static let saved = Sentence(
        fr: "Réglages enregistrés. Ils valent dans quelques secondes.", en: "Settings saved. They hold within seconds.")
    static let lastHit = Sentence(fr: "Dernier envoi", en: "Last hit")
    static let never = Sentence(fr: "jamais", en: "never")
    static let settings = Sentence(fr: "Réglages", en: "Settings")

    static func label(_ mode: TrackedSite.Mode) -> Sentence {
        switch mode {
        case .consent: Sentence(fr: "Compter, et suivre qui l’accepte", en: "Count, and follow who agrees")
        case .counter: Sentence(fr: "Compter seulement", en: "Count only")
        }
    }

    static func hint(_ mode: TrackedSite.Mode) -> Sentence {
        switch mode {
        case .consent:
            Sentence(
                fr:
                    "Un cookie de 13 mois au plus, après consentement\u{A0}; les autres visites sont comptées sans être suivies.",
                en: "A cookie of 13 months at most, after consent; other visits are counted without being followed.")
        case .counter:
            Sentence(
                fr: "Ni cookie, ni identifiant, ni question à poser.",
                en: "No cookie, no identifier, no question to ask.")
        }
    }

    // MARK: One site

    static let install = Sentence(fr: "Installer", en: "Install")
    static let installHint = Sentence(
        fr: "Mettez cette ligne dans l’en-tête de chaque page du site.",
        en: "Put this line into the head of every page of the site.")
    static let privacyPath = Sentence(fr: "confidentialite", en: "privacy")
    static let bannerHint = Sentence(
        fr:
            "data-banner affiche la question du consentement, avec un lien vers la page indiquée. Si votre site a déjà sa propre question, retirez-le et appelez verger.consent(true) ou verger.consent(false).",
        en:
            "data-banner asks for consent, with a link to the page named. If your site asks by itself, leave it out and call verger.consent(true) or verger.consent(false)."
    )
    static let trapHint = Sentence(
        fr: "Pour prendre les robots qui suivent tout, ajoutez ce lien que personne ne voit\u{A0}:",
        en: "To catch robots that follow everything, add this link that nobody sees:")
    static let check = Sentence(fr: "Vérifier", en: "Check")
    static let works = Sentence(fr: "Ça marche", en: "It works")
    static let nothingYet = Sentence(
        fr: "Rien n’est encore arrivé. Ouvrez une page du site\u{A0}: cette ligne change d’elle-même.",
        en: "Nothing has come in yet. Open a page of the site: this line changes by itself.")
    static let marks = Sentence(fr: "Dans vos pages", en: "In your pages")
    static let law = Sentence(fr: "Ce qui est gardé", en: "What is kept")

    static func lastAt(_ when: String) -> Sentence {
        Sentence(fr: "Dernier envoi reçu\u{A0}: \(when).", en: "Last hit received: \(when).")
    }

    static let attributes: [(mark: String, meaning: Sentence)] = [
        (
            "data-verger-content=\"Guide\"",
            Sentence(
                fr: "sur ce qui compte comme un contenu vu\u{A0}; data-verger-level=\"evaluation\" dit son niveau",
                en: "on what counts as a content viewed; data-verger-level=\"evaluation\" tells its level")
        ),
        (
            "data-verger-form=\"Devis\"",
            Sentence(
                fr: "sur un formulaire\u{A0}: son envoi, et qui l’envoie", en: "on a form: that it is sent, and by whom"
            )
        ),
        (
            "data-verger-download=\"Guide\"",
            Sentence(
                fr: "sur un lien qui télécharge\u{A0}; les PDF et documents le sont d’eux-mêmes",
                en: "on a link that downloads; PDF files and documents count by themselves")
        ),
        (
            "data-verger-consent",
            Sentence(
                fr: "sur un bouton «\u{A0}Cookies\u{A0}», pour changer d’avis",
                en: "on a “Cookies” button, to change one’s mind")
        ),
        (
            "verger.identify(\"42\", {email: …})",
            Sentence(fr: "quand quelqu’un se connecte", en: "when somebody signs in")
        ),
        ("verger.reset()", Sentence(fr: "quand il se déconnecte", en: "when they sign out")),
        (
            "verger.track(\"Essai lancé\")",
            Sentence(fr: "pour tout autre événement", en: "for any other event")
        ),
    ]

    static func lawLines(_ site: TrackedSite) -> [Sentence] {
        let counter = Sentence(
            fr:
                "Sans consentement\u{A0}: des nombres par jour, page, source et campagne. Ni cookie, ni identifiant, ni adresse IP\u{A0}; rien n’y mène à un contact.",
            en:
                "Without consent: numbers by day, page, source and campaign. No cookie, no identifier, no IP address; nothing in them leads to a contact."
        )
        let privacy = Sentence(
            fr: "Les signaux DNT et Sec-GPC des navigateurs sont respectés, dans la page et sur le serveur.",
            en: "The signals DNT and Sec-GPC of browsers are respected, in the page and on the server.")
        guard site.mode == .consent else { return [counter, privacy] }
        return [
            counter,
            Sentence(
                fr:
                    "Avec consentement\u{A0}: un cookie de 13 mois au plus, jamais renouvelé. La preuve est gardée\u{A0}: le texte lu, la date, la page, l’adresse IP.",
                en:
                    "With consent: a cookie of 13 months at most, never renewed. The proof is kept: the text read, the date, the page, the IP address."
            ),
            Sentence(
                fr:
                    "Ce qu’un visiteur a fait avant d’accepter n’est jamais retrouvé. Les visites de qui ne s’est jamais nommé sont effacées après \(site.retention)\u{A0}mois.",
                en:
                    "What a visitor did before agreeing is never found again. The visits of those who never gave a name are deleted after \(site.retention) months."
            ),
            privacy,
        ]
    }
}
