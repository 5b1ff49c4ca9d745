/// What a record is compared by, each value as it is written and as it is compared.
package struct MatchProfile: Hashable, Sendable {
    package struct Value: Hashable, Sendable {
        package let text: String
        package let key: String
    }

    package private(set) var values: [MatchField: Value] = [:]

    /// Values as they are written; what can't be compared is left out.
    package init(_ texts: [MatchField: String]) {
        for (field, text) in texts {
            guard let key = MatchProfile.key(of: text, field) else { continue }
            values[field] = Value(text: text, key: key)
        }
    }

    /// Of a person. Days of birth are days in `zone`.
    package init(of contact: Contact, companyName: String?, in zone: Zone) {
        var texts: [MatchField: String] = [:]
        texts[.email] = contact.fields[.email]
        texts[.phone] = contact.fields[.phone]
        texts[.firstName] = contact.fields[.firstName]
        texts[.lastName] = contact.fields[.lastName]
        texts[.postalCode] = contact.fields[.postalCode]
        texts[.city] = contact.fields[.city]
        texts[.company] = companyName
        for (name, text) in contact.custom.sorted(by: { $0.key < $1.key }) {
            if MatchField.birthDateNames.contains(name.folded) {
                texts[.birthDate] = Instant(iso8601: text, in: zone).map { zone.day(at: $0).description } ?? text
            } else if MatchField.addressNames.contains(name.folded) {
                texts[.address] = text
            }
        }
        self.init(texts)
    }

    package init(of company: Company) {
        self.init(
            [
                .company: company.fields[.name], .siren: company.fields[.siren], .domain: company.fields[.domain],
                .city: company.fields[.city],
            ].compactMapValues(\.self))
    }

    package subscript(field: MatchField) -> String? { values[field]?.key }

    private static func key(of text: String, _ field: MatchField) -> String? {
        let key: String?
        switch field {
        case .email:
            // contact@ is nobody's own.
            key = EmailAddress(text).flatMap { $0.isRole ? nil : $0.matchKey }
        case .phone: key = text.hasPrefix("+") ? text : nil
        case .firstName, .lastName, .address, .city: key = text.searchWords.joined(separator: " ")
        case .birthDate: key = text.filter(\.isNumber)
        case .postalCode: key = text.searchWords.joined()
        case .company: key = CompanyName.bare(text)
        case .siren: key = SIREN(text)?.digits ?? SIRET(text)?.siren.digits
        case .domain:
            let domain = text.lowercased().hasPrefix("www.") ? String(text.dropFirst(4)) : text
            key = EmailAddress.domain(domain).flatMap { EmailAddress.isFreeMail($0) ? nil : $0 }
        }
        return key.flatMap { $0.isEmpty ? nil : $0 }
    }
}

/// Names of companies as they are compared.
enum CompanyName {
    private static let legalForms: Set<String> = [
        "sa", "sas", "sasu", "sarl", "eurl", "snc", "sci", "scop", "selarl", "gie", "ltd", "limited", "llc", "inc",
        "corp", "plc", "gmbh", "ag", "bv", "nv", "spa", "srl", "sprl", "ste", "societe", "ets", "etablissements",
    ]

    /// Without legal forms, case, accents and punctuation; a name of nothing else stays as it is.
    static func bare(_ name: String) -> String {
        let words = name.searchWords
        let own = words.filter { !legalForms.contains($0) }
        return (own.isEmpty ? words : own).joined(separator: " ")
    }
}
