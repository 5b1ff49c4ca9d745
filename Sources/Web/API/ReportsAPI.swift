import HTTPTypes
import Storage
import Verger

/// Figures and the audit log, for programs.
enum ReportsAPI {
    static let routes = [
        Route(
            .get, api: "reports/funnel", may: .viewReports,
            Operation(
                "Read the funnel",
                "How many contacts are at each stage, and how many ever came as far; excluded ones are left out. With any "
                    + "parameter everyone is looked at, which takes long in a large base.",
                query: [
                    .init("from", .when.noted("Only contacts whose first fact is on or after this day.")),
                    .init("to", .when.noted("Only contacts whose first fact is on or before this day.")),
                    .init(
                        "by",
                        .text(1...200).noted("One funnel for each value of a field: `source`, `company.industry`.")),
                    .asOf,
                ],
                answers: [
                    .init(
                        .ok, "The funnel, or with `by` one for each value, largest first.",
                        .either(
                            .funnel,
                            .record(["by": .text, "groups": .list(of: .record(["value": .text, "funnel": .funnel]))])))
                ]),
            funnel),
        Route(
            .get, api: "audit", may: .viewAudit,
            Operation(
                "Read the audit log", "Newest first.",
                query: [
                    .init("actor", .text(1...300)), .init("action", .text(1...300)),
                    .init("from", .when), .init("to", .when), .limit, .cursor,
                ],
                answers: [.init(.ok, "A page of entries.", .page(of: .auditEntry))]), audit),
    ]

    private static func funnel(_ visit: Visit) throws -> Answer {
        guard !visit.query.all.isEmpty else {
            return try visit.read { connection in
                let rules = try visit.rules(on: connection)
                return .json(try Funnels(connection, in: visit.workspace).funnel(rules, at: visit.now).json)
            }
        }
        let rules = try visit.rules()
        var question = Census.FunnelQuestion(from: try visit.instant("from"), to: try visit.lastInstant("to"))
        if let by = visit.query.text("by") {
            do {
                question.by = try rules.fieldKey(named: by)
            } catch {
                throw error.moved(to: "by")
            }
        }
        let funnels = try Census(visit.site.database, in: visit.workspace).funnels(
            question, rules, at: visit.lastInstant("as_of") ?? visit.now)
        guard let by = visit.query.text("by") else { return .json(funnels[0].funnel.json) }
        let groups = funnels.map { Document.object([("value", .text($0.value)), ("funnel", $0.funnel.json)]) }
        return .json(.object([("by", .text(by)), ("groups", .list(groups))]))
    }

    private static func audit(_ visit: Visit) throws -> Answer {
        let place = try visit.cursor(in: "audit")
        let filter = AuditLog.Filter(
            actor: visit.query.text("actor"), action: visit.query.text("action"), since: try visit.instant("from"),
            until: try visit.lastInstant("to").map { $0 + 1 })
        return try visit.read { connection in
            let found = try AuditLog(connection, in: visit.workspace.id).entries(
                filter, before: place?.id, limit: visit.limit + 1)
            let shown = found.prefix(visit.limit)
            let items = try shown.map { entry in
                Document.object([
                    ("id", .number(Int(entry.id))), ("at", .text(entry.at.iso8601)), ("actor", .text(entry.actor)),
                    ("action", .text(entry.action)), ("details", try Document(json: entry.details)),
                ])
            }
            let last = found.count > shown.count ? shown.last.map { Position(value: .null, id: $0.id) } : nil
            return .page(items, next: last.map { Cursor.text($0, in: "audit") })
        }
    }
}

extension Visit {
    /// The instant of a parameter: the beginning of a day, or an instant.
    func instant(_ name: String) throws -> Instant? {
        guard let text = query.text(name) else { return nil }
        guard let instant = Instant(iso8601: text, in: workspace.zone) else {
            throw Problem(ProfileReader.notDate, path: name)
        }
        return instant
    }

    /// The instant of a parameter: the last one of a day, or an instant.
    func lastInstant(_ name: String) throws -> Instant? {
        guard let instant = try instant(name) else { return nil }
        guard query.text(name)?.utf8.count == 10 else { return instant }
        return workspace.zone.end(of: workspace.zone.day(at: instant)) - 1
    }
}

extension Schema {
    static let funnel = Schema.record([
        "stages": .list(of: .record(["id": .text, "count": .integer, "reached": .integer]))
    ]).named("Funnel")

    static let auditEntry = Schema.record([
        "id": .id, "at": .instant, "actor": .text, "action": .text, "details": .map(of: .anything),
    ]).named("AuditEntry")
}
