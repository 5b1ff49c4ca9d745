package import Storage
package import Verger

extension World {
    /// Gives a company another name.
    package func renameCompany(_ name: String, to other: String) throws {
        try database.write { connection in
            let companies = Companies(connection, in: workspace)
            guard let old = try companies.find(named: name) else { throw StorageProblem.corrupt("no company \(name)") }
            var new = old
            new.fields[.name] = other
            try companies.update(new, from: old, at: now)
        }
    }

    /// Records a contact.
    @discardableResult
    package func contact(
        _ fields: [ContactField: String], custom: [String: String] = [:], tags: [String] = [],
        company: Company.ID? = nil
    ) throws -> Contact {
        try database.write { connection in
            let contacts = try Contacts(connection, in: workspace, types: Cast.definition().fields)
            let contact = Contact(
                id: try contacts.newIDs(1)[0], fields: fields, custom: custom, tags: tags, company: company)
            try contacts.insert([contact], at: now)
            try News(connection, in: workspace.id).note([contact.id])
            return contact
        }
    }

    /// Records a company.
    @discardableResult
    package func company(_ fields: [CompanyField: String], isImplicit: Bool = false) throws -> Company {
        try database.write { connection in
            let companies = Companies(connection, in: workspace)
            let company = Company(id: try companies.newIDs(1)[0], fields: fields)
            try companies.insert([company], isImplicit: isImplicit, at: now)
            return company
        }
    }

    /// Records activities.
    @discardableResult
    package func append(_ activities: Activities.New...) throws -> [Activity] { try append(activities) }

    @discardableResult
    package func append(_ activities: [Activities.New]) throws -> [Activity] {
        let kinds = try ActivityKind.catalogue + Cast.definition().kinds
        return try database.write { connection in
            try Activities(connection, in: workspace.id)
                .append(
                    activities, kinds: Dictionary(uniqueKeysWithValues: kinds.map { ($0.name, $0) }),
                    zone: workspace.zone)
        }
    }
}
