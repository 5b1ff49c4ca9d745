package import Verger

/// Records of one workspace that turned out to be one, and the way back.
package struct Merges {
    let connection: any SQLConnection
    let workspace: Workspace
    let types: [String: ValueType]
    let kinds: [String: ActivityKind]

    /// `types`: the fields that the workspace defines; `kinds`: those of activities.
    package init(
        _ connection: any SQLConnection, in workspace: Workspace, types: [String: ValueType] = [:],
        kinds: [String: ActivityKind] = [:]
    ) {
        self.connection = connection
        self.workspace = workspace
        self.types = types
        self.kinds = kinds
    }

    package struct Merge: Hashable, Sendable, Identifiable {
        package let id: Int64
        package let subject: MatchSubject
        package let kept: Int64
        package let gone: Int64
        /// How the record that is gone was shown.
        package let goneName: String
        package let at: Instant
        package let actor: String
        /// What spoke for it; empty where a person alone decided.
        package let comparison: MatchComparison
        package let undoneAt: Instant?
        let changeID: Int64?
        /// The last activity that was recorded before it; nil where that was not noted yet.
        package let lastActivity: Int64?
    }

    package enum Problem: Error, Hashable, Sendable {
        /// A record can't become one with itself.
        case same
        /// No such record, or no such merge.
        case unknown
        /// A later merge has to be undone first.
        case notLast
        case undoneBefore
    }

    var key: SQLValue { .integer(workspace.id.value) }

    // MARK: Reading

    package func find(_ id: Int64) throws -> Merge? {
        try connection.row(
            "SELECT \(Merges.columns) FROM record_merge m WHERE m.workspace = ? AND m.id = ?", [key, .integer(id)],
            Merges.read)
    }

    /// The merge of a record that can be undone: its latest that stands.
    package func last(of subject: MatchSubject, _ record: Int64) throws -> Merge? {
        try connection.row(
            """
            SELECT \(Merges.columns) FROM record_merge m WHERE m.workspace = ? AND m.subject = ? AND m.kept = ?
            AND m.undone_at IS NULL ORDER BY m.id DESC LIMIT 1
            """, [key, .text(subject.rawValue), .integer(record)], Merges.read)
    }

    /// The record that a number which is gone means now, through however many merges; nil for a number that never was, or still
    /// is a record of its own.
    package func survivor(of subject: MatchSubject, _ record: Int64) throws -> Int64? {
        var survivor: Int64?
        while let next = try kept(of: subject, survivor ?? record) { survivor = next }
        return survivor
    }

    private func kept(of subject: MatchSubject, _ gone: Int64) throws -> Int64? {
        try connection.row(
            """
            SELECT kept FROM record_merge WHERE workspace = ? AND subject = ? AND gone = ? AND undone_at IS NULL
            """, [key, .text(subject.rawValue), .integer(gone)]
        ) { $0.integer(0) }
    }

    /// The contact that a number means now, where it is no contact of its own any more.
    package func survivor(of contact: Contact.ID) throws -> Contact.ID? {
        try survivor(of: .contact, contact.value).map { Contact.ID($0) }
    }

    package func survivor(of company: Company.ID) throws -> Company.ID? {
        try survivor(of: .company, company.value).map { Company.ID($0) }
    }

    private static let columns = """
        m.id, m.subject, m.kept, m.gone, m.gone_name, m.at, m.actor, m.comparison, m.undone_at, m.change_id,
        m.last_activity
        """

    private static func read(_ row: any SQLRow) -> Merge {
        Merge(
            id: row.integer(0), subject: MatchSubject(rawValue: row.text(1)) ?? .contact, kept: row.integer(2),
            gone: row.integer(3), goneName: row.text(4), at: Instant(microseconds: row.integer(5)),
            actor: row.text(6), comparison: MatchComparison(text: row.text(7)),
            undoneAt: row.integerOrNil(8).map { Instant(microseconds: $0) }, changeID: row.integerOrNil(9),
            lastActivity: row.integerOrNil(10))
    }

    // MARK: Writing

    /// Keeps imports, other people and evaluation from writing the records meanwhile.
    func lock() throws {
        for key in [workspace.id.value, workspace.id.evaluationLock] {
            if let lock = connection.dialect.lock(key) { try connection.execute(lock) }
        }
    }

    /// Notes a merge that is about to be done; its number.
    func begin(
        _ subject: MatchSubject, _ gone: Int64, named name: String, into kept: Int64, comparison: MatchComparison,
        by author: String, at now: Instant
    ) throws -> Int64 {
        let id = try connection.ids(1, of: .record)
        try connection.execute(
            """
            INSERT INTO record_merge (workspace, id, subject, kept, gone, gone_name, at, actor, comparison, last_activity)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                key, .integer(id), .text(subject.rawValue), .integer(kept), .integer(gone), .text(name), .instant(now),
                .text(author), .text(comparison.text), .integer(try connection.lastID(of: .activity)),
            ])
        return id
    }

    /// The change of the profile that the merge made, if it made one after `before`.
    func noteChange(_ merge: Int64, of subject: MatchSubject, _ kept: Int64, after before: Int64) throws {
        let latest = try latestChange(of: subject, kept)
        guard latest > before else { return }
        try connection.execute(
            "UPDATE record_merge SET change_id = ? WHERE workspace = ? AND id = ?",
            [.integer(latest), key, .integer(merge)])
    }

    func latestChange(of subject: MatchSubject, _ record: Int64) throws -> Int64 {
        try connection.row(
            "SELECT MAX(id) FROM \(subject.rawValue)_change WHERE workspace = ? AND \(subject.rawValue) = ?",
            [key, .integer(record)]
        ) { $0.integer(0) } ?? 0
    }

    /// Who was told apart from the record that is gone is so from the one that stays.
    func carryDecisions(
        _ archive: inout MergeArchive, of subject: MatchSubject, from gone: Int64, to kept: Int64, by author: String,
        at now: Instant
    ) throws {
        let duplicates = Duplicates(of: subject, connection, in: workspace)
        try duplicates.forget(gone)
        try duplicates.decide(gone, kept, .merged, by: author, at: now)
        for other in try duplicates.distinct(from: gone) where other != kept {
            guard try duplicates.find(kept, other).map({ $0.state == .open }) ?? true else { continue }
            try connection.execute(
                "DELETE FROM duplicate WHERE workspace = ? AND subject = ? AND low = ? AND high = ?",
                [key, .text(subject.rawValue), .integer(min(kept, other)), .integer(max(kept, other))])
            try duplicates.decide(kept, other, .distinct, by: author, at: now)
            try archive.added(
                "duplicate", key: ["subject", "low", "high"],
                [[subject.rawValue, String(min(kept, other)), String(max(kept, other))]])
        }
    }

    /// Undoes a merge: both records are as they were. What was recorded since stays with the one that was kept; what a contact
    /// refused since is refused by both.
    package func undo(_ id: Int64, by author: String, at now: Instant) throws -> Merge {
        let merge = try undoable(id)
        switch merge.subject {
        case .contact: try undoContacts(merge, by: author, at: now)
        case .company: try undoCompanies(merge, by: author, at: now)
        }
        guard let undone = try find(id) else { throw Problem.unknown }
        return undone
    }

    /// The merges by which contacts became one contact, through however many others.
    func absorbed(by contact: Contact.ID) throws -> [Merge] {
        var found: [Merge] = []
        var (next, seen): ([Int64], Set<Int64>) = ([contact.value], [contact.value])
        while !next.isEmpty {
            var merges: [Merge] = []
            try connection.inBatches(of: next) { batch in
                merges += try connection.rows(
                    """
                    SELECT \(Merges.columns) FROM record_merge m WHERE m.workspace = ? AND m.subject = 'contact'
                    AND m.undone_at IS NULL AND m.kept IN (\(connection.marks(batch.count))) ORDER BY m.id
                    """, [key] + batch.map { .integer($0) }, Merges.read)
            }
            found += merges
            next = merges.map(\.gone).filter { seen.insert($0).inserted }
        }
        return found
    }

    /// The merge, if it is the last one of a record that still is one.
    func undoable(_ id: Int64) throws -> Merge {
        guard let merge = try find(id) else { throw Problem.unknown }
        guard merge.undoneAt == nil else { throw Problem.undoneBefore }
        guard try last(of: merge.subject, merge.kept)?.id == id, try kept(of: merge.subject, merge.kept) == nil else {
            throw Problem.notLast
        }
        return merge
    }

    /// Notes that a merge is undone; the two are to be compared again.
    func finishUndo(_ merge: Merge, by author: String, at now: Instant) throws {
        try connection.execute(
            "UPDATE record_merge SET undone_at = ?, undone_by = ? WHERE workspace = ? AND id = ?",
            [.instant(now), .text(author), key, .integer(merge.id)])
        try connection.execute(
            "DELETE FROM record_merge_part WHERE workspace = ? AND merge = ?", [key, .integer(merge.id)])
        try connection.execute(
            "DELETE FROM duplicate WHERE workspace = ? AND subject = ? AND low = ? AND high = ?",
            [
                key, .text(merge.subject.rawValue), .integer(min(merge.kept, merge.gone)),
                .integer(max(merge.kept, merge.gone)),
            ])
        try KeptKeys(of: merge.subject, connection, in: workspace.id).note([merge.kept, merge.gone])
        try AuditLog(connection, in: workspace.id).record(
            "merge undone", by: author,
            [
                ("subject", .text(merge.subject.rawValue)), ("merge", .number(Int(merge.id))),
                ("kept", .number(Int(merge.kept))), ("restored", .number(Int(merge.gone))),
            ], at: now)
    }

    /// Forgets the merges of a record and what they keep of others, before it is erased.
    package func forget(_ subject: MatchSubject, _ record: Int64) throws {
        let arguments: [SQLValue] = [key, .text(subject.rawValue), .integer(record), .integer(record)]
        let merges = "SELECT id FROM record_merge WHERE workspace = ? AND subject = ? AND (kept = ? OR gone = ?)"
        try connection.execute(
            "DELETE FROM record_merge_part WHERE workspace = ? AND merge IN (\(merges))", [key] + arguments)
        try connection.execute("DELETE FROM record_merge WHERE workspace = ? AND id IN (\(merges))", [key] + arguments)
        try connection.execute(
            "DELETE FROM duplicate WHERE workspace = ? AND subject = ? AND (low = ? OR high = ?)", arguments)
    }
}

extension Duplicates {
    /// Whom a record was told apart from.
    func distinct(from record: Int64) throws -> [Int64] {
        try ["low", "high"].flatMap { side in
            try connection.rows(
                """
                SELECT d.low, d.high FROM duplicate d
                WHERE d.workspace = ? AND d.subject = ? AND d.\(side) = ? AND d.state = 'distinct'
                """, scope + [.integer(record)]
            ) { $0.integer(0) == record ? $0.integer(1) : $0.integer(0) }
        }
    }
}
