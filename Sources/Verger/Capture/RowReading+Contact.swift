extension RowReading {
    /// The contact of the row, and what the row says about consent.
    mutating func contact(_ plan: RowPlan.Contact, consents: inout [ImportedActivity]) -> ImportedContact {
        var contact = ImportedContact()
        contact.fields.reserveCapacity(plan.fields.count + plan.custom.count)
        var badEmail: (source: RowPlan.Source, text: String)?
        let country = plan.fields.first { $0.field == .country }.flatMap { text($0.source) }
        var createdAt: Instant?
        for (field, source) in plan.fields {
            switch field {
            case .email:
                guard let text = text(source) else { continue }
                if let email = EmailAddress(text) {
                    contact.fields[field.rawValue] = email.address
                } else {
                    badEmail = (source, text)
                }
            case .phone: contact.fields[field.rawValue] = phone(source, country: country)
            case .createdAt:
                createdAt = instant(source)
                contact.fields[field.rawValue] = createdAt.map { iso8601($0, from: source) }
            case .externalID, .firstName, .lastName, .jobTitle, .country, .language, .city, .postalCode, .source,
                .owner:
                contact.fields[field.rawValue] = text(source)
            }
        }
        if let source = plan.fullName { takeFullName(source, into: &contact) }
        requireIdentity(of: contact, badEmail)
        for (name, type, source) in plan.custom { contact.fields[name] = value(source, as: type) }
        contact.tags = tags(plan.tags)
        contact.company = company(plan.company)
        for (channel, source) in plan.consents {
            if let consent = consent(source, on: channel, at: createdAt), let proven = proven(consent, source) {
                consents.append(proven)
            }
        }
        return contact
    }

    /// A bad address costs the row only when nothing else tells who the contact is.
    private mutating func requireIdentity(
        of contact: ImportedContact, _ badEmail: (source: RowPlan.Source, text: String)?
    ) {
        let digits = contact.fields[ContactField.phone.rawValue]?.utf8.count { $0 >= 48 && $0 <= 57 } ?? 0
        let isKnown =
            contact.fields[ContactField.externalID.rawValue] != nil || digits >= 6
            || contact.fields[ContactField.email.rawValue] != nil
        switch (badEmail, isKnown) {
        case (nil, true): break
        case (nil, false): refuse(RowSentences.nobody)
        case (let bad?, true): warn(RowSentences.badEmailKept, bad.source, value: bad.text)
        case (let bad?, false): refuse(RowSentences.badEmail, bad.source, value: bad.text)
        }
    }

    private func takeFullName(_ source: RowPlan.Source, into contact: inout ImportedContact) {
        guard contact.fields[ContactField.firstName.rawValue] == nil,
            contact.fields[ContactField.lastName.rawValue] == nil, let text = text(source)
        else { return }
        let name = FullName(text)
        contact.fields[ContactField.firstName.rawValue] = name.first
        contact.fields[ContactField.lastName.rawValue] = name.last
    }

    /// In E.164, read in the contact's country when that is given as a code; as typed when there is no such number.
    private mutating func phone(_ source: RowPlan.Source, country: String?) -> String? {
        guard var text = text(source) else { return nil }
        // As Meta writes them in the files of its lead forms.
        if text.hasPrefix("p:"), text.utf8.count > 6 { text.removeFirst(2) }
        if let country, country.utf8.count == 2, country.uppercased() != rules.region,
            let number = rules.phone(text, country.uppercased())
        {
            return number
        }
        if let number = rules.phone(text, rules.region) { return number }
        warn(RowSentences.badPhone, source, value: text)
        return text
    }

    private func tags(_ sources: [RowPlan.Source]) -> [String] {
        var tags: [String] = []
        for source in sources {
            for part in text(source)?.utf8.split(separator: Byte.semicolon) ?? [] {
                if let tag = String(Substring(part)).trimmedQuickly, !tags.contains(tag) { tags.append(tag) }
            }
        }
        return tags
    }

    private mutating func consent(
        _ source: RowPlan.Source, on channel: String, at createdAt: Instant?
    ) -> ImportedActivity? {
        guard let text = text(source) else { return nil }
        let kind: String
        switch text.folded.filter({ $0 != "-" && $0 != "_" && $0 != " " }) {
        case "granted", "yes", "oui", "true", "vrai", "1", "optin", "subscribed", "accepte", "abonne":
            kind = "consent_granted"
        case "refused", "no", "non", "false", "faux", "0", "optout", "unsubscribed", "withdrawn", "refuse", "desabonne":
            kind = "consent_withdrawn"
        case "unknown", "inconnu": return nil
        default:
            refuse(RowSentences.badConsent, source, value: text)
            return nil
        }
        return ImportedActivity(at: createdAt ?? rowDate ?? rules.settings.now, kind: kind, channel: channel)
    }
}
