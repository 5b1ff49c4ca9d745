import Storage
import Verger

/// All that the list of contacts shows, read in one state of the database.
struct ContactsReading {
    static let rowsOnPage = 50

    let state: ListState<ContactsSubject>
    let stamp: RulesStamp
    /// Nil while the condition is not valid.
    let page: ListPage<ContactList.Row>?
    /// People of the workspace, by address.
    let people: [String: User]
    /// The segments that contacts are added to by hand.
    let handSegments: [HandSegment]
    /// Whether there is anyone at all.
    let isEmpty: Bool

    var address: ContactsAddress { state.address }
    var rules: Rules { state.rules }

    init(_ visit: Visit, _ connection: any SQLConnection) throws {
        state = try ListState(visit, connection)
        stamp = try RulesStamp(connection, in: visit.workspace)
        page = try ContactsReading.list(state, visit, connection)?
            .page(state.address.edge, limit: ContactsReading.rowsOnPage)
        people = try ContactsRoutes.people(visit, connection)
        handSegments = try HandSegment.all(visit, connection)
        isEmpty =
            page?.rows.isEmpty == true
            ? try Contacts(connection, in: visit.workspace).ids(after: nil, limit: 1).isEmpty : false
    }

    /// The contacts of a list that the reader may see; nil where its condition is not valid.
    private static func list(
        _ state: ListState<ContactsSubject>, _ visit: Visit, _ connection: any SQLConnection
    ) -> ContactList? {
        guard state.draft.isValid else { return nil }
        let filter = ContactFilter(
            condition: state.draft.condition, search: SearchQuery(state.address.search),
            visible: visit.member.visibility.restriction)
        return ContactList(connection, in: visit.workspace, filter: filter, order: state.order, at: visit.now)
    }

    /// The list that an address names; nil where its condition is not valid.
    static func list(
        _ address: ContactsAddress, _ visit: Visit, _ connection: any SQLConnection
    ) throws -> ContactList? {
        list(try ListState(address, visit, connection), visit, connection)
    }
}
