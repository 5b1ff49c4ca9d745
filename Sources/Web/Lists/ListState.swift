import Storage
import Verger

/// What the address of a list and its saved view say together.
struct ListState<Of: ListSubject> {
    let address: ListAddress<Of>
    let views: [SavedView]
    /// The saved view that is open.
    let view: SavedView?
    let draft: ConditionDraft
    let order: Of.Order
    let columns: [Of.Column]
    let rules: Rules

    /// As a page asks for it.
    init(_ visit: Visit, _ connection: any SQLConnection) throws {
        let rules = try visit.rules(on: connection)
        let views = try SavedViews(connection, in: visit.workspace.id).all(Of.views, of: visit.member.user.id)
        var address = ListAddress<Of>(visit.query)
        let view = views.first { $0.id == address.view }
        if view == nil { address.view = nil }
        let names = ConditionFields("where")
        let draft =
            names.saysLines(visit.query) || address.condition != nil
            ? ConditionDraft(visit.query, named: "where", under: rules)
            : ConditionDraft(text: view?.condition ?? "", under: rules)
        if draft.text == (view?.condition ?? "") { address.condition = nil } else { address.condition = draft.text }
        self.init(address, views, view, draft, rules)
    }

    /// As another page names it, for what is done with all of it.
    init(_ address: ListAddress<Of>, _ visit: Visit, _ connection: any SQLConnection) throws {
        let view = try address.view.flatMap {
            try SavedViews(connection, in: visit.workspace.id).find($0, of: visit.member.user.id)
        }.flatMap { $0.subject == Of.views ? $0 : nil }
        let rules = try visit.rules(on: connection)
        let draft = ConditionDraft(text: address.condition ?? view?.condition ?? "", under: rules)
        self.init(address, [], view, draft, rules)
    }

    private init(
        _ address: ListAddress<Of>, _ views: [SavedView], _ view: SavedView?, _ draft: ConditionDraft, _ rules: Rules
    ) {
        self.address = address
        self.views = views
        self.view = view
        self.draft = draft
        self.rules = rules
        order = address.order ?? view.flatMap { Of.Order($0.sort) } ?? Of.usualOrder
        let saved = view?.columns.compactMap { Of.Column(name: $0) } ?? []
        columns = address.columns ?? (saved.isEmpty ? Of.usualColumns : saved)
    }

    /// Whether what is shown differs from the view as it is saved.
    var isChanged: Bool { address.condition != nil || address.order != nil || address.columns != nil }
}
