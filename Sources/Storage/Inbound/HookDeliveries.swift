package import Verger

/// The bodies that came in lately, with what became of each part.
package struct HookDeliveries {
    private let connection: any SQLConnection
    private let workspace: Workspace.ID

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    private var key: SQLValue { .integer(workspace.value) }

    /// What became of one part of a body.
    package struct Item: Hashable, Sendable {
        package enum State: String, Sendable {
            case recorded, repeated, ignored, refused, suppressed
        }

        package let number: Int
        package let contact: Contact.ID?
        package let state: State
        package let kind: String?
        package let problems: [Problem]

        package init(number: Int, contact: Contact.ID?, state: State, kind: String?, problems: [Problem]) {
            self.number = number
            self.contact = contact
            self.state = state
            self.kind = kind
            self.problems = problems
        }
    }

    /// The latest first, before the delivery `before`.
    package func page(of source: Int64, before: Int64? = nil, limit: Int) throws -> [HookDelivery] {
        try connection.rows(
            "\(columns) AND source = ? AND id < ? ORDER BY id DESC LIMIT ?",
            [key, .integer(source), .integer(before ?? .max), .integer(limit)], read)
    }

    package func find(_ id: Int64) throws -> HookDelivery? {
        try connection.row("\(columns) AND id = ?", [key, .integer(id)], read)
    }

    /// What keeps a body as a whole from being read.
    package func problem(of id: Int64) throws -> Problem? {
        try connection.row(
            "SELECT problem FROM hook_delivery WHERE workspace = ? AND id = ? AND problem IS NOT NULL",
            [key, .integer(id)]
        ) { try Problem.kept(Document(json: $0.text(0))) }
    }

    package func items(of id: Int64) throws -> [Item] {
        try connection.rows(
            "SELECT number, contact, state, kind, problems FROM hook_item WHERE workspace = ? AND delivery = ? ORDER BY number",
            [key, .integer(id)]
        ) { row in
            Item(
                number: Int(row.integer(0)), contact: row.integerOrNil(1).map { Contact.ID($0) },
                state: Item.State(rawValue: row.text(2)) ?? .refused, kind: row.textOrNil(3),
                problems: (try Document(json: row.text(4)).items ?? []).map(Problem.kept))
        }
    }

    /// Those that wait for another map, the oldest first.
    func held(of source: Int64, limit: Int) throws -> [HookDelivery] {
        try connection.rows(
            "\(columns) AND source = ? AND state = 'held' AND body <> '' ORDER BY id LIMIT ?",
            [key, .integer(source), .integer(limit)], read)
    }

    func find(_ fingerprint: String, of source: Int64) throws -> HookDelivery? {
        try connection.row(
            "\(columns) AND source = ? AND fingerprint = ?", [key, .integer(source), .text(fingerprint)], read)
    }

    // MARK: Writing

    func count(_ id: Int64, at now: Instant) throws {
        try connection.execute(
            "UPDATE hook_delivery SET times = times + 1, last_at = ? WHERE workspace = ? AND id = ?",
            [.instant(now), key, .integer(id)])
    }

    func insert(_ body: String, _ fingerprint: String, of source: Int64, at now: Instant) throws -> Int64 {
        let id = try connection.ids(1, of: .record)
        try connection.execute(
            """
            INSERT INTO hook_delivery (workspace, id, source, fingerprint, received_at, last_at, times, state, body)
            VALUES (?, ?, ?, ?, ?, ?, 1, 'held', ?)
            """,
            [key, .integer(id), .integer(source), .text(fingerprint), .instant(now), .instant(now), .text(body)])
        return id
    }

    /// What a body said is kept no longer, nor what would tell it again.
    func forgetBody(of id: Int64) throws {
        try connection.execute(
            "UPDATE hook_delivery SET body = '', fingerprint = ? WHERE workspace = ? AND id = ?",
            [.text("erased \(id)"), key, .integer(id)])
    }

    func settle(_ id: Int64, _ state: HookDelivery.State, _ problem: Problem?, _ items: [Item]) throws {
        try connection.execute(
            "UPDATE hook_delivery SET state = ?, problem = ? WHERE workspace = ? AND id = ?",
            [.text(state.rawValue), .text(orNull: problem?.kept.json()), key, .integer(id)])
        try connection.execute(
            "DELETE FROM hook_item WHERE workspace = ? AND delivery = ?", [key, .integer(id)])
        let columns = ["workspace", "delivery", "number", "contact", "state", "kind", "problems"]
        let rows: [[SQLValue]] = items.map { item in
            [
                key, .integer(id), .integer(item.number), .integer(orNull: item.contact?.value),
                .text(item.state.rawValue), .text(orNull: item.kind),
                .text(Document.list(item.problems.map(\.kept)).json()),
            ]
        }
        try connection.insert(into: "hook_item", columns: columns, count: rows.count) { rows[$0][$1] }
    }

    private var columns: String {
        "SELECT id, source, received_at, last_at, times, state, body FROM hook_delivery WHERE workspace = ?"
    }

    private func read(_ row: any SQLRow) -> HookDelivery {
        HookDelivery(
            id: row.integer(0), source: row.integer(1), receivedAt: Instant(microseconds: row.integer(2)),
            lastAt: Instant(microseconds: row.integer(3)), times: Int(row.integer(4)),
            state: HookDelivery.State(rawValue: row.text(5)) ?? .held, body: row.text(6))
    }
}

extension Problem {
    fileprivate var kept: Document {
        .object([
            ("path", .text(path)), ("fr", .text(sentence.fr)), ("en", .text(sentence.en)),
            ("severity", .text(severity.rawValue)), ("line", place.map { .number($0.line) } ?? .null),
            ("column", place.map { .number($0.column) } ?? .null),
        ])
    }

    fileprivate static func kept(_ document: Document) -> Problem {
        let line = document["line"]?.text.flatMap { Int($0) }
        let column = document["column"]?.text.flatMap { Int($0) }
        return Problem(
            Sentence(fr: document["fr"]?.text ?? "", en: document["en"]?.text ?? ""),
            severity: document["severity"]?.text.flatMap(Severity.init(rawValue:)) ?? .error,
            path: document["path"]?.text ?? "",
            place: line.flatMap { line in column.map { Place(line: line, column: $0) } })
    }
}
