package import Verger

/// The contacts of one workspace in some order, all or those that pass a filter, page by page. States are to be up to date.
package struct ContactList {
    let connection: any SQLConnection
    let workspace: Workspace
    let filter: ContactFilter
    let order: ContactOrder
    let now: Instant

    package init(
        _ connection: any SQLConnection, in workspace: Workspace, filter: ContactFilter = ContactFilter(),
        order: ContactOrder = ContactOrder(.score), at now: Instant
    ) {
        self.connection = connection
        self.workspace = workspace
        self.filter = filter
        self.order = order
        self.now = now
    }

    /// At most `limit` contacts, in order.
    package func page(_ edge: ListEdge = .start, limit: Int) throws -> ListPage<Row> {
        let positions: [Position]
        switch edge {
        case .start: positions = try self.positions(from: nil, backwards: false, limit: limit + 1)
        case .after(let position):
            positions = try self.positions(from: position, backwards: false, limit: limit + 1)
        case .before(let position):
            positions = try self.positions(from: position, backwards: true, limit: limit + 1).reversed()
        }
        let rows = try rows(of: positions.map { Contact.ID($0.id) })
        let found = positions.compactMap { position in rows[Contact.ID(position.id)].map { (position, $0) } }
        return ListPage(found, at: edge, limit: limit)
    }

    /// Ids in order, after `position`: what an export walks. With the position after them, nil at the end.
    package func ids(
        after position: Position?, limit: Int
    ) throws -> (ids: [Contact.ID], next: Position?) {
        let found = try positions(from: position, backwards: false, limit: limit)
        return (found.map { Contact.ID($0.id) }, found.count == limit ? found.last : nil)
    }

    /// Those before and after a contact in the list; it need not be in the list any more.
    package func neighbours(of contact: Contact.ID) throws -> (previous: Contact.ID?, next: Contact.ID?) {
        guard let place = try position(of: contact) else { return (nil, nil) }
        let previous = try positions(from: place, backwards: true, limit: 1).first
        let next = try positions(from: place, backwards: false, limit: 1).first
        return (previous.map { Contact.ID($0.id) }, next.map { Contact.ID($0.id) })
    }

    /// How many there are. A full count: to be asked for.
    package func count() throws -> Int {
        guard filter.canBeQueried else { return try positions(from: nil, backwards: false, limit: .max).count }
        if let condition = filter.condition, filter.search == nil, filter.visible == nil {
            return try ContactSet(connection, in: workspace).count(condition, at: now)
        }
        let query = try contacts.query("COUNT(*)", of: nil)
        return Int(try connection.row(query.text, query.arguments.map(\.bound)) { $0.integer(0) } ?? 0)
    }

    /// Those of `contacts` that are in the list.
    package func holding(_ contacts: [Contact.ID]) throws -> Set<Contact.ID> {
        var result: Set<Contact.ID> = []
        try connection.inBatches(of: contacts) { batch in
            result.formUnion(try self.contacts.passing(batch.map(\.value)).map { Contact.ID($0) })
        }
        return result
    }
}

extension ContactList {
    private var contacts: FilteredContacts {
        FilteredContacts(connection: connection, workspace: workspace, filter: filter, now: now)
    }

    private func positions(from position: Position?, backwards: Bool, limit: Int) throws -> [Position] {
        let isByName = order.key == .name
        let tables =
            isByName
            ? "contact_search n JOIN contact_state s ON s.workspace = n.workspace AND s.contact = n.contact"
            : "contact_state s"
        let walk = ListWalk(
            connection: connection, keyset: order.keyset, isByText: isByName,
            source: """
                \(name: tables) WHERE \(name: isByName ? "n" : "s").workspace = \(workspace.id.value) \
                AND s.first_fact <= \(now.microseconds)
                """,
            passing: filter.isEverything ? nil : contacts.passing,
            set: filter.canBeQueried
                ? { try contacts.query("s.contact AS id, \(order.valueOfState) AS value", of: nil) } : nil,
            hits: contacts.hits)
        return try walk.positions(from: position, backwards: backwards, limit: limit)
    }

    private func position(of contact: Contact.ID) throws -> Position? {
        try connection.row(
            "SELECT s.contact, \(order.valueOfState) FROM contact_state s WHERE s.workspace = ? AND s.contact = ?",
            [.integer(workspace.id.value), .integer(contact.value)]
        ) { Position($0, isByText: order.key == .name) }
    }
}
