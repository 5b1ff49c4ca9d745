import Storage
import Verger

typealias ContactOrderKey = ContactOrder.Key

/// All that the list of contacts shows, read in one state of the database.
struct ContactsReading {
    static let rowsOnPage = 50

    let address: ContactsAddress
    let views: [SavedView]
    /// The saved view that is open.
    let view: SavedView?
    let draft: ConditionDraft
    let order: ContactOrder
    let columns: [ContactColumn]
    /// Nil while the condition is not valid.
    let page: ListPage<ContactList.Row>?
    let rules: Rules
    /// People of the workspace, by address.
    let people: [String: User]
    /// The segments that contacts are added to by hand.
    let handSegments: [HandSegment]
    /// Whether there is anyone at all.
    let isEmpty: Bool

    init(_ visit: Visit, _ connection: any SQLConnection) throws {
        var address = ContactsAddress(visit.query)
        let rules = try visit.rules(on: connection)
        let views = try SavedViews(connection, in: visit.workspace.id).all(.contacts, of: visit.member.user.id)
        let view = views.first { $0.id == address.view }
        if view == nil { address.view = nil }
        let names = ConditionFields("where")
        let draft =
            names.saysLines(visit.query) || address.condition != nil
            ? ConditionDraft(visit.query, named: "where", under: rules)
            : ConditionDraft(text: view?.condition ?? "", under: rules)
        if draft.text == (view?.condition ?? "") { address.condition = nil } else { address.condition = draft.text }
        order = address.order ?? view.flatMap { ContactOrder($0.sort) } ?? ContactOrder(.evidence)
        let saved = view?.columns.compactMap { ContactColumn(name: $0) } ?? []
        columns = address.columns ?? (saved.isEmpty ? ContactColumn.usual : saved)
        self.address = address
        self.rules = rules
        self.views = views
        self.view = view
        self.draft = draft
        page =
            try draft.isValid
            ? ContactsReading.list(visit, connection, draft, address.search, order)
                .page(address.edge, limit: ContactsReading.rowsOnPage) : nil
        people = Dictionary(
            try Users(connection, in: visit.workspace.id).all().map { ($0.email.folded, $0) }
        ) { first, _ in first }
        handSegments = try HandSegment.all(visit, connection)
        isEmpty =
            page?.rows.isEmpty == true
            ? try Contacts(connection, in: visit.workspace).ids(after: nil, limit: 1).isEmpty : false
    }

    /// The contacts of a list that the reader may see.
    static func list(
        _ visit: Visit, _ connection: any SQLConnection, _ draft: ConditionDraft, _ search: String,
        _ order: ContactOrder
    ) -> ContactList {
        let filter = ContactFilter(
            condition: draft.condition, search: SearchQuery(search), visible: visit.member.visibility.restriction)
        return ContactList(connection, in: visit.workspace, filter: filter, order: order, at: visit.now)
    }

    /// The list that an address names; nil where its condition is not valid.
    static func list(
        _ address: ContactsAddress, _ visit: Visit, _ connection: any SQLConnection
    ) throws -> ContactList? {
        let view = try address.view.flatMap {
            try SavedViews(connection, in: visit.workspace.id).find($0, of: visit.member.user.id)
        }
        let draft = ConditionDraft(
            text: address.condition ?? view?.condition ?? "", under: try visit.rules(on: connection))
        let order = address.order ?? view.flatMap { ContactOrder($0.sort) } ?? ContactOrder(.evidence)
        return draft.isValid ? list(visit, connection, draft, address.search, order) : nil
    }

    /// Whether what is shown differs from the view as it is saved.
    var isChanged: Bool { address.condition != nil || address.order != nil || address.columns != nil }
}
