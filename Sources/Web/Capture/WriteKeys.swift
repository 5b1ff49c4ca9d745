import Storage
import Synchronization
import Verger

/// The workspaces that keys open, remembered for a moment: programs send thousands of requests with one key.
final class WriteKeys: Sendable {
    private static let life = 5 * Instant.second
    private static let capacity = 1000

    /// What a key opens.
    struct Owner: Sendable {
        let workspace: Workspace
        /// Whether the key stands in the source of a page, so that anybody can use it.
        let isPublic: Bool
    }

    private struct Known {
        let owner: Owner?
        let since: Instant
    }

    /// By the key's hash.
    private let known = Mutex<[String: Known]>([:])

    /// What was found lately; nil when one has to look.
    func remembered(_ key: String, at now: Instant) -> Owner?? {
        known.withLock { known in
            guard let entry = known[Secret.tokenHash(key)], entry.since + WriteKeys.life > now else { return nil }
            return .some(entry.owner)
        }
    }

    /// What `key` opens for what programs send; nil when it opens nothing.
    func owner(_ key: String, in database: any SQLDatabase, at now: Instant) throws -> Owner? {
        let found = try database.read { connection -> (opening: Tokens.Opening, workspace: Workspace)? in
            guard let opening = try Tokens.opening(key, on: connection), opening.may(.ingest),
                let workspace = try Workspaces(connection).find(opening.workspace)
            else { return nil }
            return (opening, workspace)
        }
        if let found, found.opening.needsNote(at: now) {
            try database.write { try Tokens($0, in: found.workspace.id).note(found.opening.id, at: now) }
        }
        let owner = found.map { Owner(workspace: $0.workspace, isPublic: $0.opening.scope == .writeKey) }
        known.withLock { known in
            if known.count >= WriteKeys.capacity { known.removeAll() }
            known[Secret.tokenHash(key)] = Known(owner: owner, since: now)
        }
        return owner
    }
}
