/// What a program may do with a token.
package enum TokenScope: String, CaseIterable, Sendable {
    /// Send events, and look at nothing: a key that may stand in the source of a page.
    case writeKey = "write_key"
    case read
    case full

    /// What is left of a role's permissions.
    package func permissions(of role: Role) -> Set<Permission> {
        switch self {
        case .writeKey: [.ingest]
        case .read: role.permissions.intersection(Permission.views)
        case .full: role.permissions.union([.ingest])
        }
    }

    package var label: Sentence {
        switch self {
        case .writeKey: Sentence(fr: "envoi d’événements", en: "sends events")
        case .read: Sentence(fr: "lecture", en: "reads")
        case .full: Sentence(fr: "lecture et écriture", en: "reads and writes")
        }
    }
}
