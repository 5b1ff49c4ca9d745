package import Verger

/// What introducers are owed, statement by statement, in one workspace.
package struct Statements {
    private let connection: any SQLConnection
    private let workspace: Workspace

    package init(_ connection: any SQLConnection, in workspace: Workspace) {
        self.connection = connection
        self.workspace = workspace
    }

    private var key: SQLValue { .integer(workspace.id.value) }

    // MARK: Reading

    private static let columns = """
        SELECT id, introducer, first_day, last_day, state, approved_at, approved_by, paid_at, reference FROM statement
        WHERE workspace = ?
        """

    /// The latest first; of everyone or of one introducer.
    package func all(of introducer: Int64? = nil) throws -> [Statement] {
        try connection.rows(
            "\(Statements.columns)\(introducer == nil ? "" : " AND introducer = ?") ORDER BY first_day DESC, id DESC",
            [key] + (introducer.map { [.integer($0)] } ?? []), read)
    }

    package func find(_ id: Int64) throws -> Statement? {
        try connection.row("\(Statements.columns) AND id = ?", [key, .integer(id)], read)
    }

    // MARK: Drawing up

    /// The statement of some days, drawn up from what the terms make of the introductions; a draft of the same days is drawn up
    /// again, what was said of its lines stays. What was left over from before comes along, nothing ever comes twice.
    /// Throws `Statement.Problem`.
    package func draw(
        _ introducer: Introducer, over days: DaySpan, _ introductions: [Introduction], at now: Instant
    ) throws -> Statement {
        let id = try draft(of: introducer.id, over: days, at: now)
        let begin = try beginning(of: introducer.id)
        let (start, end) = (workspace.zone.start(of: begin), workspace.zone.end(of: days.last))
        let dues = introductions.flatMap { introduction -> [Introduction.Due] in
            guard case .owed(let dues) = introduction.verdict(introducer.terms, at: now) else { return [] }
            return dues.filter { $0.at >= start && $0.at < end }
        }
        let arguments: [SQLValue] = [key, .integer(id)]
        try connection.execute(
            "DELETE FROM statement_line WHERE workspace = ? AND statement = ? AND state = 'due'", arguments)
        for due in dues {
            try connection.execute(
                """
                INSERT INTO statement_line (workspace, introducer, line_key, statement, contact, at, base, amount, state)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'due') ON CONFLICT DO NOTHING
                """,
                [
                    key, .integer(introducer.id), .text(due.key), .integer(id), .integer(due.contact.value),
                    .instant(due.at), .integer(orNull: due.base?.millionths), .integer(due.amount.millionths),
                ])
        }
        return try found(id)
    }

    private func draft(of introducer: Int64, over days: DaySpan, at now: Instant) throws -> Int64 {
        for other in try all(of: introducer) where other.days.overlap(with: days) != nil {
            guard other.days == days else { throw Statement.Problem.overlapping }
            guard other.state == .draft else { throw Statement.Problem.settled }
            return other.id
        }
        let id = try connection.ids(1, of: .record)
        try connection.execute(
            """
            INSERT INTO statement (workspace, id, introducer, first_day, last_day, state, created_at)
            VALUES (?, ?, ?, ?, ?, 'draft', ?)
            """, [key, .integer(id), .integer(introducer), .day(days.first), .day(days.last), .instant(now)])
        return id
    }

    private func beginning(of introducer: Int64) throws -> Day {
        try connection.row(
            "SELECT MIN(first_day) FROM statement WHERE workspace = ? AND introducer = ?",
            [key, .integer(introducer)]
        ) { $0.day(0) } ?? Day(number: 0)
    }

    // MARK: Settling

    /// Says that a line is due, disputed or not to be paid, and why. Throws `Statement.Problem`.
    package func mark(
        _ lineKey: String, of id: Int64, _ state: Statement.Line.State, reason: String?, by author: String
    ) throws {
        guard try found(id).state == .draft else { throw Statement.Problem.settled }
        let reason = reason?.trimmedOrNil
        guard state == .due || reason != nil else { throw Statement.Problem.noReason }
        try connection.execute(
            """
            UPDATE statement_line SET state = ?, reason = ?, said_by = ? WHERE workspace = ? AND statement = ?
            AND line_key = ?
            """,
            [.text(state.rawValue), .text(orNull: reason), .text(author), key, .integer(id), .text(lineKey)])
    }

    /// Its lines change no more, and what is to be paid counts as a cost. Throws `Statement.Problem`.
    package func approve(_ id: Int64, by author: String, at now: Instant) throws {
        let statement = try found(id)
        guard statement.state == .draft else { throw Statement.Problem.settled }
        guard !statement.hasDisputes else { throw Statement.Problem.disputed }
        guard !statement.lines.isEmpty else { throw Statement.Problem.empty }
        try connection.execute(
            "UPDATE statement SET state = 'approved', approved_at = ?, approved_by = ? WHERE workspace = ? AND id = ?",
            [.instant(now), .text(author), key, .integer(id)])
        guard statement.total != .zero,
            let introducer = try Introducers(connection, in: workspace.id).find(statement.introducer)
        else { return }
        let costs = Costs(connection, in: workspace.id)
        try costs.add(
            Cost(
                id: costs.newID(), target: .channel(introducer.channel), kind: .commission, days: statement.days,
                amount: statement.total, note: introducer.name, statement: id), by: author, at: now)
    }

    /// An approved statement that was not paid can be checked again. Throws `Statement.Problem`.
    package func reopen(_ id: Int64) throws {
        guard try found(id).state == .approved else { throw Statement.Problem.settled }
        try connection.execute(
            "DELETE FROM campaign_cost WHERE workspace = ? AND statement = ?", [key, .integer(id)])
        try connection.execute(
            """
            UPDATE statement SET state = 'draft', approved_at = NULL, approved_by = NULL WHERE workspace = ? AND id = ?
            """, [key, .integer(id)])
    }

    /// Throws `Statement.Problem` unless it was approved.
    package func pay(_ id: Int64, reference: String?, at now: Instant) throws {
        guard try found(id).state == .approved else { throw Statement.Problem.notApproved }
        try connection.execute(
            "UPDATE statement SET state = 'paid', paid_at = ?, reference = ? WHERE workspace = ? AND id = ?",
            [.instant(now), .text(orNull: reference?.trimmedOrNil), key, .integer(id)])
    }

    /// A number of no statement is settled: there is nothing to change.
    private func found(_ id: Int64) throws -> Statement {
        guard let statement = try find(id) else { throw Statement.Problem.settled }
        return statement
    }

    // MARK: Rows

    private func read(_ row: any SQLRow) throws -> Statement {
        guard let days = DaySpan(row.day(2), row.day(3)), let state = Statement.State(rawValue: row.text(4)) else {
            throw StorageProblem.corrupt("statement")
        }
        return Statement(
            id: row.integer(0), introducer: row.integer(1), days: days, state: state,
            approvedAt: row.integerOrNil(5).map { Instant(microseconds: $0) }, approvedBy: row.textOrNil(6),
            paidAt: row.integerOrNil(7).map { Instant(microseconds: $0) }, reference: row.textOrNil(8),
            lines: try lines(of: row.integer(0)))
    }

    private func lines(of id: Int64) throws -> [Statement.Line] {
        try connection.rows(
            """
            SELECT line_key, contact, at, base, amount, state, reason, said_by FROM statement_line
            WHERE workspace = ? AND statement = ? ORDER BY at, line_key
            """, [key, .integer(id)]
        ) { row in
            Statement.Line(
                due: .init(
                    key: row.text(0), contact: .init(row.integer(1)), at: Instant(microseconds: row.integer(2)),
                    base: row.integerOrNil(3).map { Number(millionths: $0) },
                    amount: Number(millionths: row.integer(4))),
                state: .init(rawValue: row.text(5)) ?? .disputed, reason: row.textOrNil(6), by: row.textOrNil(7))
        }
    }
}
