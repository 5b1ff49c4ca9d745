package import Verger

/// What was answered to the requests of one workspace that carry a key, so that one that is repeated does nothing more.
package struct KeptAnswers {
    private let connection: any SQLConnection
    private let workspace: Workspace.ID

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    /// How long an answer is kept.
    package static let lifetime = Instant.day

    package struct Kept: Hashable, Sendable {
        /// Of the request.
        package let fingerprint: String
        package let status: Int
        /// A JSON object.
        package let headers: String
        package let body: String

        package init(fingerprint: String, status: Int, headers: String, body: String) {
            self.fingerprint = fingerprint
            self.status = status
            self.headers = headers
            self.body = body
        }
    }

    /// What was answered under `key`; nil when nothing was, or too long ago. Whoever asks in a transaction that writes
    /// waits until another one that asked for the same key has ended.
    package func find(_ key: String, at now: Instant) throws -> Kept? {
        let print = Secret.fingerprint("\(workspace.value) \(key)")
        let number = UInt64(print.prefix(16), radix: 16) ?? 0
        if let lock = connection.dialect.lock(Int64(bitPattern: number)) { try connection.execute(lock) }
        return try connection.row(
            """
            SELECT fingerprint, status, headers, body FROM kept_answer
            WHERE workspace = ? AND key = ? AND answered_at > ?
            """, [.integer(workspace.value), .text(key), .instant(now - KeptAnswers.lifetime)]
        ) { Kept(fingerprint: $0.text(0), status: Int($0.integer(1)), headers: $0.text(2), body: $0.text(3)) }
    }

    /// Keeps an answer, and forgets those that are too old.
    package func keep(_ answer: Kept, as key: String, at now: Instant) throws {
        try connection.execute(
            "DELETE FROM kept_answer WHERE workspace = ? AND answered_at <= ?",
            [.integer(workspace.value), .instant(now - KeptAnswers.lifetime)])
        try connection.execute(
            """
            INSERT INTO kept_answer (workspace, key, fingerprint, status, headers, body, answered_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .integer(workspace.value), .text(key), .text(answer.fingerprint), .integer(answer.status),
                .text(answer.headers), .text(answer.body), .instant(now),
            ])
    }
}
