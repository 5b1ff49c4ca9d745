/// Reads what a program says of a contact or a company, by the rules of files, except that what a file keeps as it was
/// typed is an error here: whoever sent it is there to correct it.
package struct ProfileReader {
    private let zone: Zone
    /// ISO 3166-1 alpha-2.
    private let region: String
    /// The workspace's own fields.
    private let types: [String: ValueType]
    private let phone: RowConverter.PhoneReader
    package private(set) var problems: [Problem] = []

    package init(
        zone: Zone, region: String, fields types: [String: ValueType], phone: @escaping RowConverter.PhoneReader
    ) {
        self.zone = zone
        self.region = region
        self.types = types
        self.phone = phone
    }

    /// The value to keep; nil when nothing is left of `text`, or it is refused. `country`: where a phone number is.
    package mutating func value(
        _ text: String, of field: ContactField, country: String? = nil, at path: String
    ) -> String? {
        guard let text = text.trimmedQuickly else { return nil }
        switch field {
        case .email:
            if let email = EmailAddress(text) { return email.address }
            return refuse(RowSentences.badEmail, path)
        case .phone: return self.phone(text, country, path)
        case .createdAt: return instant(text, path)
        case .externalID, .firstName, .lastName, .jobTitle, .country, .language, .city, .postalCode, .source, .owner:
            return text
        }
    }

    /// The same for a field of a company.
    package mutating func value(_ text: String, of field: CompanyField, at path: String) -> String? {
        guard let text = text.trimmedQuickly else { return nil }
        switch field {
        case .siren:
            if let siren = SIREN(text) ?? SIRET(text)?.siren ?? FrenchVAT(text)?.siren { return siren.digits }
            return refuse(ProfileReader.badSIREN, path)
        case .domain:
            if let domain = EmailAddress.domain(text.hostOfAddress) { return domain }
            return refuse(ProfileReader.badDomain, path)
        case .size:
            if let number = Number(text), number >= .zero { return number.description }
            return refuse(ProfileReader.notNumber, path)
        case .externalID, .name, .industry, .country, .city: return text
        }
    }

    /// The same for a field that the workspace defines, from its text.
    package mutating func value(_ text: String, ofCustom name: String, at path: String) -> String? {
        guard let type = types[name] else {
            let near = suggestion(for: name, among: types.keys.sorted())
            return refuse(
                Sentence(
                    fr: "champ que la définition ne déclare pas (fields)"
                        + (near.map { "\u{202F}; vouliez-vous dire «\u{A0}\($0)\u{A0}»\u{202F}?" } ?? ""),
                    en: "field that the definition does not declare (fields)"
                        + (near.map { "; did you mean “\($0)”?" } ?? "")), path)
        }
        guard let text = text.trimmedQuickly else { return nil }
        return value(text, as: type, at: path)
    }

    /// The text to keep for a value of `type`.
    package mutating func value(_ text: String, as type: ValueType, at path: String) -> String? {
        switch type {
        case .text: return text
        case .number:
            if let number = Number(text) { return number.description }
            return refuse(ProfileReader.notNumber, path)
        case .date: return instant(text, path)
        case .boolean:
            if let flag = Bool(stored: text) { return String(flag) }
            return refuse(RowSentences.notBoolean, path)
        }
    }

    private mutating func instant(_ text: String, _ path: String) -> String? {
        if let instant = Instant(iso8601: text, in: zone) { return instant.iso8601 }
        return refuse(ProfileReader.notDate, path)
    }

    private mutating func phone(_ text: String, _ country: String?, _ path: String) -> String? {
        let regions = [country?.uppercased(), region].compactMap(\.self).filter { $0.utf8.count == 2 }
        for region in regions {
            if let number = phone(text, region) { return number }
        }
        return refuse(ProfileReader.badPhone, path)
    }

    package mutating func refuse(_ sentence: Sentence, _ path: String) -> String? {
        problems.append(Problem(sentence, path: path))
        return nil
    }
}

extension ProfileReader {
    private static let badPhone = Sentence(
        fr: "ce numéro de téléphone n’existe pas\u{202F}; exemple\u{A0}: +33612345678",
        en: "there is no such phone number; example: +33612345678")
    private static let badSIREN = Sentence(
        fr: "ce SIREN est faux\u{A0}: neuf chiffres, le dernier de contrôle",
        en: "this SIREN is wrong: nine digits, the last one a check digit")
    private static let badDomain = Sentence(
        fr: "domaine illisible\u{202F}; exemple\u{A0}: exemple.fr", en: "unreadable domain; example: example.com")
    private static let notNumber = Sentence(
        fr: "nombre illisible ou hors limites\u{202F}; exemple\u{A0}: 1250.5",
        en: "unreadable number, or out of range; example: 1250.5")
    package static let notDate = Sentence(
        fr: "date illisible\u{202F}; attendu\u{A0}: 2026-02-28 ou 2026-02-28T17:30:00Z",
        en: "unreadable date; expected 2026-02-28 or 2026-02-28T17:30:00Z")
}

extension String {
    /// The host of an address of the web, without `www.`.
    var hostOfAddress: Substring {
        var host = self[...]
        if let scheme = host.firstRange(of: "://") { host = host[scheme.upperBound...] }
        host = host.prefix { $0 != "/" && $0 != "?" && $0 != "#" && $0 != ":" }
        return host.lowercased().hasPrefix("www.") ? host.dropFirst(4) : host
    }
}
