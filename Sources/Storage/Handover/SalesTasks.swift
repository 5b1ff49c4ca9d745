package import Verger

/// The tasks of one workspace.
package struct SalesTasks {
    private let connection: any SQLConnection
    private let workspace: Workspace

    package init(_ connection: any SQLConnection, in workspace: Workspace) {
        self.connection = connection
        self.workspace = workspace
    }

    private var key: SQLValue { .integer(workspace.id.value) }

    // MARK: Reading

    package func find(_ id: Int64) throws -> SalesTask? {
        try connection.row("\(columns) AND id = ?", [key, .integer(id)], read)
    }

    /// What is left to do, the most pressing first, what has no date last: of everyone or of one person. `reader`: only what
    /// is theirs, or about a contact that they see.
    package func open(
        for assignee: String? = nil, seenBy reader: Member? = nil, limit: Int = 100
    ) throws -> [SalesTask] {
        let concerned = concerned(assignee, reader)
        return try connection.rows(
            """
            \(columns) AND done_at IS NULL\(concerned.text) ORDER BY COALESCE(due_end, \(Int64.max)), id LIMIT ?
            """, [key] + concerned.arguments.map(\.bound) + [.integer(limit)], read)
    }

    /// What was done since `start`, oldest first: by everyone or by one person. `reader`: as of what is left to do.
    package func done(
        since start: Instant, for assignee: String? = nil, seenBy reader: Member? = nil, limit: Int = 100
    ) throws -> [SalesTask] {
        let concerned = concerned(assignee, reader)
        return try connection.rows(
            """
            \(columns) AND done_at IS NOT NULL AND done_at >= ?\(concerned.text) ORDER BY done_at, id LIMIT ?
            """, [key, .instant(start)] + concerned.arguments.map(\.bound) + [.integer(limit)], read)
    }

    private func concerned(_ assignee: String?, _ reader: Member?) -> SQLFragment {
        let theirs: SQLFragment = assignee.map { " AND assignee = \($0.folded)" } ?? ""
        guard let reader, reader.visibility != .everyone else { return theirs }
        return """
            \(theirs) AND (assignee = \(reader.user.email.folded) OR EXISTS (SELECT 1 FROM contact c \
            WHERE c.workspace = task.workspace AND c.id = task.contact AND \(reader.visibility.sql)))
            """
    }

    /// All about a contact, the latest made first.
    package func all(about contact: Contact.ID) throws -> [SalesTask] {
        try connection.rows("\(columns) AND contact = ? ORDER BY id DESC", [key, .integer(contact.value)], read)
    }

    // MARK: Writing

    /// Notes something to do; throws `SalesTask.Problem` for a blank title.
    @discardableResult
    package func add(
        _ title: String, contact: Contact.ID? = nil, for assignee: String, due: SalesTask.Due? = nil, by author: String,
        at now: Instant
    ) throws -> SalesTask {
        let task = try SalesTask(
            id: try connection.ids(1, of: .record), title: title, contact: contact, assignee: assignee.folded, due: due,
            createdBy: author.folded, createdAt: now)
        try connection.execute(
            """
            INSERT INTO task (workspace, id, title, contact, assignee, due_day, due_at, due_end, created_by, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                key, .integer(task.id), .text(title), .integer(orNull: contact?.value), .text(task.assignee),
            ] + values(of: due) + [.text(task.createdBy), .instant(now)])
        return task
    }

    /// Saves another title, contact, assignee or date; returns whether there is such a task.
    @discardableResult
    package func update(_ task: SalesTask) throws -> Bool {
        try connection.execute(
            """
            UPDATE task SET title = ?, contact = ?, assignee = ?, due_day = ?, due_at = ?, due_end = ?
            WHERE workspace = ? AND id = ?
            """,
            [.text(task.title), .integer(orNull: task.contact?.value), .text(task.assignee.folded)]
                + values(of: task.due) + [key, .integer(task.id)]) == 1
    }

    /// Marks a task as done; nil when there is none.
    @discardableResult
    package func finish(_ id: Int64, at now: Instant) throws -> SalesTask? {
        guard var task = try find(id) else { return nil }
        try task.finish(at: now)
        try save(task)
        return task
    }

    /// Takes back that a task was done; nil when there is none.
    @discardableResult
    package func reopen(_ id: Int64) throws -> SalesTask? {
        guard var task = try find(id) else { return nil }
        task.reopen()
        try save(task)
        return task
    }

    private func save(_ task: SalesTask) throws {
        try connection.execute(
            "UPDATE task SET done_at = ? WHERE workspace = ? AND id = ?",
            [.instant(orNil: task.doneAt), key, .integer(task.id)])
    }

    private func values(of due: SalesTask.Due?) -> [SQLValue] {
        switch due {
        case .day(let day): [.text(day.description), .null, .instant(workspace.zone.end(of: day) - 1)]
        case .instant(let instant): [.null, .instant(instant), .instant(instant)]
        case nil: [.null, .null, .null]
        }
    }

    private var columns: String {
        """
        SELECT id, title, contact, assignee, due_day, due_at, done_at, created_by, created_at FROM task WHERE workspace = ?
        """
    }

    private func read(_ row: any SQLRow) throws -> SalesTask {
        var due: SalesTask.Due?
        if let text = row.textOrNil(4), let instant = Instant(iso8601: text, in: .utc) {
            due = .day(Zone.utc.day(at: instant))
        } else if let at = row.integerOrNil(5) {
            due = .instant(Instant(microseconds: at))
        }
        return try SalesTask(
            id: row.integer(0), title: row.text(1), contact: row.integerOrNil(2).map { .init($0) },
            assignee: row.text(3), due: due, doneAt: row.integerOrNil(6).map { Instant(microseconds: $0) },
            createdBy: row.text(7), createdAt: Instant(microseconds: row.integer(8)))
    }
}
