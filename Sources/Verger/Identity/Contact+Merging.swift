extension Contact {
    /// This record with what is known under another one of the same person: its own values, those of `duplicate` where it has
    /// none or where `taken` names the field (`company` included), the tags of both, the earlier day of creation.
    package func merged(with duplicate: Contact, taking taken: Set<String> = []) -> Contact {
        var merged = self
        for (field, value) in duplicate.fields where fields[field] == nil || taken.contains(field.rawValue) {
            merged.fields[field] = value
        }
        merged.fields[.createdAt] = [fields[.createdAt], duplicate.fields[.createdAt]].compactMap(\.self).min {
            $0.precedes($1)
        }
        for (name, value) in duplicate.custom where custom[name] == nil || taken.contains(name) {
            merged.custom[name] = value
        }
        if let company = duplicate.company, self.company == nil || taken.contains(Contact.companyName) {
            merged.company = company
        }
        for tag in duplicate.tags where !tags.contains(where: { $0.folded == tag.folded }) { merged.tags.append(tag) }
        return merged
    }

    /// What a person chooses between when two records become one: the names of the fields in which both have something
    /// and not the same.
    package func conflicts(with duplicate: Contact) -> [String] {
        let fields = ContactField.allCases.filter { field in
            guard field != .createdAt, let value = self.fields[field], let other = duplicate.fields[field] else {
                return false
            }
            return value != other
        }
        let custom = self.custom.keys.filter { name in duplicate.custom[name].map { $0 != self.custom[name] } ?? false }
        let isElsewhere = company != nil && duplicate.company != nil && company != duplicate.company
        return fields.map(\.rawValue) + (isElsewhere ? [Contact.companyName] : []) + custom.sorted()
    }

    /// The name under which the company is chosen.
    package static let companyName = "company"
}

extension Company {
    /// This record with what is known under another one of the same company.
    package func merged(with duplicate: Company, taking taken: Set<String> = []) -> Company {
        var merged = self
        for (field, value) in duplicate.fields where fields[field] == nil || taken.contains(field.rawValue) {
            merged.fields[field] = value
        }
        return merged
    }

    package func conflicts(with duplicate: Company) -> [String] {
        CompanyField.allCases.filter { field in
            guard let value = fields[field], let other = duplicate.fields[field] else { return false }
            return value != other
        }.map(\.rawValue)
    }
}
