package import Verger

/// The messages to webhooks that wait to be sent, of all workspaces. One process at a time holds a message: it leases it.
package struct DeliveryQueue {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) {
        self.connection = connection
    }

    /// A message to send now.
    package struct Parcel: Sendable {
        package let workspace: Workspace.ID
        package let delivery: Int64
        package let webhook: Int64
        package let url: String
        /// What it is to be signed with; nil where another instance sealed that.
        package fileprivate(set) var secret: String?
        package let payload: String
        package let event: String
        /// Attempts made before.
        package let attempts: Int
    }

    /// A process that leased a message and said nothing for so long is gone.
    private static let lease = 2 * Instant.minute

    /// Leases the message that has waited longest, to none of the webhooks that are `busy`; nil when there is none.
    package func lease(at now: Instant, unless busy: Set<Int64> = []) throws -> Parcel? {
        let exclusion = busy.isEmpty ? "" : "AND d.webhook NOT IN (\(connection.marks(busy.count)))"
        let found = try connection.row(
            """
            SELECT d.workspace, d.id, d.webhook, w.url, w.secret, d.payload, d.event, d.attempts
            FROM webhook_delivery d JOIN webhook w ON w.workspace = d.workspace AND w.id = d.webhook
            WHERE d.next_at <= ? AND (d.leased_until IS NULL OR d.leased_until < ?) AND w.is_active = 1 \(exclusion)
            ORDER BY d.next_at, d.id LIMIT 1 \(connection.dialect.skippingLocked("d"))
            """, [.instant(now), .instant(now)] + busy.sorted().map { .integer($0) }
        ) { row in
            Parcel(
                workspace: .init(row.integer(0)), delivery: row.integer(1), webhook: row.integer(2), url: row.text(3),
                secret: row.text(4), payload: row.text(5), event: row.text(6), attempts: Int(row.integer(7)))
        }
        guard var found else { return nil }
        found.secret = found.secret.flatMap { try? WebhookSecrets(connection).opened($0) }
        try connection.execute(
            "UPDATE webhook_delivery SET leased_until = ? WHERE workspace = ? AND id = ?",
            [.instant(now + DeliveryQueue.lease), .integer(found.workspace.value), .integer(found.delivery)])
        return found
    }

    /// Keeps what came of an attempt: the message is delivered, waits for another one, or is given up.
    package func record(_ attempt: Delivery.Attempt, of parcel: Parcel, chance: Double) throws {
        let key: [SQLValue] = [.integer(parcel.workspace.value), .integer(parcel.delivery)]
        try connection.execute(
            """
            INSERT INTO webhook_attempt (workspace, delivery, number, at, milliseconds, code, problem)
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """,
            key + [
                .integer(attempt.number), .instant(attempt.at), .integer(attempt.milliseconds),
                .integer(orNull: attempt.code.map(Int64.init)),
                .text(
                    orNull: attempt.problem.map {
                        Document.object([("fr", .text($0.fr)), ("en", .text($0.en))]).json()
                    }),
            ])
        let wait = attempt.isReceived ? nil : Delivery.wait(after: attempt.number, chance: chance)
        let status: Delivery.Status = attempt.isReceived ? .delivered : wait == nil ? .failed : .pending
        try connection.execute(
            """
            UPDATE webhook_delivery SET status = ?, attempts = ?, next_at = ?, leased_until = NULL, finished_at = ?
            WHERE workspace = ? AND id = ?
            """,
            [
                .text(status.rawValue), .integer(attempt.number), .instant(orNil: wait.map { attempt.at + $0 }),
                wait == nil ? .instant(attempt.at) : .null,
            ] + key)
    }

    /// When the next message is to be sent; nil when none waits.
    package func nextDue() throws -> Instant? {
        try connection.row("SELECT MIN(next_at) FROM webhook_delivery WHERE next_at IS NOT NULL") { row in
            row.integerOrNil(0).map { Instant(microseconds: $0) }
        } ?? nil
    }

    /// Forgets messages that were delivered or given up before `instant`, and their attempts.
    package func prune(before instant: Instant) throws {
        let old = "SELECT id FROM webhook_delivery WHERE finished_at < ?"
        try connection.execute("DELETE FROM webhook_attempt WHERE delivery IN (\(old))", [.instant(instant)])
        try connection.execute("DELETE FROM webhook_delivery WHERE finished_at < ?", [.instant(instant)])
    }
}
