extension Rules {
    /// The field that a report can be split by; throws a problem with the nearest name where there is none.
    package func fieldKey(named name: String) throws(Problem) -> FieldKey {
        if let field = ContactField(rawValue: name) { return .contact(field) }
        if name.hasPrefix("company."), let field = CompanyField(rawValue: String(name.dropFirst(8))) {
            return .company(field)
        }
        if catalogue.fields[name] != nil { return .custom(name) }
        let near = suggestion(for: name, among: catalogue.fieldNames)
        throw Problem(
            Sentence(
                fr: "champ inconnu «\u{A0}\(name)\u{A0}»"
                    + (near.map { "\u{202F}; vouliez-vous dire «\u{A0}\($0)\u{A0}»\u{202F}?" } ?? ""),
                en: "unknown field “\(name)”" + (near.map { "; did you mean “\($0)”?" } ?? "")))
    }
}
