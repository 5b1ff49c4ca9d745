extension ColumnNames {
    /// Columns that an export may hold and an import never takes.
    static let computed: Set<String> = [
        "stage", "highest_stage", "score", "temperature", "excluded", "email.domain", "grade", "since",
    ]

    static func aliases(of kind: ImportKind) -> [String: Alias] {
        var names: [String: Alias] = [:]
        for (target, words) in words(of: kind) {
            for word in words.split(separator: " ") {
                let isWeak = word.hasSuffix("?")
                let name = (isWeak ? String(word.dropLast()) : String(word)).compactName
                names[name] = Alias(target: target, isWeak: isWeak)
            }
        }
        return names
    }

    /// Target and its names, canonical one first; `?` marks a name that gives way to any other.
    private static func words(of kind: ImportKind) -> [(ColumnTarget, String)] {
        switch kind {
        case .contacts: contactWords + companyWords
        case .companies: bareCompanyWords + companyWords
        case .activities: activityWords
        case .payments: paymentWords
        }
    }

    private static let contactWords: [(ColumnTarget, String)] = [
        (
            .contact(.externalID),
            """
            external_id id? identifiant identifiant_externe id_externe id_contact contact_id id_client client_id \
            customer_id numero_client n_client code_client reference_client lead_id prospect_id
            """
        ),
        (
            .contact(.email),
            """
            email mail courriel mel email_address mail_address adresse_email adresse_mail adresse_courriel \
            adresse_electronique adresse_de_courriel email_professionnel email_pro work_email business_email
            """
        ),
        (.contact(.firstName), "first_name prenom given_name forename"),
        (
            .fullName,
            """
            full_name nom_complet nom_et_prenom prenom_et_nom nom_prenom prenom_nom fullname contact_name \
            nom_et_prenoms nom_du_contact complete_name
            """
        ),
        (.contact(.lastName), "last_name nom nom_de_famille surname family_name nom_contact"),
        (
            .contact(.phone),
            """
            phone telephone tel mobile portable phone_number telephone_mobile telephone_portable telephone_fixe \
            tel_mobile tel_portable tel_fixe numero_de_telephone numero_telephone n_de_telephone n_telephone \
            mobile_phone mobile_number cell cell_phone gsm ligne_directe work_phone business_phone
            """
        ),
        (
            .contact(.jobTitle),
            "job_title fonction poste job title position intitule_de_poste intitule_du_poste profession metier"
        ),
        (.contact(.country), "country pays country_code code_pays country_region"),
        (.contact(.language), "language langue lang preferred_language langue_preferee"),
        (.contact(.city), "city ville commune town localite"),
        (.contact(.postalCode), "postal_code code_postal cp zip zip_code postcode"),
        (
            .contact(.createdAt),
            """
            created_at date_de_creation date_creation cree_le created create_date created_date creation_date \
            created_on date_added added_on date_d_ajout date_ajout ajoute_le date_inscription date_d_inscription \
            signup_date sign_up_date
            """
        ),
        (.contact(.source), "source lead_source origine provenance original_source source_du_lead"),
        (
            .contact(.owner),
            "owner proprietaire suivi_par commercial responsable assigne_a assigned_to contact_owner lead_owner"
        ),
        (.tags, "tags tag etiquettes etiquette labels label libelles mots_cles"),
    ]

    private static let companyWords: [(ColumnTarget, String)] = [
        (
            .company(.externalID),
            "company_external_id company_id id_entreprise id_societe identifiant_entreprise account_id"
        ),
        (
            .company(.name),
            """
            company company_name societe entreprise organisation organization raison_sociale nom_de_la_societe \
            nom_societe nom_de_l_entreprise nom_entreprise account account_name employer employeur organization_name
            """
        ),
        (
            .company(.domain),
            """
            company_domain domain? domaine? domaine_de_l_entreprise nom_de_domaine website site_web? site_internet? \
            company_website web_site? website_url
            """
        ),
        (
            .company(.siren),
            """
            company_siren siren n_siren numero_siren siret? n_siret? numero_siret? tva? vat? vat_number? n_tva? \
            numero_de_tva? tva_intracommunautaire? n_tva_intracommunautaire? numero_de_tva_intracommunautaire?
            """
        ),
        (.company(.industry), "company_industry industry secteur secteur_d_activite sector activite"),
        (
            .company(.size),
            """
            company_size effectif effectifs taille taille_de_l_entreprise number_of_employees employees headcount \
            nombre_de_salaries nombre_d_employes salaries
            """
        ),
        (.company(.country), "company_country pays_de_l_entreprise pays_de_la_societe pays_entreprise pays_societe"),
        (.company(.city), "company_city ville_de_l_entreprise ville_de_la_societe ville_entreprise ville_societe"),
    ]

    private static let bareCompanyWords: [(ColumnTarget, String)] = [
        (.company(.externalID), "external_id id? identifiant identifiant_externe id_externe code_client n_client"),
        (.company(.name), "name nom denomination"),
        (.company(.size), "size"),
        (.company(.country), "country pays country_code code_pays"),
        (.company(.city), "city ville commune town"),
    ]

    private static let referenceWords = """
        contact contact_id id_contact id_externe? external_id? email? mail? courriel? adresse_email? adresse_mail? \
        email_address? client client_id id_client customer customer_id
        """

    private static let activityWords: [(ColumnTarget, String)] = [
        (.reference, referenceWords),
        (.activity(.kind), "kind type type_d_activite activite activity activity_type event event_name evenement"),
        (
            .activity(.at),
            "at date datetime date_time date_heure date_et_heure horodatage timestamp occurred_at quand le"
        ),
        (.activity(.channel), "channel canal"),
        (.activity(.campaign), "campaign campagne utm_campaign"),
        (.activity(.amount), "amount montant montant_ttc? montant_ht? total? valeur? value?"),
        (.activity(.currency), "currency devise monnaie currency_code code_devise"),
        (.activity(.messageID), "message_id id_message"),
        (.activity(.voids), "voids annule"),
    ]

    private static let paymentWords: [(ColumnTarget, String)] = [
        (.reference, referenceWords),
        (
            .activity(.at),
            """
            at date datetime date_de_paiement date_paiement date_de_reglement date_reglement payment_date paid_at \
            paid_on paye_le regle_le encaisse_le date_d_encaissement timestamp le
            """
        ),
        (
            .activity(.amount),
            "amount montant montant_ttc? montant_ht? total? montant_paye amount_paid paid valeur? value?"
        ),
        (.activity(.currency), "currency devise monnaie currency_code code_devise"),
        (
            .activity(.reference),
            """
            reference ref facture invoice invoice_number numero_de_facture n_facture n_de_facture commande order \
            order_id order_number numero_de_commande n_commande n_de_commande transaction transaction_id payment_id
            """
        ),
        (.activity(.channel), "channel canal"),
        (.activity(.campaign), "campaign campagne"),
        (.activity(.messageID), "message_id id_message"),
        (.activity(.voids), "voids annule"),
    ]
}
