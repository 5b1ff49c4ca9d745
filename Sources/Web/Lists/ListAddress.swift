import Storage
import Verger

typealias ContactsAddress = ListAddress<ContactsSubject>
typealias CompaniesAddress = ListAddress<CompaniesSubject>

/// Which records a list shows and how, as its address says it: a saved view, what was changed of it, a search, an order, a
/// part of it.
struct ListAddress<Of: ListSubject>: Sendable {
    var view: Int64?
    /// Nil: that of the view.
    var condition: String?
    var search: String
    /// Nil: that of the view.
    var order: Of.Order?
    /// Nil: those of the view.
    var columns: [Of.Column]?
    var edge = ListEdge.start
    /// Whether the condition is open for editing.
    var isFilterOpen: Bool

    init(_ fields: Fields) {
        view = fields.text("view").flatMap { Int64($0) }
        condition = fields["where"]
        search = fields.text("q") ?? ""
        order = fields.text("sort").flatMap { Of.Order($0) }
        let names = fields.values("columns").flatMap { $0.split(whereSeparator: { $0 == "," || $0 == " " }) }
        columns = names.isEmpty ? nil : names.compactMap { Of.Column(name: String($0)) }
        if let after = fields.text("after").flatMap({ Position($0) }) { edge = .after(after) }
        if let before = fields.text("before").flatMap({ Position($0) }) { edge = .before(before) }
        isFilterOpen = fields.text("filter") == "1"
    }

    /// The address without what is as at first.
    var fields: Fields {
        var all: [(name: String, value: String)] = []
        if let view { all.append(("view", String(view))) }
        if let condition { all.append(("where", condition)) }
        if !search.isEmpty { all.append(("q", search)) }
        if let order { all.append(("sort", order.description)) }
        if let columns { all.append(("columns", columns.map(\.name).joined(separator: ","))) }
        switch edge {
        case .start: break
        case .after(let position): all.append(("after", position.description))
        case .before(let position): all.append(("before", position.description))
        }
        if isFilterOpen { all.append(("filter", "1")) }
        return Fields(all)
    }

    func link(_ links: Links) -> String { links.to(Of.folder) + fields.query }

    /// The same with a change, from its start.
    func changed(_ change: (inout ListAddress) -> Void) -> ListAddress {
        var copy = self
        copy.edge = .start
        change(&copy)
        return copy
    }

    /// The list itself, whatever part of it is shown, for other pages to come back to or to go through.
    var list: String { String(changed { $0.isFilterOpen = false }.fields.query.dropFirst()) }
}
