import Verger

extension Contacts {
    /// What `described` adds to the contact that has its address. Anybody may write anybody's address into a form: what is
    /// known of a contact is never overwritten by one. The difference stays in the answers, where a member can take it over.
    func withoutKnown(_ described: ImportedContact) throws -> ImportedContact {
        guard let email = described.fields[ContactField.email.rawValue]?.lowercased(),
            let id = try withEmails([email])[email], let known = try find(id)
        else { return described }
        var result = described
        for name in described.fields.keys {
            let value = ContactField(rawValue: name).map { known.fields[$0] } ?? known.custom[name]
            if value != nil { result.fields[name] = nil }
        }
        result.fields[ContactField.email.rawValue] = known.fields[.email]
        if known.company != nil { result.company = nil }
        return result
    }
}
