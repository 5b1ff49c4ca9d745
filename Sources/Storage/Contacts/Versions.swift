package import Verger

/// Someone else changed the record meanwhile: what is recorded now beside what was to be written.
package struct EditConflict<Record: Sendable>: Error {
    package let recorded: Record
    package let attempted: Record
    /// The version of `recorded`.
    package let version: Int64
}

extension Contacts {
    /// How often each of `ids` was changed, from 1: another version means another content.
    package func versions(of ids: [Contact.ID]) throws -> [Contact.ID: Int64] {
        var result: [Contact.ID: Int64] = [:]
        for (id, version) in try connection.versions(in: "contact", ids.map(\.value), of: workspace.id) {
            result[Contact.ID(id)] = version
        }
        return result
    }

    func check(_ contact: Contact, isAt expected: Int64) throws {
        let version = try connection.heldVersion(in: "contact", contact.id.value, of: workspace.id)
        guard let version, version != expected, let recorded = try find(contact.id) else { return }
        throw EditConflict(recorded: recorded, attempted: contact, version: version)
    }

    /// What is recorded now, and what it becomes by the difference of `contact` to `old`. Nobody else changes it before the
    /// end of the transaction.
    func rebased(_ contact: Contact, from old: Contact) throws -> (old: Contact, new: Contact) {
        _ = try connection.heldVersion(in: "contact", contact.id.value, of: workspace.id)
        guard let held = try find(contact.id), held != old else { return (old, contact) }
        var new = held
        new.fields.change(as: contact.fields, from: old.fields)
        new.custom.change(as: contact.custom, from: old.custom)
        let removed = Set(old.tags.map(\.folded)).subtracting(contact.tags.map(\.folded))
        let known = Set(held.tags.map(\.folded)).union(old.tags.map(\.folded))
        new.tags.removeAll { removed.contains($0.folded) }
        new.tags += contact.tags.filter { !known.contains($0.folded) }
        if contact.company != old.company { new.company = contact.company }
        return (held, new)
    }
}

extension Companies {
    /// How often each of `ids` was changed, from 1.
    package func versions(of ids: [Company.ID]) throws -> [Company.ID: Int64] {
        var result: [Company.ID: Int64] = [:]
        for (id, version) in try connection.versions(in: "company", ids.map(\.value), of: workspace.id) {
            result[Company.ID(id)] = version
        }
        return result
    }

    func check(_ company: Company, isAt expected: Int64) throws {
        let version = try connection.heldVersion(in: "company", company.id.value, of: workspace.id)
        guard let version, version != expected, let recorded = try find([company.id]).first else { return }
        throw EditConflict(recorded: recorded, attempted: company, version: version)
    }
}

extension Dictionary where Value: Equatable {
    /// Takes from `new` whatever differs there from `old`.
    fileprivate mutating func change(as new: Self, from old: Self) {
        for key in Set(old.keys).union(new.keys) where old[key] != new[key] { self[key] = new[key] }
    }
}

extension SQLConnection {
    fileprivate func versions(
        in table: String, _ ids: [Int64], of workspace: Workspace.ID
    ) throws -> [(id: Int64, version: Int64)] {
        var result: [(id: Int64, version: Int64)] = []
        try inBatches(of: ids) { batch in
            result += try rows(
                "SELECT id, version FROM \(table) WHERE workspace = ? AND id IN (\(marks(batch.count)))",
                [.integer(workspace.value)] + batch.map { .integer($0) }
            ) { (id: $0.integer(0), version: $0.integer(1)) }
        }
        return result
    }

    /// Nobody else changes it before the end of the transaction.
    fileprivate func heldVersion(in table: String, _ id: Int64, of workspace: Workspace.ID) throws -> Int64? {
        try row(
            "SELECT t.version FROM \(table) t WHERE t.workspace = ? AND t.id = ? \(dialect.holdingRows(of: "t"))",
            [.integer(workspace.value), .integer(id)]
        ) { $0.integer(0) }
    }
}
