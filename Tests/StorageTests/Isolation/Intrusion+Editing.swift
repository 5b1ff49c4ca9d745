import Storage
import Verger

extension Intrusion {
    /// Records written one at a time, and parts in purchases.
    static let editing = [
        Intrusion("RuleBook.rules") { its in
            let book = RuleBook()
            _ = try book.rules(of: its.theirs.workspace, on: its.connection)
            return try book.rules(of: its.workspace, on: its.connection)?.stages.map(\.id) ?? []
        },
        Intrusion("BuyingParts.parts") {
            try BuyingParts($0.connection, in: $0.workspace.id).parts(of: [$0.theirs.contacts[0]])
        },
        Intrusion("BuyingParts.set") {
            try BuyingParts($0.connection, in: $0.workspace.id).set(
                [.decides], of: $0.theirs.contacts[0], by: "test", at: $0.mine.later)
        },
        Intrusion("CompanyEditing.add") {
            try CompanyEditing($0.connection, in: $0.workspace, at: $0.mine.later).add(
                CompanyDraft([("name", "Neuve"), ("external_id", "e1")], over: Company(id: .init(0))), by: "test")
        },
        Intrusion("CompanyEditing.update") {
            let stranger = Company(id: $0.theirs.company, fields: [.name: "Borie SA"])
            return try CompanyEditing($0.connection, in: $0.workspace, at: $0.mine.later).update(
                CompanyDraft([("name", "Mallory")], over: stranger), from: stranger, expecting: nil, by: "test")
        },
        Intrusion("ContactEditing.add") {
            try ContactEditing($0.connection, in: $0.workspace, types: [:], at: $0.mine.later).add(
                ContactDraft([("external_id", "neu")], over: Contact(id: .init(0)), fields: [:], region: "FR") { _, _ in
                    nil
                },
                by: "test")
        },
        Intrusion("ContactEditing.update") {
            let stranger = Contact(id: $0.theirs.contacts[0], fields: [.firstName: "Eve"])
            return try ContactEditing($0.connection, in: $0.workspace, types: [:], at: $0.mine.later).update(
                ContactDraft([("first_name", "Mallory")], over: stranger, fields: [:], region: "FR") { _, _ in nil },
                from: stranger, expecting: nil, by: "test")
        },
    ]
}
