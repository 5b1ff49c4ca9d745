/// A list that somebody keeps: which records, which columns, in which order.
package struct SavedView: Hashable, Sendable, Identifiable {
    package enum Subject: String, CaseIterable, Sendable {
        case contacts, companies
    }

    package let id: Int64
    package let subject: Subject
    package var name: String
    /// Whose it is; nil for one that everybody sees.
    package var owner: Int64?
    /// As text; nil for everyone.
    package var condition: String?
    /// Names of columns; empty for those of every list.
    package var columns: [String]
    /// As in addresses; empty for the order of every list.
    package var sort: String

    package init(
        id: Int64, subject: Subject, name: String, owner: Int64?, condition: String?, columns: [String] = [],
        sort: String = ""
    ) {
        self.id = id
        self.subject = subject
        self.name = name
        self.owner = owner
        self.condition = condition
        self.columns = columns
        self.sort = sort
    }
}
