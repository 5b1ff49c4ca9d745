import HTTPTypes
import Storage
import Verger

/// The settings of webhooks, and the log of what they were sent.
enum WebhookRoutes {
    static let all: [Route] = [
        Route(.get, "settings/webhooks", may: .manageWebhooks, list),
        Route(.post, "settings/webhooks", may: .manageWebhooks, add).creating,
        Route(.get, "settings/webhooks/{webhook}", may: .manageWebhooks, show),
        Route(.post, "settings/webhooks/{webhook}", may: .manageWebhooks, save),
        Route(.post, "settings/webhooks/{webhook}/removal", may: .manageWebhooks, remove),
        Route(.post, "settings/webhooks/{webhook}/tests", may: .manageWebhooks, test).creating,
        Route(.post, "settings/webhooks/{webhook}/deliveries/{delivery}/resending", may: .manageWebhooks, resend),
    ]

    @Sendable private static func list(_ visit: Visit) throws -> Answer {
        visit.answer(try page(visit, WebhookForm()))
    }

    private static func page(_ visit: Visit, _ form: WebhookForm) throws -> Page {
        let webhooks = try visit.read { try Webhooks($0, in: visit.workspace.id).all() }
        return WebhooksPage(visit: visit, webhooks: webhooks, form: form).page
    }

    @Sendable private static func add(_ visit: Visit) throws -> Answer {
        var form = WebhookForm(visit.form)
        do {
            let (webhook, secret) = try visit.write { connection in
                let added = try Webhooks(connection, in: visit.workspace.id).add(
                    url: form.url, events: form.events, at: visit.now)
                try record("webhook added", added.webhook, visit, connection)
                return added
            }
            // Shown this once, on the page that answers: it never stands in an address.
            return try visit.answer(detail(visit, webhook, secret: secret))
        } catch let problem as Webhook.Problem {
            form.problem = problem
            var answer = visit.answer(try page(visit, form))
            answer.status = .unprocessableContent
            return answer
        }
    }

    @Sendable private static func show(_ visit: Visit) throws -> Answer {
        visit.answer(try detail(visit, visit.read { try webhook(visit, $0) }))
    }

    private static func detail(_ visit: Visit, _ webhook: Webhook, secret: String? = nil) throws -> Page {
        try visit.read { connection in
            let webhooks = Webhooks(connection, in: visit.workspace.id)
            let before = visit.query.text("before").flatMap { Int64($0) }
            let deliveries = try webhooks.deliveries(of: webhook.id, before: before, limit: WebhookPage.rows + 1)
            let shown = deliveries.prefix(WebhookPage.rows)
            return try WebhookPage(
                visit: visit, webhook: webhook, secret: secret,
                deliveries: shown.map { ($0, try webhooks.attempts(of: $0.id)) },
                next: deliveries.count > WebhookPage.rows ? shown.last?.id : nil
            ).page
        }
    }

    @Sendable private static func save(_ visit: Visit) throws -> Answer {
        let form = WebhookForm(visit.form)
        do {
            let webhook = try visit.write { connection in
                let old = try Self.webhook(visit, connection)
                let new = try Webhook(
                    id: old.id, url: form.url, events: form.events, isActive: visit.form["active"] != nil,
                    createdAt: old.createdAt)
                _ = try Webhooks(connection, in: visit.workspace.id).update(new)
                try record("webhook changed", new, visit, connection)
                return new
            }
            return .redirect(to: visit.links.webhook(webhook.id)).toast(
                visit.notation.text("Webhook enregistré.", "Webhook saved."))
        } catch let problem as Webhook.Problem {
            throw Refusal.malformed(problem.sentence)
        }
    }

    @Sendable private static func remove(_ visit: Visit) throws -> Answer {
        try visit.write { connection in
            let webhook = try webhook(visit, connection)
            _ = try Webhooks(connection, in: visit.workspace.id).remove(webhook.id)
            try record("webhook removed", webhook, visit, connection)
        }
        return .redirect(to: visit.links.webhooks).toast(
            visit.notation.text("Webhook supprimé, avec son journal.", "Webhook removed, with its log."))
    }

    @Sendable private static func test(_ visit: Visit) throws -> Answer {
        let webhook = try visit.write { connection in
            let webhook = try Self.webhook(visit, connection)
            _ = try Webhooks(connection, in: visit.workspace.id).sendTest(to: webhook, at: visit.now)
            return webhook
        }
        return .redirect(to: visit.links.webhook(webhook.id) + "#log").toast(
            webhook.isActive
                ? visit.notation.text(
                    "Message d’essai en route\u{A0}: rechargez pour voir ce qu’il devient.",
                    "Test message on its way: reload to see what becomes of it.")
                : visit.notation.text(
                    "Message d’essai en attente\u{A0}: ce webhook est en pause.",
                    "Test message waiting: this webhook is paused."))
    }

    @Sendable private static func resend(_ visit: Visit) throws -> Answer {
        let id = try visit.number("delivery")
        let webhook = try visit.write { connection in
            let webhook = try Self.webhook(visit, connection)
            let webhooks = Webhooks(connection, in: visit.workspace.id)
            guard let delivery = try webhooks.delivery(id), delivery.webhook == webhook.id else {
                throw Refusal.notFound
            }
            _ = try webhooks.resend(id, at: visit.now)
            return webhook
        }
        return .redirect(to: visit.links.webhook(webhook.id)).toast(
            visit.notation.text(
                "Message remis en file\u{A0}: il part à l’instant.", "Message queued again: it leaves at once."))
    }

    /// The webhook in the address.
    private static func webhook(_ visit: Visit, _ connection: any SQLConnection) throws -> Webhook {
        guard let webhook = try Webhooks(connection, in: visit.workspace.id).find(visit.number("webhook")) else {
            throw Refusal.notFound
        }
        return webhook
    }

    private static func record(
        _ action: String, _ webhook: Webhook, _ visit: Visit, _ connection: any SQLConnection
    ) throws {
        try AuditLog(connection, in: visit.workspace.id).record(
            action, by: visit.member.user.email, [("webhook", .number(Int(webhook.id))), ("url", .text(webhook.url))],
            at: visit.now)
    }
}

extension Links {
    package var webhooks: String { to("settings/webhooks") }
    package func webhook(_ id: Int64) -> String { "\(webhooks)/\(id)" }
}
