import Storage
import Verger

/// All that the list of companies shows, read in one state of the database.
struct CompaniesReading {
    static let rowsOnPage = 50

    let state: ListState<CompaniesSubject>
    /// Nil while the condition is not valid.
    let page: ListPage<CompanyList.Row>?
    /// People of the workspace, by address.
    let people: [String: User]
    /// The segments that contacts are added to by hand.
    let handSegments: [HandSegment]
    /// Whether there is nothing to look for.
    let isEmpty: Bool

    var address: CompaniesAddress { state.address }

    init(_ visit: Visit, _ connection: any SQLConnection) throws {
        state = try ListState(visit, connection)
        page = try CompaniesReading.list(state, visit, connection)?
            .page(state.address.edge, limit: CompaniesReading.rowsOnPage)
        people = try ContactsRoutes.people(visit, connection)
        handSegments = try HandSegment.all(visit, connection)
        isEmpty = page?.rows.isEmpty == true && state.address.search.isEmpty && state.draft.isEveryone
    }

    private static func list(
        _ state: ListState<CompaniesSubject>, _ visit: Visit, _ connection: any SQLConnection
    ) -> CompanyList? {
        guard state.draft.isValid else { return nil }
        let filter = CompanyFilter(
            condition: state.draft.condition, search: SearchQuery(state.address.search),
            seenBy: visit.member.visibility)
        return CompanyList(connection, in: visit.workspace, filter: filter, order: state.order, at: visit.now)
    }

    /// The list that an address names; nil where its condition is not valid.
    static func list(
        _ address: CompaniesAddress, _ visit: Visit, _ connection: any SQLConnection
    ) throws -> CompanyList? {
        list(try ListState(address, visit, connection), visit, connection)
    }
}
