import Verger

/// The audit log in words that people read.
enum AuditWords {
    private static let sentences: [String: Sentence] = [
        "set up": Sentence(fr: "premier compte créé", en: "first account made"),
        "signed in": Sentence(fr: "entré", en: "signed in"),
        "password asked for": Sentence(fr: "mot de passe demandé", en: "password asked for"),
        "password link made": Sentence(fr: "lien de mot de passe créé", en: "password link made"),
        "password set": Sentence(fr: "mot de passe choisi par un lien", en: "password set by a link"),
        "password changed": Sentence(fr: "mot de passe changé", en: "password changed"),
        "second factor set up": Sentence(fr: "double authentification mise en place", en: "second factor set up"),
        "second factor removed": Sentence(fr: "double authentification retirée", en: "second factor removed"),
        "recovery codes renewed": Sentence(fr: "codes de secours renouvelés", en: "recovery codes renewed"),
        "user added": Sentence(fr: "utilisateur invité", en: "user invited"),
        "user disabled": Sentence(fr: "accès fermé", en: "access shut"),
        "user enabled": Sentence(fr: "accès rouvert", en: "access opened again"),
        "role changed": Sentence(fr: "rôle changé", en: "role changed"),
        "token added": Sentence(fr: "jeton créé", en: "token made"),
        "token revoked": Sentence(fr: "jeton retiré", en: "token revoked"),
        "settings changed": Sentence(fr: "réglages changés", en: "settings changed"),
        "import finished": Sentence(fr: "import terminé", en: "import finished"),
        "import reverted": Sentence(fr: "import annulé", en: "import taken back"),
        "definition activated": Sentence(fr: "définition activée", en: "definition activated"),
        "definition scheduled": Sentence(fr: "définition programmée", en: "definition scheduled"),
        "event rule saved": Sentence(fr: "règle d’événement enregistrée", en: "event rule saved"),
        "event rule removed": Sentence(fr: "règle d’événement retirée", en: "event rule removed"),
        "site added": Sentence(fr: "site ajouté", en: "site added"),
        "site changed": Sentence(fr: "site réglé", en: "site set up"),
        "robot corrected": Sentence(fr: "visites reconnues humaines", en: "visits said to be of people"),
        "contact added": Sentence(fr: "contact ajouté", en: "contact added"),
        "contact changed": Sentence(fr: "contact modifié", en: "contact changed"),
        "disqualified": Sentence(fr: "contact écarté", en: "contact disqualified"),
        "unsubscribed": Sentence(fr: "contact désabonné", en: "contact unsubscribed"),
    ]

    /// The action itself where we have no words for it yet.
    static func sentence(of action: String) -> Sentence { sentences[action] ?? Sentence(verbatim: action) }

    /// `file: contacts.csv · created: 12`.
    static func details(_ json: String) -> String {
        guard let document = try? Document(json: json), let members = document.pairs else { return json }
        return members.map { "\($0.key): \($0.value.text ?? $0.value.json())" }.joined(separator: " · ")
    }
}
