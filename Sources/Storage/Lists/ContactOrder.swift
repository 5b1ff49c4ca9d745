package import Verger

/// By what a list of contacts is sorted.
package struct ContactOrder: Hashable, Sendable {
    package enum Key: String, CaseIterable, Sendable {
        /// Grade, then engagement.
        case score
        case engagement, fit
        /// The last activity in which the contact took part.
        case evidence
        /// The day on which it came to its stage.
        case since
        /// The order of recording.
        case created
        case name

        package var label: Sentence {
            switch self {
            case .score: Sentence(fr: "note", en: "grade")
            case .engagement: Sentence(fr: "engagement", en: "engagement")
            case .fit: Sentence(fr: "adéquation", en: "fit")
            case .evidence: Sentence(fr: "dernière preuve", en: "last evidence")
            case .since: Sentence(fr: "depuis", en: "since")
            case .created: Sentence(fr: "création", en: "created")
            case .name: Sentence(fr: "nom", en: "name")
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

    /// As it stands in addresses: the key, and `-` before it where it goes the other way than at first.
    package var description: String { (isDescending == key.isDescendingAtFirst ? "" : "-") + key.rawValue }

    package init?(_ description: String) {
        let isTurned = description.hasPrefix("-")
        guard let key = Key(rawValue: String(isTurned ? description.dropFirst() : description[...])) else { return nil }
        self.init(key, isDescending: key.isDescendingAtFirst != isTurned)
    }
}

extension ContactOrder {
    /// The order of `contact_state s`; by name that of `contact_search n`.
    var keyset: Keyset {
        Keyset(
            value: column, id: key == .name ? "n.contact" : "s.contact", isNullable: key == .evidence || key == .since,
            isDescending: isDescending)
    }

    private var column: String {
        switch key {
        case .score: "s.rank"
        case .engagement: "s.engagement"
        case .fit: "s.fit"
        case .evidence: "s.evidence_at"
        case .since: "s.since"
        // An index on first facts would lead engines astray where they only see to it that a contact exists.
        case .created: "s.contact"
        case .name: "n.name_key"
        }
    }

    /// The value of a contact of `contact_state s`.
    var valueOfState: String {
        guard key == .name else { return column }
        return "(SELECT n.name_key FROM contact_search n WHERE n.workspace = s.workspace AND n.contact = s.contact)"
    }
}
