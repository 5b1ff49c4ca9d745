import HTTPTypes
import Storage
import Verger

/// Webhooks, for programs: made, changed, tried, and the log of what they were sent.
enum WebhooksAPI {
    static let routes = webhooks + deliveries

    private static let webhooks = [
        Route(
            .get, api: "webhooks", may: .manageWebhooks,
            Operation(
                "List webhooks", "All of them, the oldest first.",
                answers: [.init(.ok, "All webhooks.", .record(["items": .list(of: .webhook)]))]),
            { visit in
                let all = try visit.read { try Webhooks($0, in: visit.workspace.id).all() }
                return .json(.object([("items", .list(all.map(\.document)))]))
            }),
        Route(
            .post, api: "webhooks", may: .manageWebhooks,
            Operation(
                "Add a webhook",
                "The answer holds the `secret` that messages are signed with: it is told this once.",
                content: .json(.input(["url": .webAddress, "events": .webhookEvents], required: ["url", "events"])),
                answers: [
                    .init(.created, "The webhook, with its secret.", .newWebhook, headers: ["Location"])
                ]), add),
        Route(
            .get, api: "webhooks/{webhook}", may: .manageWebhooks,
            Operation("Read a webhook", answers: [.init(.ok, "The webhook.", .webhook)]),
            { visit in try visit.read { try visit.webhook($0) }.answer }),
        Route(
            .patch, api: "webhooks/{webhook}", may: .manageWebhooks,
            Operation(
                "Change a webhook", "What is not named stays. Messages wait while it is not active.",
                content: .patch(
                    .input(["url": .webAddress, "events": .webhookEvents, "isActive": .boolean])),
                answers: [.init(.ok, "The webhook, changed.", .webhook)]
            ).ofGivenVersion, change),
        Route(
            .delete, api: "webhooks/{webhook}", may: .manageWebhooks,
            Operation(
                "Remove a webhook", "With its log.", answers: [.init(.noContent, "It is gone.")]), remove),
    ]

    private static let deliveries = [
        Route(
            .get, api: "webhooks/{webhook}/deliveries", may: .manageWebhooks,
            Operation(
                "List the deliveries of a webhook",
                "The latest first, with every attempt. They are kept for thirty days.",
                query: [.limit, .cursor], answers: [.init(.ok, "A page of deliveries.", .page(of: .delivery))]), list),
        Route(
            .post, api: "webhooks/{webhook}/deliveries/{delivery}/attempts", may: .manageWebhooks,
            Operation(
                "Deliver again", "At once, whatever came of it before. One that waits already stays in its place.",
                answers: [.init(.accepted, "The delivery, which waits.", .delivery)]
            ).onceOnly, resend),
        Route(
            .post, api: "webhooks/{webhook}/tests", may: .manageWebhooks,
            Operation(
                "Try a webhook", "Sends a `webhook.test` message, which is delivered like any other.",
                answers: [.init(.accepted, "The delivery, which waits.", .delivery)]
            ).onceOnly, test),
    ]

    // MARK: Webhooks

    private static func add(_ visit: Visit) throws -> Answer {
        let content = visit.document
        return try visit.write { connection in
            let added = try refusing {
                try Webhooks(connection, in: visit.workspace.id).add(
                    url: content["url"]?.text ?? "", events: events(content) ?? [], at: visit.now)
            }
            try note("webhook added", added.webhook, visit, connection)
            var members = added.webhook.document.pairs?.map { ($0.key, $0.value) } ?? []
            members.append(("secret", .text(added.secret)))
            return Answer.json(.object(members), status: .created)
                .with(.location, "/api/v1/webhooks/\(added.webhook.id)")
        }
    }

    private static func change(_ visit: Visit) throws -> Answer {
        let content = visit.document
        return try visit.write { connection in
            let old = try visit.webhook(connection)
            try visit.call.admits(editing: old.document)
            let new = try refusing {
                try Webhook(
                    id: old.id, url: content["url"]?.text ?? old.url, events: events(content) ?? old.events,
                    isActive: content["isActive"].map { $0.text == "true" } ?? old.isActive, createdAt: old.createdAt)
            }
            try Webhooks(connection, in: visit.workspace.id).update(new)
            try note("webhook changed", new, visit, connection)
            return new.answer
        }
    }

    private static func remove(_ visit: Visit) throws -> Answer {
        try visit.write { connection in
            let webhook = try visit.webhook(connection)
            _ = try Webhooks(connection, in: visit.workspace.id).remove(webhook.id)
            try note("webhook removed", webhook, visit, connection)
            return .nothing
        }
    }

    private static func events(_ content: Document) -> Set<Webhook.Event>? {
        content["events"]?.items.map { Set($0.compactMap { $0.text.flatMap(Webhook.Event.init(rawValue:)) }) }
    }

    /// What is wrong with a webhook, named by its member.
    private static func refusing<T>(_ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let problem as Webhook.Problem {
            switch problem {
            case .badAddress: throw Problem(problem.sentence, path: "url")
            case .nothingToTell: throw Problem(problem.sentence, path: "events")
            }
        }
    }

    private static func note(
        _ action: String, _ webhook: Webhook, _ visit: Visit, _ connection: any SQLConnection
    ) throws {
        try visit.audit(
            action, [("webhook", .number(Int(webhook.id))), ("url", .text(webhook.url))], connection)
    }

    // MARK: Deliveries

    private static func list(_ visit: Visit) throws -> Answer {
        let place = try visit.cursor(in: "deliveries")
        let limit = visit.limit
        return try visit.read { connection in
            let webhook = try visit.webhook(connection)
            let webhooks = Webhooks(connection, in: visit.workspace.id)
            let found = try webhooks.deliveries(of: webhook.id, before: place?.id, limit: limit + 1)
            let shown = found.prefix(limit)
            let items = try shown.map { try $0.document(webhooks.attempts(of: $0.id), in: visit.language) }
            let next = found.count > limit ? shown.last : nil
            return .json(
                .object([
                    ("items", .list(items)),
                    (
                        "next",
                        .text(orNull: next.map { Cursor.text(Position(value: .null, id: $0.id), in: "deliveries") })
                    ),
                ]))
        }
    }

    private static func resend(_ visit: Visit) throws -> Answer {
        let id = try visit.number("delivery")
        return try visit.once { connection in
            let webhook = try visit.webhook(connection)
            let webhooks = Webhooks(connection, in: visit.workspace.id)
            guard let delivery = try webhooks.delivery(id), delivery.webhook == webhook.id else {
                throw Refusal.notFound
            }
            _ = try webhooks.resend(id, at: visit.now)
            return try accepted(id, webhooks, visit)
        }
    }

    private static func test(_ visit: Visit) throws -> Answer {
        try visit.once { connection in
            let webhooks = Webhooks(connection, in: visit.workspace.id)
            let id = try webhooks.sendTest(to: visit.webhook(connection), at: visit.now)
            return try accepted(id, webhooks, visit)
        }
    }

    private static func accepted(_ id: Int64, _ webhooks: Webhooks, _ visit: Visit) throws -> Answer {
        guard let delivery = try webhooks.delivery(id) else { throw Refusal.notFound }
        return .json(try delivery.document(webhooks.attempts(of: id), in: visit.language), status: .accepted)
    }
}

extension Visit {
    /// The webhook in the address.
    fileprivate func webhook(_ connection: any SQLConnection) throws -> Webhook {
        guard let webhook = try Webhooks(connection, in: workspace.id).find(number("webhook")) else {
            throw Refusal.notFound
        }
        return webhook
    }
}

extension Webhook {
    fileprivate var answer: Answer { .json(document).with(.eTag, document.etag) }

    fileprivate var document: Document {
        .object([
            ("id", .number(Int(id))), ("url", .text(url)),
            ("events", .list(events.map(\.rawValue).sorted().map { .text($0) })),
            ("isActive", Document(.boolean(isActive))), ("createdAt", .text(createdAt.iso8601)),
        ])
    }
}

extension Delivery {
    fileprivate func document(_ attempts: [Attempt], in language: Language) -> Document {
        .object([
            ("id", .number(Int(id))), ("event", .text(event)), ("createdAt", .text(createdAt.iso8601)),
            ("status", .text(status.rawValue)), ("nextAt", .text(orNull: nextAt.map { max($0, createdAt).iso8601 })),
            ("payload", (try? Document(json: payload)) ?? .null),
            (
                "attempts",
                .list(
                    attempts.map { attempt in
                        .object([
                            ("number", .number(attempt.number)), ("at", .text(attempt.at.iso8601)),
                            ("milliseconds", .number(attempt.milliseconds)),
                            ("code", attempt.code.map { .number($0) } ?? .null),
                            ("problem", .text(orNull: attempt.problem?.text(in: language))),
                        ])
                    })
            ),
        ])
    }
}

extension Schema {
    fileprivate static let webAddress = Schema.text(1...2000).noted(
        "`https://` or `http://`; no private address, unless the server allows that."
    ).like("https://example.com/verger")
    fileprivate static let webhookEvents = Schema.list(
        of: .choice(Webhook.Event.allCases.map(\.rawValue)), 1...Webhook.Event.allCases.count)

    fileprivate static let webhook = Schema.record([
        "id": .id, "url": .text, "events": .list(of: .choice(Webhook.Event.allCases.map(\.rawValue))),
        "isActive": .boolean, "createdAt": .instant,
    ]).named("Webhook")
    fileprivate static let newWebhook = Schema.record([
        "id": .id, "url": .text, "events": .list(of: .choice(Webhook.Event.allCases.map(\.rawValue))),
        "isActive": .boolean, "createdAt": .instant,
        "secret": .text.noted("Told this once: keep it."),
    ]).named("NewWebhook")
    fileprivate static let delivery = Schema.record([
        "id": .id, "event": .text, "createdAt": .instant, "status": .choice(["pending", "delivered", "failed"]),
        "nextAt": .instant.orNull, "payload": .anything,
        "attempts": .list(
            of: .record([
                "number": .integer, "at": .instant, "milliseconds": .integer, "code": .integer.orNull,
                "problem": .text.orNull,
            ])),
    ]).named("Delivery")
}
