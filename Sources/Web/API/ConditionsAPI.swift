import HTTPTypes
import Storage
import Verger

/// Conditions, for programs: checked before they are used.
enum ConditionsAPI {
    static let routes = [
        Route(
            .post, api: "conditions/check", may: .viewSegments,
            Operation(
                "Check a condition",
                "Whether it can be asked, its canonical text and its JSON form, or everything that is wrong with it and "
                    + "where. With `count`, how many contacts hold it now.",
                content: .json(.input(["condition": .conditionInput, "count": .boolean], required: ["condition"])),
                answers: [.init(.ok, "What was found; a wrong condition is an answer too.", .checkedCondition)]), check)
    ]

    private static func check(_ visit: Visit) throws -> Answer {
        let given = visit.document["condition"] ?? .null
        return try visit.read { connection in
            let rules = try visit.rules(on: connection)
            do {
                let condition = try Condition(given: given)
                let resolved = try rules.resolve(condition)
                var count: Int?
                if visit.document["count"]?.text == "true" {
                    let list = ContactList(
                        connection, in: visit.workspace,
                        filter: ContactFilter(condition: resolved, visible: visit.visibleSQL), at: visit.now)
                    count = try list.count()
                }
                return answer(condition, resolved.warnings, count, visit)
            } catch let problems as Problems {
                return answer(nil, problems.all, nil, visit)
            } catch let problem as Problem {
                return answer(nil, [problem], nil, visit)
            }
        }
    }

    private static func answer(
        _ condition: Condition?, _ problems: [Problem], _ count: Int?, _ visit: Visit
    ) -> Answer {
        .json(
            .object([
                ("valid", Document(.boolean(condition != nil))), ("text", .text(orNull: condition?.description)),
                ("json", condition?.json ?? .null),
                ("problems", .list(problems.map { $0.document(in: visit.language) })),
                ("count", count.map { .number($0) } ?? .null),
            ]))
    }
}

extension Condition {
    /// Reads its text form or its JSON form.
    init(given document: Document) throws {
        if case .text(let text) = document.content {
            try self.init(parsing: text)
        } else {
            try self.init(json: document)
        }
    }
}

extension Schema {
    static let conditionInput = Schema.either(.text(1...20_000), .map(of: .anything))
        .noted("In its text form, or in its JSON form.").like("stage >= prospect and did any intent within 30 days")

    static let problem = Schema.record([
        "path": .text, "line": .integer, "column": .integer, "severity": .choice(["error", "warning"]),
        "message": .text,
    ]).leavingOut("path", "line", "column").named("Finding")

    static let checkedCondition = Schema.record([
        "valid": .boolean, "text": .text.orNull.noted("The canonical text."), "json": .anything,
        "problems": .list(of: .problem).noted("Errors, or the warnings of a valid one."), "count": .integer.orNull,
    ])
}
