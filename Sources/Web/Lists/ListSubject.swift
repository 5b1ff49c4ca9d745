import Storage
import Verger

/// What a list is of: how its orders and columns are called, and where it is.
protocol ListSubject: SendableMetatype {
    associatedtype Order: ListOrder
    associatedtype Column: ListColumn where Column.SortKey == Order.Key
    static var views: SavedView.Subject { get }
    static var section: Section { get }
    /// Under the address of the workspace: `contacts`.
    static var folder: String { get }
    static var usualOrder: Order { get }
    static var usualColumns: [Column] { get }
    /// All that can be chosen.
    static func columns(_ catalogue: Catalogue) -> [Column]
    /// What the condition chooses, where that is not plain.
    static var meaning: Sentence? { get }
    static var previous: Sentence { get }
    static var next: Sentence { get }
}

/// By what a list is sorted, as its address says it.
protocol ListOrder: Hashable, Sendable {
    associatedtype Key: ListKey
    var key: Key { get }
    var isDescending: Bool { get }
    var description: String { get }
    init(_ key: Key, isDescending: Bool?)
    init?(_ description: String)
}

protocol ListKey: Hashable, Sendable {
    var label: Sentence { get }
    var isDescendingAtFirst: Bool { get }
    var scale: ListScale { get }
}

/// What is higher than what, in words.
enum ListScale {
    case name, date, figure
}

/// A column of a list, after the name.
protocol ListColumn: Hashable, Sendable {
    associatedtype SortKey
    /// As it stands in addresses.
    var name: String { get }
    init?(name: String)
    /// For styles.
    var cssName: String { get }
    /// The order that its head asks for.
    var sortKey: SortKey? { get }
    func label(in catalogue: Catalogue) -> Sentence
}

// MARK: Contacts

enum ContactsSubject: ListSubject {
    static var views: SavedView.Subject { .contacts }
    static var section: Section { .contacts }
    static var folder: String { "contacts" }
    static var usualOrder: ContactOrder { ContactOrder(.evidence) }
    static var usualColumns: [ContactColumn] { ContactColumn.usual }
    static func columns(_ catalogue: Catalogue) -> [ContactColumn] { ContactColumn.all(catalogue) }
    static var meaning: Sentence? { nil }
    static var previous: Sentence { Sentence(fr: "Précédents", en: "Previous") }
    static var next: Sentence { Sentence(fr: "Suivants", en: "Next") }
}

extension ContactOrder: ListOrder {}

extension ContactOrder.Key: ListKey {
    var scale: ListScale {
        switch self {
        case .name: .name
        case .evidence, .since, .created: .date
        case .score, .engagement, .fit: .figure
        }
    }
}

extension ContactColumn: ListColumn {}

// MARK: Companies

enum CompaniesSubject: ListSubject {
    static var views: SavedView.Subject { .companies }
    static var section: Section { .companies }
    static var folder: String { "companies" }
    static var usualOrder: CompanyOrder { CompanyOrder(.name) }
    static var usualColumns: [CompanyColumn] { CompanyColumn.usual }
    static func columns(_ catalogue: Catalogue) -> [CompanyColumn] { CompanyColumn.all }
    static var meaning: Sentence? {
        Sentence(
            fr: "Les entreprises dont au moins un contact, parmi ceux que vous voyez, remplit la condition.",
            en: "The companies of which at least one contact, among those that you see, meets the condition.")
    }
    static var previous: Sentence { Sentence(fr: "Précédentes", en: "Previous") }
    static var next: Sentence { Sentence(fr: "Suivantes", en: "Next") }
}

extension CompanyOrder: ListOrder {}

extension CompanyOrder.Key: ListKey {
    var scale: ListScale {
        switch self {
        case .name: .name
        case .evidence, .created: .date
        case .contacts, .stage, .score: .figure
        }
    }
}

extension CompanyColumn: ListColumn {}
