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
        "brand changed": Sentence(fr: "couleurs et logo changés", en: "colours and logo changed"),
        "landing page added": Sentence(fr: "page créée", en: "landing page made"),
        "landing page published": Sentence(fr: "page publiée", en: "landing page published"),
        "landing page taken offline": Sentence(fr: "page mise hors ligne", en: "landing page taken offline"),
        "landing page moved": Sentence(fr: "adresse d’une page changée", en: "address of a page changed"),
        "landing page archived": Sentence(fr: "page archivée", en: "landing page archived"),
        "landing page restored": Sentence(fr: "page reprise", en: "landing page brought back"),
        "landing test started": Sentence(fr: "test A/B commencé", en: "A/B test begun"),
        "landing test ended": Sentence(fr: "test A/B terminé", en: "A/B test ended"),
        "picture added": Sentence(fr: "image ajoutée", en: "image added"),
        "picture removed": Sentence(fr: "image retirée", en: "image removed"),
        "import finished": Sentence(fr: "import terminé", en: "import finished"),
        "import uploaded": Sentence(fr: "fichier envoyé pour l’importer", en: "file sent to be imported"),
        "import started": Sentence(fr: "import lancé", en: "import started"),
        "import stopped": Sentence(fr: "import arrêté", en: "import stopped"),
        "import discarded": Sentence(fr: "fichier à importer retiré", en: "file to be imported removed"),
        "import reverted": Sentence(fr: "import annulé", en: "import taken back"),
        "definition activated": Sentence(fr: "définition activée", en: "definition activated"),
        "definition scheduled": Sentence(fr: "définition programmée", en: "definition scheduled"),
        "event rule saved": Sentence(fr: "règle d’événement enregistrée", en: "event rule saved"),
        "event rule removed": Sentence(fr: "règle d’événement retirée", en: "event rule removed"),
        "site added": Sentence(fr: "site ajouté", en: "site added"),
        "site changed": Sentence(fr: "site réglé", en: "site set up"),
        "robot corrected": Sentence(fr: "visites reconnues humaines", en: "visits said to be of people"),
        "bulk action": Sentence(fr: "action groupée", en: "bulk action"),
        "bulk action undone": Sentence(fr: "action groupée annulée", en: "bulk action undone"),
        "company added": Sentence(fr: "entreprise ajoutée", en: "company added"),
        "companies exported": Sentence(fr: "entreprises exportées", en: "companies exported"),
        "company changed": Sentence(fr: "entreprise modifiée", en: "company changed"),
        "contact edited": Sentence(fr: "contact modifié", en: "contact edited"),
        "contacts exported": Sentence(fr: "contacts exportés", en: "contacts exported"),
        "definition drafted": Sentence(fr: "brouillon de définition enregistré", en: "definition drafted"),
        "definition draft discarded": Sentence(fr: "brouillon mis de côté", en: "draft set aside"),
        "definition draft resumed": Sentence(fr: "brouillon repris", en: "draft taken up again"),
        "handover taken": Sentence(fr: "passage pris", en: "handover taken"),
        "handover refused": Sentence(fr: "passage refusé", en: "handover refused"),
        "hours changed": Sentence(fr: "horaires changés", en: "hours changed"),
        "part changed": Sentence(fr: "rôle dans l’achat changé", en: "part in buying changed"),
        "segment saved": Sentence(fr: "segment enregistré", en: "segment saved"),
        "segment removed": Sentence(fr: "segment supprimé", en: "segment removed"),
        "segment restored": Sentence(fr: "segment remis", en: "segment put back"),
        "webhook added": Sentence(fr: "webhook ajouté", en: "webhook added"),
        "webhook changed": Sentence(fr: "webhook modifié", en: "webhook changed"),
        "webhook removed": Sentence(fr: "webhook supprimé", en: "webhook removed"),
        "consent recorded": Sentence(fr: "consentement noté", en: "consent recorded"),
        "consent purpose saved": Sentence(fr: "finalité enregistrée", en: "purpose saved"),
        "consent text written": Sentence(fr: "texte de consentement écrit", en: "consent text written"),
        "rights request opened": Sentence(fr: "demande de droits reçue", en: "rights request received"),
        "rights request taken": Sentence(fr: "demande de droits prise en charge", en: "rights request taken in hand"),
        "rights request extended": Sentence(fr: "délai d’une demande prolongé", en: "time of a request extended"),
        "rights request noted": Sentence(fr: "note sur une demande de droits", en: "note on a rights request"),
        "rights request granted": Sentence(fr: "demande de droits acceptée", en: "rights request granted"),
        "rights request refused": Sentence(fr: "demande de droits refusée", en: "rights request refused"),
        "personal data exported": Sentence(fr: "dossier personnel exporté", en: "personal file exported"),
        "person erased": Sentence(fr: "personne effacée", en: "person erased"),
        "suppression lifted": Sentence(fr: "retour d’une personne effacée permis", en: "erased person let back"),
        "retention question asked": Sentence(fr: "question de conservation posée", en: "retention question asked"),
        "purge confirmed": Sentence(fr: "effacement pour ancienneté confirmé", en: "purge confirmed"),
        "contact added": Sentence(fr: "contact ajouté", en: "contact added"),
        "contact changed": Sentence(fr: "contact modifié", en: "contact changed"),
        "attendees added": Sentence(fr: "participants ajoutés", en: "attendees added"),
        "campaign added": Sentence(fr: "campagne créée", en: "campaign made"),
        "campaign changed": Sentence(fr: "campagne modifiée", en: "campaign changed"),
        "channel saved": Sentence(fr: "canal enregistré", en: "channel saved"),
        "channel removed": Sentence(fr: "canal supprimé", en: "channel removed"),
        "companies merged": Sentence(fr: "entreprises fusionnées", en: "companies merged"),
        "contacts merged": Sentence(fr: "contacts fusionnés", en: "contacts merged"),
        "merge undone": Sentence(fr: "fusion annulée", en: "merge undone"),
        "records told apart": Sentence(fr: "fiches dites distinctes", en: "records told apart"),
        "records no longer told apart": Sentence(
            fr: "fiches à comparer de nouveau", en: "records to be compared again"),
        "content added": Sentence(fr: "contenu ajouté", en: "content added"),
        "content changed": Sentence(fr: "contenu modifié", en: "content changed"),
        "content archived": Sentence(fr: "contenu archivé", en: "content archived"),
        "content restored": Sentence(fr: "contenu repris", en: "content brought back"),
        "cost added": Sentence(fr: "coût ajouté", en: "cost added"),
        "cost changed": Sentence(fr: "coût modifié", en: "cost changed"),
        "cost removed": Sentence(fr: "coût supprimé", en: "cost removed"),
        "costs imported": Sentence(fr: "coûts importés", en: "costs imported"),
        "form added": Sentence(fr: "formulaire créé", en: "form made"),
        "form published": Sentence(fr: "formulaire publié", en: "form published"),
        "form opened": Sentence(fr: "formulaire ouvert", en: "form opened"),
        "form closed": Sentence(fr: "formulaire fermé", en: "form shut"),
        "submission released": Sentence(fr: "réponse retenue acceptée", en: "held submission let in"),
        "submissions exported": Sentence(fr: "réponses exportées", en: "submissions exported"),
        "inbound mail key made": Sentence(fr: "adresse de réception des e-mails créée", en: "address for mails made"),
        "inbound mail released": Sentence(fr: "e-mail retenu accepté", en: "held mail let in"),
        "inbound source added": Sentence(fr: "source de données ajoutée", en: "inbound source added"),
        "inbound source changed": Sentence(fr: "source de données modifiée", en: "inbound source changed"),
        "inbound source key changed": Sentence(fr: "clé d’une source changée", en: "key of a source changed"),
        "inbound source removed": Sentence(fr: "source de données supprimée", en: "inbound source removed"),
        "introducer added": Sentence(fr: "apporteur ajouté", en: "introducer added"),
        "introducer changed": Sentence(fr: "apporteur modifié", en: "introducer changed"),
        "statement drawn up": Sentence(fr: "relevé établi", en: "statement drawn up"),
        "statement approved": Sentence(fr: "relevé approuvé", en: "statement approved"),
        "statement paid": Sentence(fr: "relevé payé", en: "statement paid"),
        "statement line disputed": Sentence(fr: "ligne de relevé contestée", en: "line of a statement disputed"),
        "statement line settled": Sentence(fr: "contestation tranchée", en: "dispute settled"),
        "mail server changed": Sentence(fr: "serveur d’envoi réglé", en: "mail server set up"),
        "mail server removed": Sentence(fr: "serveur d’envoi retiré", en: "mail server removed"),
        "mail removed": Sentence(fr: "e-mail supprimé", en: "mail removed"),
        "kept mails sent": Sentence(fr: "e-mails gardés envoyés", en: "kept mails sent"),
        "disqualified": Sentence(fr: "contact écarté", en: "contact disqualified"),
        "unsubscribed": Sentence(fr: "contact désabonné", en: "contact unsubscribed"),
    ]

    /// Whether we have words for it.
    static func knows(_ action: String) -> Bool { sentences[action] != nil }

    /// Who did it: a person by address, or what is no person.
    static func actor(_ name: String) -> Sentence {
        name == "command" ? Sentence(fr: "ligne de commande", en: "command line") : Sentence(verbatim: name)
    }

    /// The action itself where we have no words for it yet.
    static func sentence(of action: String) -> Sentence { sentences[action] ?? Sentence(verbatim: action) }

    /// `fichier : contacts.csv · créés : 12`.
    static func details(_ json: String, _ notation: Notation) -> String {
        let language = notation.language
        guard let document = try? Document(json: json), let members = document.pairs else { return json }
        let colon = language == .french ? "\u{A0}: " : ": "
        return members.compactMap { key, value in
            guard !value.isNull else { return nil }
            let name = keys[key]?.text(in: language) ?? key
            return name + colon + self.value(value, of: key, notation)
        }.joined(separator: " · ")
    }

    private static func value(_ value: Document, of key: String, _ notation: Notation) -> String {
        let language = notation.language
        switch (key, value.content) {
        case (_, .boolean(let flag)):
            return (flag ? Sentence(fr: "oui", en: "yes") : Sentence(fr: "non", en: "no")).text(in: language)
        case ("role", .text(let name)):
            return Role(rawValue: name)?.label.text(in: language) ?? name
        case ("scope", .text(let name)):
            return TokenScope(rawValue: name)?.label.text(in: language) ?? name
        case ("from", .text(let text)):
            return Instant(iso8601: text, in: notation.zone).map(notation.dayAndTime) ?? text
        case ("action", .text(let name)): return actions[name]?.text(in: language) ?? name
        case (_, .list(let items)): return items.map { $0.text ?? $0.json() }.joined(separator: ", ")
        default: return value.text ?? value.json()
        }
    }

    /// What bulk actions do.
    private static let actions: [String: Sentence] = [
        "add_tag": Sentence(fr: "ajouter une étiquette", en: "add a tag"),
        "remove_tag": Sentence(fr: "retirer une étiquette", en: "remove a tag"),
        "assign": Sentence(fr: "confier", en: "assign"),
    ]

    private static let keys: [String: Sentence] = [
        "action": Sentence(fr: "action", en: "action"), "activities": Sentence(fr: "faits", en: "activities"),
        "activity": Sentence(fr: "fait", en: "activity"), "address": Sentence(fr: "adresse", en: "address"),
        "changes": Sentence(fr: "changements", en: "changes"), "kept": Sentence(fr: "gardés", en: "kept"),
        "call": Sentence(fr: "appel", en: "call"), "company": Sentence(fr: "entreprise", en: "company"),
        "condition": Sentence(fr: "condition", en: "condition"), "contact": Sentence(fr: "contact", en: "contact"),
        "contacts": Sentence(fr: "contacts", en: "contacts"), "created": Sentence(fr: "créés", en: "created"),
        "currency": Sentence(fr: "devise", en: "currency"), "email": Sentence(fr: "e-mail", en: "e-mail"),
        "event": Sentence(fr: "événement", en: "event"), "field": Sentence(fr: "champ", en: "field"),
        "fields": Sentence(fr: "champs", en: "fields"), "file": Sentence(fr: "fichier", en: "file"),
        "from": Sentence(fr: "à partir du", en: "from"), "handover": Sentence(fr: "passage", en: "handover"),
        "hours": Sentence(fr: "horaires", en: "hours"), "id": Sentence(fr: "numéro", en: "number"),
        "import": Sentence(fr: "import", en: "import"), "kind": Sentence(fr: "genre", en: "kind"),
        "list": Sentence(fr: "liste", en: "list"), "name": Sentence(fr: "nom", en: "name"),
        "number": Sentence(fr: "numéro", en: "number"), "part": Sentence(fr: "rôle", en: "part"),
        "parts": Sentence(fr: "rôles", en: "parts"), "reason": Sentence(fr: "motif", en: "reason"),
        "refused": Sentence(fr: "refusés", en: "refused"), "region": Sentence(fr: "pays", en: "country"),
        "repsSeeUnassigned": Sentence(
            fr: "les commerciaux voient les contacts que personne ne suit", en: "reps see contacts that nobody follows"),
        "role": Sentence(fr: "rôle", en: "role"), "rows": Sentence(fr: "lignes", en: "rows"),
        "scope": Sentence(fr: "portée", en: "scope"), "skipped": Sentence(fr: "passés", en: "skipped"),
        "source": Sentence(fr: "source", en: "source"), "token": Sentence(fr: "jeton", en: "token"),
        "updated": Sentence(fr: "mis à jour", en: "updated"), "url": Sentence(fr: "adresse", en: "address"),
        "user": Sentence(fr: "utilisateur", en: "user"), "value": Sentence(fr: "valeur", en: "value"),
        "version": Sentence(fr: "version", en: "version"), "webhook": Sentence(fr: "webhook", en: "webhook"),
        "zone": Sentence(fr: "fuseau", en: "time zone"),
    ]
}
