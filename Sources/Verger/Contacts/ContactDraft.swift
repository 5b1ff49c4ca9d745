/// A contact as a person or a program wrote it, checked field by field. Problems are named by the field.
package struct ContactDraft: Sendable {
    /// What to record; fields that were not written are as they were.
    package private(set) var contact: Contact
    /// The company that was written, by its name; nil when none was, empty when the contact is to have none.
    package private(set) var companyName: String?
    package private(set) var problems: [Problem] = []

    /// Reads values by field name, `company` and `tags` included; an empty value takes the field away. `phone` gives a number
    /// in E.164 or nil, in the region (ISO 3166-1 alpha-2) where it is dialled.
    package init(
        _ values: [(name: String, value: String)], over contact: Contact, fields: [String: ValueType], region: String,
        phone: (_ text: String, _ region: String) -> String?
    ) {
        self.contact = contact
        for (name, text) in values {
            let text = text.trimmed
            switch (name, ContactField(rawValue: name)) {
            case ("company", _): companyName = text
            case ("tags", _): self.contact.tags = ContactDraft.tags(text)
            case (_, .createdAt?):
                problems.append(
                    Problem(
                        Sentence(
                            fr: "la date de création ne se change pas", en: "the day of creation can't be changed"),
                        path: name))
            case (_, let field?): set(field, text, region: region, phone)
            case (_, nil): set(custom: name, text, fields)
            }
        }
        requireIdentity()
    }

    private mutating func set(
        _ field: ContactField, _ text: String, region: String, _ phone: (String, String) -> String?
    ) {
        guard !text.isEmpty else {
            contact.fields[field] = nil
            return
        }
        guard text.utf8.count <= 500, !text.contains("\0") else {
            return problems.append(
                Problem(Sentence(fr: "500 octets au plus", en: "500 bytes at most"), path: field.rawValue))
        }
        switch field {
        case .email:
            if let email = EmailAddress(text) {
                contact.fields[.email] = email.address
            } else {
                problems.append(
                    Problem(
                        Sentence(
                            fr: "une adresse est attendue, par exemple anne@exemple.fr",
                            en: "an address is expected, for example anne@example.org"), path: field.rawValue))
            }
        case .phone:
            let country = contact.fields[.country].flatMap { $0.utf8.count == 2 ? $0.uppercased() : nil }
            if let number = country.flatMap({ phone(text, $0) }) ?? phone(text, region) {
                contact.fields[.phone] = number
            } else {
                problems.append(
                    Problem(
                        Sentence(
                            fr:
                                "ce numéro n’existe pas\u{A0}; écrivez-le comme on le compose, par exemple 04 76 00 14 22 ou +41 22 730 51 11",
                            en:
                                "there is no such number; write it as it is dialled, for example 020 7946 0018 or +41 22 730 51 11"
                        ),
                        path: field.rawValue))
            }
        case .externalID, .firstName, .lastName, .jobTitle, .country, .language, .city, .postalCode, .source, .owner,
            .createdAt:
            contact.fields[field] = text
        }
    }

    private mutating func set(custom name: String, _ text: String, _ fields: [String: ValueType]) {
        guard let type = fields[name] else {
            let known = Array(fields.keys) + ContactField.allCases.map(\.rawValue)
            let hint = suggestion(for: name, among: known)
            problems.append(
                Problem(
                    Sentence(
                        fr: "champ inconnu"
                            + (hint.map { "\u{202F}; vouliez-vous «\u{A0}\($0)\u{A0}»\u{202F}?" } ?? ""),
                        en: "unknown field" + (hint.map { "; did you mean “\($0)”?" } ?? "")), path: name))
            return
        }
        guard !text.isEmpty else {
            contact.custom[name] = nil
            return
        }
        guard ContactDraft.isValue(text, of: type) else {
            problems.append(
                Problem(Sentence(fr: "\(type.name.fr) est attendu", en: "\(type.name.en) is expected"), path: name))
            return
        }
        contact.custom[name] = text
    }

    private static func isValue(_ text: String, of type: ValueType) -> Bool {
        switch type {
        case .text: text.utf8.count <= 2000 && !text.contains("\0")
        case .number: Number(text) != nil
        case .date: Instant(iso8601: text, in: .utc) != nil
        case .boolean: ["true", "false"].contains(text)
        }
    }

    private static func tags(_ text: String) -> [String] {
        var tags: [String] = []
        for part in text.split(whereSeparator: { $0 == "," || $0 == ";" }) {
            let tag = part.trimmed
            if !tag.isEmpty, !tags.contains(where: { $0.folded == tag.folded }) { tags.append(String(tag.prefix(100))) }
        }
        return tags
    }

    /// Somebody without a name, an address or a number could never be found again.
    private mutating func requireIdentity() {
        let identity: [ContactField] = [.email, .phone, .firstName, .lastName, .externalID]
        guard problems.isEmpty, identity.allSatisfy({ contact.fields[$0] == nil }) else { return }
        problems.append(
            Problem(
                Sentence(
                    fr: "un nom, une adresse ou un numéro est nécessaire",
                    en: "a name, an address or a number is needed"),
                path: "email"))
    }
}
