import HTTPTypes
import Storage
import Verger

/// Campaigns, what they cost, and what leads cost, for programs.
enum CampaignsAPI {
    static let routes = [
        Route(
            .get, api: "campaigns", may: .viewReports,
            Operation(
                "List campaigns", "The latest made first.", query: [.limit, .cursor],
                answers: [.init(.ok, "A page of campaigns.", .page(of: .campaign))]), list),
        Route(
            .post, api: "campaigns", may: .manageSources,
            Operation(
                "Record a campaign", "Names are unique, without case and accents.",
                content: .json(.campaignInput),
                answers: [.init(.created, "A new campaign.", .campaign, headers: ["Location"])]
            ).onceOnly, create),
        Route(
            .get, api: "campaigns/{campaign}", may: .viewReports,
            Operation("Read a campaign", answers: [.init(.ok, "The campaign.", .campaign, headers: ["ETag"])]),
            { visit in try visit.read { try visit.campaign($0).answer } }),
        Route(
            .patch, api: "campaigns/{campaign}", may: .manageSources,
            Operation(
                "Edit a campaign", "What is not named stays; `null` takes a value away. Lists are replaced as a whole.",
                content: .patch(.campaignEdit),
                answers: [.init(.ok, "The campaign as it is now.", .campaign, headers: ["ETag"])]
            ).ofVersion, edit),
        Route(
            .get, api: "campaigns/{campaign}/costs", may: .viewReports,
            Operation(
                "List the costs of a campaign", "The latest first.",
                answers: [.init(.ok, "All of them.", .record(["items": .list(of: .cost)]))]),
            { visit in
                try visit.read { connection in
                    let costs = try Costs(connection, in: visit.workspace.id).all(of: visit.campaign(connection).id)
                    return .json(.object([("items", .list(costs.map(\.document)))]))
                }
            }),
        Route(
            .post, api: "campaigns/{campaign}/costs", may: .manageSources,
            Operation(
                "Record a cost", "In the currency of the workspace, spread evenly over its days.",
                content: .json(.costInput), answers: [.init(.created, "A new cost.", .cost)]
            ).onceOnly, addCost),
        Route(
            .get, api: "reports/cpl", may: .viewReports,
            Operation(
                "Read the cost of leads",
                "What was spent on these days, by source, and how many contacts arrived at each stage for the first time; a cost "
                    + "per arrival is null where nobody arrived or nothing was spent. Rows sum to `total`.",
                query: [
                    .init("from", .when.noted("The first day; a year before `to` where it is left out.")),
                    .init("to", .when.noted("The last day; today where it is left out.")),
                    .init(
                        "by",
                        .choice(CostReport.Grouping.allCases.map(\.rawValue)).noted(
                            "`channel` where it is left out; `stage` gives the total alone.")),
                ], answers: [.init(.ok, "The report.", .costReport)]), report),
    ]

    private static func list(_ visit: Visit) throws -> Answer {
        let place = try visit.cursor(in: "campaigns")
        return try visit.read { connection in
            let found = try Campaigns(connection, in: visit.workspace.id)
                .page(before: place?.id, limit: visit.limit + 1)
            let shown = found.prefix(visit.limit)
            let last = found.count > shown.count ? shown.last.map { Position(value: .null, id: $0.id) } : nil
            return .page(shown.map(\.document), next: last.map { Cursor.text($0, in: "campaigns") })
        }
    }

    private static func create(_ visit: Visit) throws -> Answer {
        let document = visit.document
        return try visit.once { connection in
            let campaigns = Campaigns(connection, in: visit.workspace.id)
            do {
                let campaign = try Campaign(
                    id: campaigns.newID(), name: document["name"]?.text ?? "", channel: document["channel"]?.text ?? "",
                    first: day("from", document), last: day("to", document), budget: amount("budget", document),
                    rules: rules(document), pages: (document["pages"]?.items ?? []).compactMap(\.text),
                    place: document["place"]?.text)
                try campaigns.save(campaign, at: visit.now)
                try visit.audit("campaign added", [("name", .text(campaign.name))], connection)
                return Answer.json(campaign.document, status: .created).with(
                    .location, "/api/v1/campaigns/\(campaign.id)")
            } catch let problem as Campaign.Problem {
                throw Problem(problem.sentence, path: problem.field)
            }
        }
    }

    private static func edit(_ visit: Visit) throws -> Answer {
        let change = visit.document
        return try visit.write { connection in
            let old = try visit.campaign(connection)
            guard visit.call.matches(tag: old.document.etag) else {
                throw Refusal.changed(old.document, etag: old.document.etag)
            }
            // What is not named, as it is.
            let whole = Document.object(
                (old.document.pairs ?? []).map { ($0.key, change[$0.key] ?? $0.value) })
            do {
                let new = try Campaign(
                    id: old.id, name: whole["name"]?.text ?? "", channel: whole["channel"]?.text ?? "",
                    first: day("from", whole), last: day("to", whole), budget: amount("budget", whole),
                    rules: rules(whole), pages: (whole["pages"]?.items ?? []).compactMap(\.text),
                    place: whole["place"]?.text, isArchived: whole["archived"]?.text == "true")
                try Campaigns(connection, in: visit.workspace.id).save(new, at: visit.now)
                if new != old { try visit.audit("campaign changed", [("name", .text(new.name))], connection) }
                return new.answer
            } catch let problem as Campaign.Problem {
                throw Problem(problem.sentence, path: problem.field)
            }
        }
    }

    private static func addCost(_ visit: Visit) throws -> Answer {
        let document = visit.document
        return try visit.once { connection in
            let campaign = try visit.campaign(connection)
            let costs = Costs(connection, in: visit.workspace.id)
            guard let first = try day("from", document) else { throw Schema.missing("from") }
            guard let days = DaySpan(first, try day("to", document) ?? first) else {
                throw Problem(Campaign.Problem.endsBefore.sentence, path: "to")
            }
            do {
                let cost = try Cost(
                    id: costs.newID(), target: .campaign(campaign.id),
                    kind: document["kind"]?.text.flatMap(Cost.Kind.init(rawValue:)) ?? .media, days: days,
                    amount: amount("amount", document) ?? .zero, note: document["note"]?.text)
                try costs.add(cost, by: visit.member.user.email, at: visit.now)
                try visit.audit(
                    "cost added", [("campaign", .text(campaign.name)), ("amount", .number(cost.amount))], connection)
                return .json(cost.document, status: .created)
            } catch let problem as Cost.Problem {
                throw Problem(problem.sentence, path: problem.field)
            }
        }
    }

    private static func report(_ visit: Visit) throws -> Answer {
        let zone = visit.workspace.zone
        let last = try visit.instant("to").map { zone.day(at: $0) } ?? zone.day(at: visit.now)
        let first = try visit.instant("from").map { zone.day(at: $0) } ?? Day(number: last.number - 364)
        guard let days = DaySpan(first, last) else {
            throw Problem(Campaign.Problem.endsBefore.sentence, path: "to")
        }
        let grouping = visit.query.text("by").flatMap(CostReport.Grouping.init(rawValue:)) ?? .channel
        return try visit.read { connection in
            let rules = try visit.rules(on: connection)
            let reports = try CostReports(connection, in: visit.workspace, rules)
            let report = try reports.report(over: days, at: visit.now)
            return .json(
                report.document(by: grouping, reports.book, rules, currency: visit.workspace.currency))
        }
    }

    // MARK: Values

    private static func day(_ name: String, _ document: Document) throws -> Day? {
        guard let text = document[name]?.text else { return nil }
        guard let day = Day(written: text) else { throw Problem(ProfileReader.notDate, path: name) }
        return day
    }

    private static func amount(_ name: String, _ document: Document) throws -> Number? {
        guard let value = document[name], !value.isNull else { return nil }
        guard let number = value.number else {
            throw Problem(
                Sentence(fr: "un nombre est attendu, par exemple 1234.50", en: "a number is expected, such as 1234.50"),
                path: name)
        }
        return number
    }

    private static func rules(_ document: Document) -> [Campaign.LinkRule] {
        (document["links"]?.items ?? []).map { rule in
            Campaign.LinkRule(
                campaign: rule["utm_campaign"]?.text ?? "", source: rule["utm_source"]?.text,
                medium: rule["utm_medium"]?.text)
        }
    }
}

extension Campaign {
    fileprivate var answer: Answer { .json(document).with(.eTag, document.etag) }

    var document: Document {
        .object([
            ("id", .number(Int(id))), ("name", .text(name)), ("channel", .text(channel)),
            ("from", .text(orNull: first?.description)), ("to", .text(orNull: last?.description)),
            ("budget", budget.map { .number($0) } ?? .null), ("place", .text(orNull: place)),
            (
                "links",
                .list(
                    rules.map { rule in
                        .object([
                            ("utm_campaign", .text(rule.campaign)), ("utm_source", .text(orNull: rule.source)),
                            ("utm_medium", .text(orNull: rule.medium)),
                        ])
                    })
            ), ("pages", .list(pages.map { .text($0) })), ("archived", Document(.boolean(isArchived))),
        ])
    }
}

extension Cost {
    var document: Document {
        .object([
            ("id", .number(Int(id))), ("kind", .text(kind.rawValue)), ("from", .text(days.first.description)),
            ("to", .text(days.last.description)), ("amount", .number(amount)), ("note", .text(orNull: note)),
        ])
    }
}

extension Schema {
    private static let day = Schema.text(10...10).noted("`2026-01-31`.").like("2026-01-31")

    static let campaign = Schema.record([
        "id": .id, "name": .text, "channel": .text, "from": .text.orNull, "to": .text.orNull, "budget": .number.orNull,
        "place": .text.orNull,
        "links": .list(
            of: .record(["utm_campaign": .text, "utm_source": .text.orNull, "utm_medium": .text.orNull])),
        "pages": .list(of: .text), "archived": .boolean,
    ]).named("Campaign")

    static let campaignInput = Schema.input(
        [
            "name": .text(1...200), "channel": .text(1...60).noted("The code of a channel: `sea`, `event`."),
            "from": day, "to": day, "budget": .number, "place": .text(1...200).noted("For an event."),
            "links": .list(
                of: .input(
                    ["utm_campaign": .text(1...200), "utm_source": .text(1...200), "utm_medium": .text(1...200)],
                    required: ["utm_campaign"]), 0...50),
            "pages": .list(of: .text(1...500), 0...50),
        ], required: ["name", "channel"]
    ).named("CampaignInput")

    static let campaignEdit = Schema.input([
        "name": .text(1...200), "channel": .text(1...60), "from": day.orNull, "to": day.orNull,
        "budget": Schema.number.orNull, "place": Schema.text(1...200).orNull,
        "links": .list(of: linkInput, 0...50), "pages": .list(of: .text(1...500), 0...50), "archived": .boolean,
    ]).named("CampaignEdit")

    private static let linkInput = Schema.input(
        [
            "utm_campaign": .text(1...200), "utm_source": Schema.text(1...200).orNull,
            "utm_medium": Schema.text(1...200).orNull,
        ], required: ["utm_campaign"])

    static let cost = Schema.record([
        "id": .id, "kind": .text, "from": .text, "to": .text, "amount": .number, "note": .text.orNull,
    ]).named("Cost")

    static let costInput = Schema.input(
        [
            "kind": .choice(["media", "people", "tools", "other"]), "from": day, "to": day, "amount": .number,
            "note": .text(1...500),
        ], required: ["from", "amount"]
    ).named("CostInput")

    static let costReport = Schema.record([
        "from": .text, "to": .text, "currency": .text, "by": .text,
        "rows": .list(
            of: .record([
                "channel": .text.orNull, "campaign": .text.orNull, "cost": .number, "stages": .list(of: costOfStage),
            ])), "total": .record(["cost": .number, "stages": .list(of: costOfStage)]),
    ]).named("CostReport")

    private static let costOfStage = Schema.record([
        "id": .text, "count": .integer, "costPer": .number.orNull,
    ])
}
