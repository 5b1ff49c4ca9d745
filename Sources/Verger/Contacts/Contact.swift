/// A person, known or half-known, as recorded now.
package struct Contact: Hashable, Sendable, Identifiable {
    package struct ID: Hashable, Comparable, Sendable {
        package let value: Int64

        package init(_ value: Int64) { self.value = value }

        package static func < (left: ID, right: ID) -> Bool { left.value < right.value }
    }

    package let id: ID
    /// Values of the fields that every contact has, as stored; `created_at` in ISO 8601.
    package var fields: [ContactField: String]
    /// Values of the fields that the workspace defines.
    package var custom: [String: String]
    package var tags: [String]
    package var company: Company.ID?

    package init(
        id: ID, fields: [ContactField: String] = [:], custom: [String: String] = [:], tags: [String] = [],
        company: Company.ID? = nil
    ) {
        self.id = id
        self.fields = fields
        self.custom = custom
        self.tags = tags
        self.company = company
    }

    /// First and last name, else the e-mail address, the phone number, the external id, the number.
    package var displayName: String {
        let names = [fields[.firstName], fields[.lastName]].compactMap(\.self).joined(separator: " ")
        if !names.isEmpty { return names }
        return fields[.email] ?? fields[.phone] ?? fields[.externalID] ?? "#\(id.value)"
    }
}

/// An organisation that contacts belong to.
package struct Company: Hashable, Sendable, Identifiable {
    package struct ID: Hashable, Sendable {
        package let value: Int64

        package init(_ value: Int64) { self.value = value }
    }

    package let id: ID
    package var fields: [CompanyField: String]

    package init(id: ID, fields: [CompanyField: String] = [:]) {
        self.id = id
        self.fields = fields
    }
}
