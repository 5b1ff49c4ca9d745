extension ReadyMap {
    /// In the order in which they are looked for.
    package static let all = [
        linkedInConnections, metaLeads, linkedInLeads, googleLeads, hubSpot, salesforce, pipedrive,
    ]

    /// `Connections.csv` of the archive that LinkedIn gives to members: after a few lines of notes. Few people show their
    /// address, so that their page tells them apart.
    private static let linkedInConnections = ReadyMap(
        "linkedin-connections", Sentence(fr: "Relations LinkedIn", en: "LinkedIn connections"),
        marks: [
            ["First Name", "Last Name", "URL", "Connected On"],
            ["First Name", "Last Name", "Position", "Connected On"],
        ],
        [
            "URL": .contact(.externalID), "Email Address": .contact(.email), "Position": .contact(.jobTitle),
            "Company": .company(.name), "Connected On": .activity(.at),
        ],
        fact: .init("social_connected", channel: "linkedin"), source: "LinkedIn", dates: ["dd MMM yyyy"])

    /// Meta Lead Ads, as the form library and the ads manager give them.
    private static let metaLeads = ReadyMap(
        "meta-lead-ads", Sentence(fr: "Formulaires Meta Lead Ads", en: "Meta Lead Ads"),
        marks: [["created_time", "ad_id", "form_id"], ["created_time", "campaign_name", "form_name"]],
        leadColumns.merging([
            "id": .activity(.messageID), "created_time": .activity(.at), "full_name": .fullName,
            "phone_number": .contact(.phone), "platform": .property("platform"), "is_organic": nil, "lead_status": nil,
            "inbox_url": nil,
        ]) { _, new in new },
        fact: .init("form_submitted", channel: "social_ads"), source: "Meta Lead Ads", keepsAnswers: true)

    /// Lead Gen Forms, as the campaign manager gives them.
    private static let linkedInLeads = ReadyMap(
        "linkedin-lead-gen", Sentence(fr: "Formulaires LinkedIn Lead Gen", en: "LinkedIn Lead Gen Forms"),
        marks: [
            ["Form Name", "Lead Type"], ["Form Name", "Creative ID"], ["Form Name", "Submitted At", "Campaign Name"],
            ["Form Name", "Submitted At (UTC)"], ["Lead ID", "Submitted At", "Campaign Name"],
        ],
        leadColumns.merging([
            "Submitted At": .activity(.at), "Submitted At (UTC)": .activity(.at), "Date": .activity(.at),
            "Lead ID": .activity(.messageID), "Lead Type": nil, "Test Lead": nil, "Account Name": nil,
            "Creative ID": .property("ad_id"), "Creative Name": .property("ad"), "LinkedIn Profile": nil,
            "LinkedIn profile URL": nil, "Company": .company(.name), "Company Name": .company(.name),
        ]) { _, new in new },
        fact: .init("form_submitted", channel: "social_ads"), source: "LinkedIn Lead Gen", keepsAnswers: true)

    /// Lead forms of Google Ads.
    private static let googleLeads = ReadyMap(
        "google-ads-leads", Sentence(fr: "Formulaires Google Ads", en: "Google Ads lead forms"),
        marks: [
            ["gcl_id", "campaign_id"], ["GCLID", "Campaign ID"], ["Google Click ID", "Campaign"],
            ["Lead Submit Time", "Campaign ID"], ["Lead Submit Time", "Campaign"], ["lead_id", "gcl_id"],
        ],
        leadColumns.merging([
            "Lead Submit Time": .activity(.at), "Submission date": .activity(.at), "Date": .activity(.at),
            "Lead ID": .activity(.messageID), "GCLID": .property("gclid"), "gcl_id": .property("gclid"),
            "Google Click ID": .property("gclid"), "Asset group ID": nil, "API version": nil, "google_key": nil,
            "Is test": nil, "Lead stage": nil, "Creative ID": .property("ad_id"), "User email": .contact(.email),
            "User phone": .contact(.phone), "Work email": .contact(.email), "Full name": .fullName,
        ]) { _, new in new },
        fact: .init("form_submitted", channel: "google_ads"), source: "Google Ads", keepsAnswers: true)

    /// What all lead forms tell of the campaign.
    private static let leadColumns: [String: ColumnTarget?] = [
        "campaign_name": .activity(.campaign), "campaign": .activity(.campaign),
        "campaign_id": .property("campaign_id"), "ad_name": .property("ad"), "ad_id": .property("ad_id"),
        "adset_name": .property("ad_group"), "adset_id": .property("ad_group_id"), "ad group": .property("ad_group"),
        "ad group name": .property("ad_group"), "ad group id": .property("ad_group_id"),
        "adgroup_id": .property("ad_group_id"), "form_name": .property("form"), "form": .property("form"),
        "form_id": .property("form_id"), "campaign group name": nil, "campaign group": nil,
    ]

    private static let hubSpot = ReadyMap(
        "hubspot", Sentence(fr: "Contacts HubSpot", en: "HubSpot contacts"),
        marks: [["Record ID", "First Name", "Last Name", "Email"], ["Record ID - Contact", "Email"]],
        [
            "Record ID": .contact(.externalID), "Record ID - Contact": .contact(.externalID),
            "Associated Company": .company(.name), "Company name": .company(.name), "Contact owner": .contact(.owner),
            "Create Date": .contact(.createdAt), "Original Source": .contact(.source), "Lead Status": nil,
            "Lifecycle Stage": nil, "Marketing contact status": nil, "Associated Company IDs": nil,
        ])

    private static let salesforce = ReadyMap(
        "salesforce", Sentence(fr: "Contacts ou pistes Salesforce", en: "Salesforce contacts or leads"),
        marks: [
            ["Contact ID", "Account Name", "Email"], ["Lead ID", "Lead Source", "Email"],
            ["Id", "FirstName", "LastName", "AccountId"], ["Id", "FirstName", "LastName", "LeadSource"],
        ],
        [
            "Contact ID": .contact(.externalID), "Lead ID": .contact(.externalID), "Id": .contact(.externalID),
            "Account Name": .company(.name), "Company / Account": .company(.name), "Company": .company(.name),
            "Title": .contact(.jobTitle), "Lead Source": .contact(.source), "Mailing City": .contact(.city),
            "Mailing Country": .contact(.country), "Mailing Zip/Postal Code": .contact(.postalCode),
            "Mailing PostalCode": .contact(.postalCode), "Contact Owner": .contact(.owner),
            "Lead Owner": .contact(.owner), "Created Date": .contact(.createdAt), "Lead Status": nil,
            "AccountId": nil, "OwnerId": nil, "IsDeleted": nil, "MasterRecordId": nil,
        ])

    private static let pipedrive = ReadyMap(
        "pipedrive", Sentence(fr: "Personnes Pipedrive", en: "Pipedrive people"),
        marks: [["Person - Name", "Person - Organization"], ["Person - ID", "Person - Name"]],
        [
            "Person - ID": .contact(.externalID), "Person - Name": .fullName,
            "Person - First name": .contact(.firstName),
            "Person - Last name": .contact(.lastName), "Person - Email - Work": .contact(.email),
            "Person - Email": .contact(.email), "Person - Phone - Work": .contact(.phone),
            "Person - Phone": .contact(.phone), "Person - Phone - Mobile": .contact(.phone),
            "Person - Organization": .company(.name), "Person - Owner": .contact(.owner),
            "Person - Job title": .contact(.jobTitle), "Person - Person created": .contact(.createdAt),
            "Person - Label": .tags, "Person - Labels": .tags,
        ])
}
