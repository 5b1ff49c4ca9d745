package import Verger

/// What webhooks are signed with. They must be read again, so that a hash will not do: they are kept sealed by the secret
/// of the instance.
package struct WebhookSecrets {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) {
        self.connection = connection
    }

    /// How secrets began when they were kept as they are.
    private static let clearMark = "verger_"

    /// Takes a connection that may write.
    func sealed(_ secret: String, at now: Instant) throws -> String {
        try InstanceSecret(connection, at: now).boxed(Array(secret.utf8))
    }

    /// Throws where it was sealed by another instance.
    func opened(_ kept: String) throws -> String {
        if kept.hasPrefix(WebhookSecrets.clearMark) { return kept }
        guard let bytes = try InstanceSecret(known: connection)?.unboxed(kept) else {
            throw StorageProblem.corrupt("webhook: sealed by another instance")
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Seals those of an earlier version.
    package func sealAll(at now: Instant) throws {
        let clear = try connection.rows(
            "SELECT workspace, id, secret FROM webhook WHERE secret LIKE 'verger%' ORDER BY workspace, id"
        ) { (workspace: $0.integer(0), id: $0.integer(1), secret: $0.text(2)) }
        for webhook in clear where webhook.secret.hasPrefix(WebhookSecrets.clearMark) {
            try connection.execute(
                "UPDATE webhook SET secret = ? WHERE workspace = ? AND id = ?",
                [.text(try sealed(webhook.secret, at: now)), .integer(webhook.workspace), .integer(webhook.id)])
        }
    }
}
