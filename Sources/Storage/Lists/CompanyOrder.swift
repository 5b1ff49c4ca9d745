package import Verger

/// By what a list of companies is sorted.
package struct CompanyOrder: Hashable, Sendable {
    package enum Key: String, CaseIterable, Sendable {
        case name
        /// The order of recording.
        case created
        /// How many contacts it has.
        case contacts
        /// The furthest present stage of its contacts, not excluded ones.
        case stage
        /// The best grade of its contacts, not excluded ones, then engagement.
        case score
        /// The last activity in which one of its contacts took part.
        case evidence

        package var label: Sentence {
            switch self {
            case .name: Sentence(fr: "nom", en: "name")
            case .created: Sentence(fr: "création", en: "created")
            case .contacts: Sentence(fr: "contacts", en: "contacts")
            case .stage: Sentence(fr: "étape la plus avancée", en: "furthest stage")
            case .score: Sentence(fr: "meilleure note", en: "best grade")
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
    /// The order of `company o` where one of its indexes holds it, else of those that were found.
    var keyset: Keyset {
        Keyset(
            value: column ?? "found.value", id: column == nil ? "found.id" : "o.id", isNullable: isNullable,
            isDescending: isDescending)
    }

    /// Of a company `o`, by which an index holds this order; nil where it is of its contacts.
    var column: String? {
        switch key {
        case .name: "o.name_key"
        case .created: "o.id"
        case .contacts, .stage, .score, .evidence: nil
        }
    }

    var isByText: Bool { key == .name }

    private var isNullable: Bool { key != .created && key != .contacts }

    /// Of a company `o`, from those of its contacts that a reader sees.
    func value(seenBy visibility: Visibility) -> SQLFragment {
        if let column { return "\(name: column)" }
        let sight: SQLFragment = visibility == .everyone ? "" : " AND \(visibility.sql)"
        guard let figure else {
            return """
                (SELECT COUNT(*) FROM contact c WHERE c.workspace = o.workspace AND c.company = o.id\(sight))
                """
        }
        return """
            (SELECT MAX(\(name: figure.column(of: "s"))) FROM contact c \
            JOIN contact_state s ON s.workspace = c.workspace AND s.contact = c.id \
            WHERE c.workspace = o.workspace AND c.company = o.id AND \(name: figure.counts(of: "s"))\(sight))
            """
    }

    /// What is derived of contacts, the highest of whom stands for the company.
    struct Figure {
        /// Of `contact_state`.
        private let name: String
        let isIndexed: Bool
        private let leavesOutExcluded: Bool

        fileprivate init(_ name: String, isIndexed: Bool, leavesOutExcluded: Bool) {
            self.name = name
            self.isIndexed = isIndexed
            self.leavesOutExcluded = leavesOutExcluded
        }

        func column(of state: String) -> String { "\(state).\(name)" }

        /// That a contact has it, and counts.
        func counts(of state: String) -> String {
            leavesOutExcluded
                ? "\(state).\(name) IS NOT NULL AND \(state).excluded = 0" : "\(state).\(name) IS NOT NULL"
        }
    }

    /// Nil where the order is of the company itself, or of how many contacts it has.
    var figure: Figure? {
        switch key {
        case .name, .created, .contacts: nil
        case .stage: Figure("stage", isIndexed: false, leavesOutExcluded: true)
        case .score: Figure("rank", isIndexed: true, leavesOutExcluded: true)
        case .evidence: Figure("evidence_at", isIndexed: true, leavesOutExcluded: false)
        }
    }
}
