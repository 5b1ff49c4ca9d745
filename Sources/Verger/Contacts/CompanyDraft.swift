/// A company as a person typed it, checked field by field. Problems are named by the field.
package struct CompanyDraft: Sendable {
    /// What to record; fields that were not typed are as they were.
    package private(set) var company: Company
    package private(set) var problems: [Problem] = []

    /// Reads values by field name; an empty value takes the field away. What is as it was recorded is not checked again:
    /// files may have brought what nobody would type.
    package init(_ values: [(name: String, value: String)], over company: Company) {
        self.company = company
        var reader = ProfileReader(zone: .utc, region: "", fields: [:]) { _, _ in nil }
        for (name, text) in values {
            guard let field = CompanyField(rawValue: name), text.trimmed != company.fields[field] ?? "" else {
                continue
            }
            guard text.utf8.count <= 500, !text.contains("\0") else {
                _ = reader.refuse(Sentence(fr: "500 octets au plus", en: "500 bytes at most"), name)
                continue
            }
            let typed = field == .size ? String(text.filter { !$0.isWhitespace }) : text
            self.company.fields[field] = reader.value(typed, of: field, at: name)
        }
        problems = reader.problems
        requireIdentity()
    }

    /// A company without a name could never be found again.
    private mutating func requireIdentity() {
        guard problems.isEmpty, company.fields[.name] == nil, company.fields[.externalID] == nil else { return }
        problems.append(
            Problem(
                Sentence(
                    fr: "un nom est nécessaire, par exemple Hôtel des Cimes",
                    en: "a name is needed, for example Hôtel des Cimes"), path: CompanyField.name.rawValue))
    }
}
