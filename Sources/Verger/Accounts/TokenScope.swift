/// What a program may do with a token.
package enum TokenScope: String, CaseIterable, Sendable {
    /// Send what visitors do, and look at nothing: a key that may stand in the source of a page.
    case writeKey = "write_key"
    /// Send any event, sales and payments too, and look at nothing: a key that stays on a server.
    case serverKey = "server_key"
    case read
    case full

    /// What is left of a role's permissions.
    package func permissions(of role: Role) -> Set<Permission> {
        switch self {
        case .writeKey, .serverKey: [.ingest]
        case .read: role.permissions.intersection(Permission.views)
        case .full: role.permissions.union([.ingest])
        }
    }

    /// Whether it sends events alone, whatever the role.
    package var isKey: Bool { self == .writeKey || self == .serverKey }

    package var label: Sentence {
        switch self {
        case .writeKey: Sentence(fr: "clé de site", en: "site key")
        case .serverKey: Sentence(fr: "clé de serveur", en: "server key")
        case .read: Sentence(fr: "lecture", en: "reads")
        case .full: Sentence(fr: "lecture et écriture", en: "reads and writes")
        }
    }
}
