import Storage
import TestSupport
import Verger

extension Intrusion {
    static let lists = [
        Intrusion("ContactList.page") { its in
            try ContactOrder.Key.allCases.map { try its.list(ContactOrder($0)).page(limit: 9).rows }
        },
        Intrusion("ContactList.ids") { try $0.list().ids(after: nil, limit: 9).ids },
        Intrusion("ContactList.neighbours") { its in
            try (its.theirs.contacts + its.mine.contacts).map { try its.list().neighbours(of: $0) }
        },
        Intrusion("ContactList.count") { try $0.list().count() },
        Intrusion("ContactList.holding") { try $0.list().holding($0.theirs.contacts + $0.mine.contacts) },
        Intrusion("ContactList.rows") { try $0.list().rows(of: $0.theirs.contacts + $0.mine.contacts) },
        Intrusion("CompanyList.page") { its in
            try CompanyOrder.Key.allCases.map { try its.companyList(CompanyOrder($0)).page(limit: 9).rows }
        },
        Intrusion("CompanyList.neighbours") { its in
            try [its.theirs.company, its.mine.company].map { try its.companyList().neighbours(of: $0) }
        },
        Intrusion("CompanyList.ids") { its in
            try CompanyOrder.Key.allCases.map { try its.companyList(CompanyOrder($0)).ids(after: nil, limit: 9).ids }
        },
        Intrusion("CompanyList.count") { try $0.companyList().count() },
        Intrusion("CompanyList.holding") {
            try $0.companyList(condition: $0.everything()).holding([$0.theirs.company, $0.mine.company])
        },
        Intrusion("CompanyList.rows") { try $0.companyList().rows(of: [$0.theirs.company, $0.mine.company]) },
        Intrusion("SavedViews.add") {
            try $0.views.add(.contacts, name: "n", owner: nil, condition: nil, at: $0.mine.now)
        },
        Intrusion("SavedViews.all") { its in try SavedView.Subject.allCases.map { try its.views.all($0, of: 1) } },
        Intrusion("SavedViews.find") {
            try [$0.views.find($0.theirs.view, of: 1), $0.views.find($0.mine.view, of: 1)]
        },
        Intrusion("SavedViews.update") { its in
            try [its.theirs.view, its.mine.view].map {
                try its.views.update(SavedView(id: $0, subject: .contacts, name: "x", owner: nil, condition: nil))
            }
        },
        Intrusion("SavedViews.arrange") { try $0.views.arrange([$0.theirs.view, $0.mine.view]) },
        Intrusion("SavedViews.remove") { try [$0.views.remove($0.theirs.view), $0.views.remove($0.mine.view)] },
        Intrusion("BulkActions.find") { try [$0.bulk.find($0.theirs.bulk), $0.bulk.find($0.mine.bulk)] as Any },
        Intrusion("BulkActions.perform") { its in
            try its.bulk.perform(.addTag("b"), on: its.theirs.contacts + its.mine.contacts, by: "x", at: its.mine.now)
        },
        Intrusion("BulkActions.undo") { its in
            try [its.theirs.bulk, its.mine.bulk].map { try its.bulk.undo($0, by: "x", at: its.mine.now) } as Any
        },
    ]

    static let search = [
        Intrusion("ContactSet.validUntil") { its in
            let condition = try its.definitions.rules()!.resolve(
                parsing: "did any intent within 90 days or stage >= lead")
            return try its.sets.validUntil(condition, at: its.mine.later) as Any
        },
        Intrusion("SearchIndex.write") { try $0.index.write($0.theirs.contacts + $0.mine.contacts) },
        Intrusion("SearchIndex.write") { try $0.index.write([$0.theirs.company, $0.mine.company]) },
        Intrusion("SearchIndex.forget") { try $0.index.forget($0.theirs.contacts + $0.mine.contacts) },
        Intrusion("SearchIndex.noteAll") { try $0.index.noteAll() },
        Intrusion("SearchIndex.isBehind") { try $0.index.isBehind() },
        Intrusion("SearchIndex.differences") { try $0.index.differences(after: nil, limit: 9) },
        Intrusion("SearchIndex.refresh") { try $0.index.refresh(limit: 100) },
        Intrusion(alone: "SearchIndex.refresh") { mine, _ in
            var seen: [Int] = []
            try SearchIndex.refresh(mine.world.database, in: mine.workspace.id) { seen.append($0) }
            return seen
        },
        Intrusion("Contacts.versions") { try $0.contacts.versions(of: $0.theirs.contacts + $0.mine.contacts) },
        Intrusion("Companies.versions") { try $0.companies.versions(of: [$0.theirs.company, $0.mine.company]) },
    ]
}

extension Attempt {
    /// Those who are searched for by what both workspaces hold.
    func list(_ order: ContactOrder = ContactOrder(.created)) -> ContactList {
        ContactList(
            connection, in: workspace, filter: ContactFilter(search: SearchQuery("borie")), order: order, at: mine.later
        )
    }

    func companyList(
        _ order: CompanyOrder = CompanyOrder(.name), condition: ResolvedCondition? = nil
    ) -> CompanyList {
        CompanyList(
            connection, in: workspace, filter: CompanyFilter(condition: condition, search: SearchQuery("borie")),
            order: order, at: mine.later)
    }

    var views: SavedViews { SavedViews(connection, in: workspace.id) }
    var bulk: BulkActions { BulkActions(connection, in: workspace, types: [:]) }
    var index: SearchIndex { SearchIndex(connection, in: workspace.id) }
}
