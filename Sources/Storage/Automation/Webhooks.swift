package import Verger

/// The webhooks of one workspace, and the log of what they were sent.
package struct Webhooks {
    private let connection: any SQLConnection
    private let workspace: Workspace.ID

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    private var key: SQLValue { .integer(workspace.value) }

    // MARK: Webhooks

    package func all() throws -> [Webhook] { try connection.rows("\(columns) ORDER BY id", [key], read) }

    package func find(_ id: Int64) throws -> Webhook? {
        try connection.row("\(columns) AND id = ?", [key, .integer(id)], read)
    }

    /// What its messages are signed with.
    package func secret(of id: Int64) throws -> String? {
        try connection.row("SELECT secret FROM webhook WHERE workspace = ? AND id = ?", [key, .integer(id)]) {
            $0.text(0)
        }.map { try WebhookSecrets(connection).opened($0) }
    }

    /// Throws `Webhook.Problem`.
    package func add(
        url: String, events: Set<Webhook.Event>, at now: Instant
    ) throws -> (webhook: Webhook, secret: String) {
        let webhook = try Webhook(id: try connection.ids(1, of: .record), url: url, events: events, createdAt: now)
        let secret = try Secret.newToken()
        let sealed = try WebhookSecrets(connection).sealed(secret, at: now)
        try connection.execute(
            "INSERT INTO webhook (workspace, id, url, secret, events, is_active, created_at) VALUES (?, ?, ?, ?, ?, 1, ?)",
            [key, .integer(webhook.id), .text(url), .text(sealed), .text(text(of: events)), .instant(now)])
        return (webhook, secret)
    }

    /// Saves its address, its events and whether it is active; returns whether there is such a webhook.
    @discardableResult
    package func update(_ webhook: Webhook) throws -> Bool {
        try connection.execute(
            "UPDATE webhook SET url = ?, events = ?, is_active = ? WHERE workspace = ? AND id = ?",
            [
                .text(webhook.url), .text(text(of: webhook.events)), .integer(webhook.isActive ? 1 : 0), key,
                .integer(webhook.id),
            ]) == 1
    }

    /// Removes a webhook with its log; returns whether there was one.
    package func remove(_ id: Int64) throws -> Bool {
        let deliveries = "SELECT id FROM webhook_delivery WHERE workspace = ? AND webhook = ?"
        try connection.execute(
            "DELETE FROM webhook_attempt WHERE workspace = ? AND delivery IN (\(deliveries))", [key, key, .integer(id)])
        try connection.execute(
            "DELETE FROM webhook_delivery WHERE workspace = ? AND webhook = ?", [key, .integer(id)])
        return try connection.execute("DELETE FROM webhook WHERE workspace = ? AND id = ?", [key, .integer(id)]) == 1
    }

    // MARK: Deliveries

    /// The latest first, before the delivery `before`.
    package func deliveries(of webhook: Int64, before: Int64? = nil, limit: Int) throws -> [Delivery] {
        try connection.rows(
            "\(deliveryColumns) AND webhook = ? AND id < ? ORDER BY id DESC LIMIT ?",
            [key, .integer(webhook), .integer(before ?? .max), .integer(limit)], readDelivery)
    }

    package func delivery(_ id: Int64) throws -> Delivery? {
        try connection.row("\(deliveryColumns) AND id = ?", [key, .integer(id)], readDelivery)
    }

    package func attempts(of delivery: Int64) throws -> [Delivery.Attempt] {
        try connection.rows(
            """
            SELECT number, at, milliseconds, code, problem FROM webhook_attempt WHERE workspace = ? AND delivery = ?
            ORDER BY number
            """, [key, .integer(delivery)]
        ) { row in
            let problem = try row.textOrNil(4).map { try Document(json: $0) }
            return Delivery.Attempt(
                number: Int(row.integer(0)), at: Instant(microseconds: row.integer(1)),
                milliseconds: Int(row.integer(2)), code: row.integerOrNil(3).map { Int($0) },
                problem: problem.map { Sentence(fr: $0["fr"]?.text ?? "", en: $0["en"]?.text ?? "") })
        }
    }

    /// Sends a message once more, at once; returns whether there is such a message that is not waiting already.
    package func resend(_ delivery: Int64, at now: Instant) throws -> Bool {
        try connection.execute(
            """
            UPDATE webhook_delivery SET status = 'pending', next_at = ?, finished_at = NULL, leased_until = NULL
            WHERE workspace = ? AND id = ? AND status <> 'pending'
            """, [.instant(now), key, .integer(delivery)]) == 1
    }

    /// Queues a message that says nothing but that messages arrive; returns its id. To a webhook that is paused
    /// it goes when it is active again, as the others do.
    package func sendTest(to webhook: Webhook, at now: Instant) throws -> Int64 {
        let id = try connection.ids(1, of: .delivery)
        let slug = try connection.row("SELECT slug FROM workspace WHERE id = ?", [key]) { $0.text(0) } ?? ""
        let payload = Document.object([
            ("id", .text("evt_\(id)")), ("type", .text(Delivery.testEvent)), ("createdAt", .text(now.iso8601)),
            ("workspace", .text(slug)), ("data", .object([])),
        ])
        try connection.execute(
            """
            INSERT INTO webhook_delivery
                (workspace, id, webhook, event, event_key, payload, created_at, status, attempts, next_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, 'pending', 0, 0)
            """,
            [
                key, .integer(id), .integer(webhook.id), .text(Delivery.testEvent), .text("test:\(id)"),
                .text(payload.json()), .instant(now),
            ])
        return id
    }

    private func text(of events: Set<Webhook.Event>) -> String {
        events.map(\.rawValue).sorted().joined(separator: " ")
    }

    private var columns: String { "SELECT id, url, events, is_active, created_at FROM webhook WHERE workspace = ?" }

    private func read(_ row: any SQLRow) throws -> Webhook {
        try Webhook(
            id: row.integer(0), url: row.text(1),
            events: Set(row.text(2).split(separator: " ").compactMap { .init(rawValue: String($0)) }),
            isActive: row.integer(3) == 1, createdAt: Instant(microseconds: row.integer(4)))
    }

    private var deliveryColumns: String {
        """
        SELECT id, webhook, event, payload, created_at, status, attempts, next_at FROM webhook_delivery
        WHERE workspace = ?
        """
    }

    private func readDelivery(_ row: any SQLRow) -> Delivery {
        Delivery(
            id: row.integer(0), webhook: row.integer(1), event: row.text(2), payload: row.text(3),
            createdAt: Instant(microseconds: row.integer(4)), status: .init(rawValue: row.text(5)) ?? .failed,
            attempts: Int(row.integer(6)), nextAt: row.integerOrNil(7).map { Instant(microseconds: $0) })
    }
}
