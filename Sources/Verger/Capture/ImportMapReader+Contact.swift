extension ImportMapReader {
    private static let standardFields = ContactField.allCases.map(\.rawValue)

    mutating func contact(_ value: Document) -> ContactMap? {
        let known = ImportMapReader.standardFields + ["full_name", "fields", "tags", "company", "consent"]
        guard let pairs = pairs(of: value, at: "contact", known: known) else { return nil }
        var map = ContactMap()
        for (key, value) in pairs where !value.isNull {
            let path = "contact.\(key)"
            switch key {
            case "fields": fields(value, of: &map)
            case "full_name": map.fullName = source(value, at: path)
            case "tags": map.tags = (value.items ?? [value]).compactMap { source($0, at: path) }
            case "company":
                for (field, source) in companyOrName(value, at: path) {
                    if map.company[field] == nil { map.company[field] = source } else { twice(value, at: path) }
                }
            case "consent":
                for (channel, value) in self.pairs(of: value, at: path, known: nil) ?? [] {
                    map.consents[channel] = source(value, at: "\(path).\(channel)")
                }
            default:
                if let field = ContactField(rawValue: key) { map.fields[field] = source(value, at: path) }
            }
        }
        return map
    }

    /// `fields:` takes the workspace's own fields, and the standard ones as well.
    private mutating func fields(_ value: Document, of map: inout ContactMap) {
        for (name, value) in pairs(of: value, at: "contact.fields", known: nil) ?? [] {
            let path = "contact.fields.\(name)"
            if let field = ContactField(rawValue: name) {
                if map.fields[field] == nil {
                    map.fields[field] = source(value, at: path)
                } else {
                    twice(value, at: path)
                }
            } else if name.hasPrefix("company."), let field = CompanyField(rawValue: String(name.dropFirst(8))) {
                if map.company[field] == nil {
                    map.company[field] = source(value, at: path)
                } else {
                    twice(value, at: path)
                }
            } else if ColumnNames.computed.contains(name) || name.hasPrefix("score.") {
                refuse(
                    value, at: path, fr: "cette valeur est calculée et ne s’importe pas",
                    en: "this value is computed and can’t be imported")
            } else if name.identifier == name {
                map.custom[name] = source(value, at: path)
            } else {
                refuse(
                    value, at: path, fr: "nom de champ attendu : minuscules, chiffres et _",
                    en: "expected a field name: lower-case letters, digits and _")
            }
        }
    }

    /// `company: column` is short for `company: {name: column}`.
    private mutating func companyOrName(_ value: Document, at path: String) -> [CompanyField: ImportSource] {
        guard value.text != nil || value["column"] != nil || value["value"] != nil else {
            return company(value, at: path) ?? [:]
        }
        return source(value, at: path).map { [.name: $0] } ?? [:]
    }

    mutating func company(_ value: Document, at path: String) -> [CompanyField: ImportSource]? {
        guard let pairs = pairs(of: value, at: path, known: CompanyField.allCases.map(\.rawValue)) else { return nil }
        var fields: [CompanyField: ImportSource] = [:]
        for (key, value) in pairs where !value.isNull {
            if let field = CompanyField(rawValue: key) { fields[field] = source(value, at: "\(path).\(key)") }
        }
        return fields
    }

    /// In a file of activities or payments, `contact: column`, or `contact: {email: column}`.
    mutating func reference(_ value: Document) -> ImportSource? {
        let names = ["external_id", "id", "email"]
        guard let pairs = value.pairs, pairs.count == 1, names.contains(pairs[0].key) else {
            return source(value, at: "contact")
        }
        return source(pairs[0].value, at: "contact.\(pairs[0].key)")
    }

    private mutating func twice(_ value: Document, at path: String) {
        refuse(value, at: path, fr: "champ donné deux fois", en: "field given twice")
    }
}
