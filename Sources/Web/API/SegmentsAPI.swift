import HTTPTypes
import Storage
import Verger

/// Segments, for programs.
enum SegmentsAPI {
    static let routes = [
        Route(
            .get, api: "segments", may: .viewSegments,
            Operation(
                "List segments", "Those that were saved and those of the definition, by name.",
                answers: [
                    .init(.ok, "All segments.", .record(["items": .list(of: .segment)]))
                ]),
            { visit in
                try visit.read { connection in
                    let saved = Set(try Segments(connection, in: visit.workspace.id).conditions().keys)
                    let all = try visit.rules(on: connection).catalogue.segments.sorted { $0.key < $1.key }
                    let items = all.map { document($0.key, $0.value, isSaved: saved.contains($0.key)) }
                    return .json(.object([("items", .list(items))]))
                }
            }),
        Route(
            .get, api: "segments/{segment}", may: .viewSegments,
            Operation("Read a segment", answers: [.init(.ok, "The segment.", .segment)]),
            { visit in try visit.read { answer(try find(visit, $0).document) } }),
        Route(
            .put, api: "segments/{segment}", may: .manageSegments,
            Operation(
                "Save a segment",
                "Under the name in the address, in place of the one that has it; one of the definition is hidden by it.",
                content: .json(.input(["condition": .conditionInput], required: ["condition"])),
                answers: [
                    .init(.created, "A new segment.", .segment), .init(.ok, "The segment, replaced.", .segment),
                ]
            ).ofGivenVersion, save),
        Route(
            .delete, api: "segments/{segment}", may: .manageSegments,
            Operation(
                "Remove a segment", "A saved one; those of the definition are removed there.",
                answers: [.init(.noContent, "It is gone.")]
            ).ofGivenVersion, remove),
        Route(
            .get, api: "segments/{segment}/members", may: .viewSegments,
            Operation(
                "List the members of a segment",
                "In order of id. In the past (`as_of`) everyone is looked at, which takes long in a large base.",
                query: [.asOf, .limit, .cursor],
                answers: [.init(.ok, "A page of contacts, as they are now.", .page(of: .contact))]), members),
        Route(
            .get, api: "segments/{segment}/count", may: .viewSegments,
            Operation(
                "Count the members of a segment", query: [.asOf],
                answers: [.init(.ok, "How many there are.", .record(["count": .integer]))]), count),
    ]

    private static func document(_ name: String, _ condition: Condition, isSaved: Bool) -> Document {
        .object([
            ("name", .text(name)), ("condition", .text(condition.description)), ("json", condition.json),
            ("source", .text(isSaved ? "saved" : "definition")),
        ])
    }

    private static func answer(_ document: Document, status: HTTPResponse.Status = .ok) -> Answer {
        .json(document, status: status).with(.eTag, document.etag)
    }

    private static func find(
        _ visit: Visit, _ connection: any SQLConnection
    ) throws -> (condition: ResolvedCondition, document: Document, isSaved: Bool) {
        let name = try visit.segmentName()
        let rules = try visit.rules(on: connection)
        guard let condition = rules.catalogue.segments[name] else { throw Refusal.notFound }
        let isSaved = try Segments(connection, in: visit.workspace.id).conditions()[name] != nil
        return (try rules.resolve(condition), document(name, condition, isSaved: isSaved), isSaved)
    }

    // MARK: Writing

    private static func save(_ visit: Visit) throws -> Answer {
        let name = try visit.segmentName()
        let condition: Condition
        do {
            condition = try Condition(given: visit.document["condition"] ?? .null)
        } catch let problem as Problem {
            throw problem.moved(to: "condition")
        }
        return try visit.write { connection in
            let segments = Segments(connection, in: visit.workspace.id)
            let old = try segments.conditions()[name]
            try visit.call.admits(editing: old.map { document(name, $0, isSaved: true) })
            try segments.save(condition, named: name, at: visit.now)
            do {
                // Asked for once, so that neither a circle nor an unknown name can be saved.
                guard let rules = try Definitions(connection, in: visit.workspace).rules() else {
                    throw Refusal.undefined
                }
                _ = try rules.resolve(.member(InSegment(segment: Name(name))))
            } catch let problems as Problems {
                throw Problems(problems.all.map { $0.moved(to: "condition") })
            }
            try AuditLog(connection, in: visit.workspace.id).record(
                "segment saved", by: visit.member.user.email,
                [("name", .text(name)), ("condition", .text(condition.description))], at: visit.now)
            return answer(document(name, condition, isSaved: true), status: old == nil ? .created : .ok)
        }
    }

    private static func remove(_ visit: Visit) throws -> Answer {
        let name = try visit.segmentName()
        return try visit.write { connection in
            let segments = Segments(connection, in: visit.workspace.id)
            guard let condition = try segments.find(named: name)?.condition else { throw Refusal.notFound }
            try visit.call.admits(
                editing: (try? Condition(parsing: condition)).map { document(name, $0, isSaved: true) })
            if let other = try Definitions(connection, in: visit.workspace).segments(needing: name).first {
                throw Refusal.conflict(
                    Sentence(
                        fr: "Le segment «\u{A0}\(other)\u{A0}» s’en sert\u{A0}: changez-le d’abord.",
                        en: "The segment “\(other)” uses it: change that one first."))
            }
            _ = try segments.remove(named: name)
            try AuditLog(connection, in: visit.workspace.id).record(
                "segment removed", by: visit.member.user.email, [("name", .text(name))], at: visit.now)
            return .nothing
        }
    }

    // MARK: Members

    private static func members(_ visit: Visit) throws -> Answer {
        let place = try visit.cursor(in: "members")
        let after = place.map { Contact.ID($0.id) }
        let limit = visit.limit
        let found = try visit.read { try find(visit, $0).condition }
        var ids: [Contact.ID]
        if let instant = try visit.lastInstant("as_of") {
            let all = try Census(visit.site.database, in: visit.workspace).ids(found, at: instant)
            ids = Array(all.drop { id in after.map { id <= $0 } ?? false }.prefix(limit + 1))
        } else {
            ids = try visit.read { try self.ids(of: found, after: after, limit: limit + 1, visit, $0) }
        }
        let hasMore = ids.count > limit
        ids = Array(ids.prefix(limit))
        return try visit.read { connection in
            let rules = try visit.rules(on: connection)
            let rows = try ContactList(connection, in: visit.workspace, at: visit.now).rows(of: ids)
            var json = JSONBuffer(capacity: 1024 * (ids.count + 1))
            json.object { json in
                json.key("items")
                json.list(ids.compactMap { rows[$0] }) { ContactCard($1, rules).write(to: &$0) }
                json.key("next")
                json.text(
                    hasMore ? ids.last.map { Cursor.text(Position(value: .null, id: $0.value), in: "members") } : nil)
            }
            return Answer(type: "application/json", json.bytes)
        }
    }

    private static func ids(
        of condition: ResolvedCondition, after: Contact.ID?, limit: Int, _ visit: Visit,
        _ connection: any SQLConnection
    ) throws -> [Contact.ID] {
        guard !ContactSet.canAnswer(condition) else {
            return try ContactSet(connection, in: visit.workspace).ids(
                condition, at: visit.now, after: after, limit: limit)
        }
        return try Census(visit.site.database, in: visit.workspace).ids(condition, at: visit.now)
            .drop { id in after.map { id <= $0 } ?? false }.prefix(limit).map { $0 }
    }

    private static func count(_ visit: Visit) throws -> Answer {
        let condition = try visit.read { try find(visit, $0).condition }
        let count: Int
        if let instant = try visit.lastInstant("as_of") {
            count = try Census(visit.site.database, in: visit.workspace).count(condition, at: instant)
        } else if ContactSet.canAnswer(condition) {
            count = try visit.read { try ContactSet($0, in: visit.workspace).count(condition, at: visit.now) }
        } else {
            count = try Census(visit.site.database, in: visit.workspace).count(condition, at: visit.now)
        }
        return .json(.object([("count", .number(count))]))
    }
}

extension Visit {
    /// The name in the address.
    fileprivate func segmentName() throws -> String {
        guard let name = call.parameters["segment"]?.trimmed, !name.isEmpty, name.unicodeScalars.count <= 200,
            !name.unicodeScalars.contains("\0")
        else { throw Refusal.notFound }
        return name
    }
}

extension Schema {
    static let segment = Schema.record([
        "name": .text, "condition": .text, "json": .anything, "source": .choice(["saved", "definition"]),
    ]).named("Segment")
}
