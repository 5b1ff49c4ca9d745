package import Verger

extension Contacts {
    /// Who a contact became that is gone: by a merge, or since a visitor was recognised. Nil for who is gone for good.
    package func successor(of id: Contact.ID) throws -> Contact? {
        var id = id
        // A chain of merges has an end; one that has none is not followed for ever.
        for _ in 0..<100 {
            if let contact = try find(id) { return contact }
            guard let next = try next(after: id) else { return nil }
            id = next
        }
        return nil
    }

    private func next(after id: Contact.ID) throws -> Contact.ID? {
        if let person = try Visitors(connection, in: workspace.id).person(formerly: id) { return person }
        guard try Catalogue(of: connection).tables.contains(where: { $0.name == "record_merge" }) else { return nil }
        return try connection.row(
            """
            SELECT kept FROM record_merge WHERE workspace = ? AND subject = 'contact' AND gone = ? AND undone_at IS NULL
            """, [.integer(workspace.id.value), .integer(id.value)]
        ) { Contact.ID($0.integer(0)) }
    }
}
