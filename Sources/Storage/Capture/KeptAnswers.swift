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

        /// Claimed, and not answered yet.
        package var isPending: Bool { status == 0 }

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
        try forget(at: now)
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

    private func forget(at now: Instant) throws {
        try connection.execute(
            "DELETE FROM kept_answer WHERE workspace = ? AND answered_at <= ?",
            [.integer(workspace.value), .instant(now - KeptAnswers.lifetime)])
    }

    // MARK: Answers to come

    /// Takes `key` for a request that is about to be answered; false when somebody took it before. Whoever asks for it at
    /// the same moment waits until this transaction has ended.
    package func claim(_ key: String, at now: Instant) throws -> Bool {
        try forget(at: now)
        return try connection.execute(
            """
            INSERT INTO kept_answer (workspace, key, fingerprint, status, headers, body, answered_at)
            VALUES (?, ?, '', 0, '{}', '', ?) ON CONFLICT (workspace, key) DO NOTHING
            """, [.integer(workspace.value), .text(key), .instant(now)]) == 1
    }

    /// What was answered under a key that was claimed.
    package func settle(_ key: String, _ answer: Kept) throws {
        try connection.execute(
            "UPDATE kept_answer SET status = ?, headers = ?, body = ? WHERE workspace = ? AND key = ?",
            [
                .integer(Int64(answer.status)), .text(answer.headers), .text(answer.body), .integer(workspace.value),
                .text(key),
            ])
    }

    /// Nothing came of it: it may be asked for again.
    package func release(_ key: String) throws {
        try connection.execute(
            "DELETE FROM kept_answer WHERE workspace = ? AND key = ?", [.integer(workspace.value), .text(key)])
    }
}
