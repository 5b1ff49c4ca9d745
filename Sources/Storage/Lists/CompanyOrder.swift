package import Verger

/// By what a list of companies is sorted.
package struct CompanyOrder: Hashable, Sendable {
    package enum Key: String, CaseIterable, Sendable {
        case name
        /// The order of recording.
        case created
        /// How many contacts it has.
        case contacts
        /// The furthest present stage of its contacts.
        case stage
        /// The last activity in which one of its contacts took part.
        case evidence

        package var label: Sentence {
            switch self {
            case .name: Sentence(fr: "nom", en: "name")
            case .created: Sentence(fr: "création", en: "created")
            case .contacts: Sentence(fr: "contacts", en: "contacts")
            case .stage: Sentence(fr: "étape", en: "stage")
            case .evidence: Sentence(fr: "dernière preuve", en: "last evidence")
            }
        }

        /// Names from A, all else from the highest or latest.
        package var isDescendingAtFirst: Bool { self != .name }
    }

    package let key: Key
    package let isDescending: Bool

    package init(_ key: Key, isDescending: Bool? = nil) {
        self.key = key
        self.isDescending = isDescending ?? key.isDescendingAtFirst
    }

    /// As it stands in addresses.
    package var description: String { (isDescending == key.isDescendingAtFirst ? "" : "-") + key.rawValue }

    package init?(_ description: String) {
        let isTurned = description.hasPrefix("-")
        guard let key = Key(rawValue: String(isTurned ? description.dropFirst() : description[...])) else { return nil }
        self.init(key, isDescending: key.isDescendingAtFirst != isTurned)
    }
}

extension CompanyOrder {
    /// The order of `company o`.
    var keyset: Keyset {
        Keyset(value: value, id: "o.id", isNullable: isNullable, isDescending: isDescending)
    }

    /// Whether an index holds this order; otherwise all companies are looked at.
    var isIndexed: Bool { key == .name || key == .created }

    var isByText: Bool { key == .name }

    private var isNullable: Bool { key != .created && key != .contacts }

    /// Of a company `o`.
    var value: String {
        switch key {
        case .name: "o.name_key"
        case .created: "o.id"
        case .contacts:
            "(SELECT COUNT(*) FROM contact c WHERE c.workspace = o.workspace AND c.company = o.id)"
        case .stage: figure("stage")
        case .evidence: figure("evidence_at")
        }
    }

    private func figure(_ column: String) -> String {
        """
        (SELECT MAX(s.\(column)) FROM contact c JOIN contact_state s ON s.workspace = c.workspace AND s.contact = c.id \
        WHERE c.workspace = o.workspace AND c.company = o.id)
        """
    }
}
