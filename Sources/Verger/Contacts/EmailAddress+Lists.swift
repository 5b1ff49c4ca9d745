extension EmailAddress {
    /// Local parts of functions, folded and without `.`, `-` and `_`.
    static let roles: Set<String> = [
        "abuse", "accueil", "achat", "achats", "adherents", "adhesion", "admin", "administrateur", "administration",
        "adv", "agence", "asso", "association", "atelier", "backoffice", "billing", "bienvenue", "bonjour", "boutique",
        "bureau", "cabinet", "candidature", "careers", "clients", "commande", "commandes", "commercial", "commerciaux",
        "communication", "compta", "comptabilite", "comptes", "contact", "contacts", "contactus", "courrier", "devis",
        "direction", "donotreply", "dpo", "ecole", "email", "enquiries", "equipe", "event", "events", "export",
        "facturation", "factures", "feedback", "finance", "formation", "gestion", "hello", "help", "helpdesk",
        "hostmaster", "hotel", "hr", "info", "informatique", "information", "informations", "infos", "inscription",
        "invoices", "it", "jobs", "juridique", "legal", "livraison", "logistique", "mail", "mailerdaemon", "mairie",
        "magasin", "marketing", "media", "nepasrepondre", "newsletter", "noreply", "office", "orders", "paie",
        "partenariat", "partners", "postmaster", "pr", "press", "presse", "privacy", "production", "projets",
        "qualite", "reception", "reclamation", "recrutement", "redaction", "rendezvous", "reservation",
        "reservations", "resa", "restaurant", "rgpd", "rh", "sales", "sav", "secretaire", "secretariat", "security",
        "service", "serviceclient", "serviceclients", "services", "site", "standard", "support", "team", "technique",
        "vente", "ventes", "web", "webmaster",
    ]

    /// Providers at which anyone takes an address, those common in France first.
    static let freeMail: Set<String> = [
        "gmail.com", "googlemail.com", "outlook.com", "outlook.fr", "hotmail.com", "hotmail.fr", "live.com", "live.fr",
        "msn.com", "yahoo.com", "yahoo.fr", "ymail.com", "rocketmail.com", "orange.fr", "wanadoo.fr", "voila.fr",
        "free.fr", "aliceadsl.fr", "libertysurf.fr", "sfr.fr", "neuf.fr", "cegetel.net", "club-internet.fr",
        "9online.fr",
        "numericable.fr", "noos.fr", "bbox.fr", "laposte.net", "icloud.com", "me.com", "mac.com", "aol.com", "aol.fr",
        "proton.me", "protonmail.com", "pm.me", "tutanota.com", "tuta.io", "gmx.com", "gmx.fr", "gmx.de", "gmx.net",
        "web.de", "t-online.de", "freenet.de", "mail.com", "email.com", "fastmail.com", "zoho.com", "yandex.com",
        "yandex.ru", "mail.ru", "hotmail.be", "hotmail.ch", "hotmail.co.uk", "hotmail.it", "hotmail.es", "hotmail.de",
        "live.be", "live.ca", "live.co.uk", "live.it", "live.nl", "outlook.be", "outlook.es", "outlook.it",
        "outlook.de",
        "yahoo.be", "yahoo.ca", "yahoo.co.uk", "yahoo.de", "yahoo.es", "yahoo.it", "yahoo.co.in", "yahoo.in",
        "skynet.be", "telenet.be", "proximus.be", "bluewin.ch", "videotron.ca", "sympatico.ca", "libero.it",
        "virgilio.it", "alice.it", "tiscali.it", "telefonica.net", "sapo.pt", "btinternet.com", "sky.com",
        "virginmedia.com", "comcast.net", "verizon.net", "att.net", "cox.net", "sbcglobal.net", "bellsouth.net",
        "rediffmail.com", "qq.com", "163.com", "126.com", "naver.com", "hey.com", "duck.com", "mailo.com", "ik.me",
    ]
}
