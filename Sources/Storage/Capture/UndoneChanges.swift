import Verger

/// The changes that an import or a merge made, taken out of the history: those that followed are made to start from what was before,
/// and what none of them touched is left to be undone.
struct UndoneChanges {
    enum History {
        case contacts, companies

        var table: String { self == .contacts ? "contact_change" : "company_change" }
        var owner: String { self == .contacts ? "contact" : "company" }
    }

    /// Contacts or companies, and what is left to be undone of each, latest first.
    private(set) var rests: [(owner: Int64, rest: [Change])] = []
    /// Companies of which nobody has told anything any more.
    private(set) var isUntold: Set<Int64> = []
    private(set) var count = 0

    private let history: History
    private let run: Int64?
    private let connection: any SQLConnection
    private let workspace: Workspace.ID

    private struct Stored {
        let at: Instant
        let id: Int64
        let run: Int64?
        var change: Change
    }

    /// Those of one import; nobody's as yet.
    init(of history: History, run: Int, _ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.history = history
        self.run = Int64(run)
        self.connection = connection
        self.workspace = workspace
    }

    /// The first of those that the import changed, after `after`, by number.
    func owners(after: Int64, limit: Int) throws -> [Int64] {
        try connection.rows(
            """
            SELECT DISTINCT \(history.owner) FROM \(history.table) WHERE workspace = ? AND import_run = ?
            AND \(history.owner) > ? ORDER BY \(history.owner) LIMIT ?
            """, [.integer(workspace.value), .integer(orNull: run), .integer(after), .integer(limit)]
        ) { $0.integer(0) }
    }

    /// Undoes what the import did to those of `owners` whom it changed, and returns them.
    @discardableResult
    mutating func undo(of owners: [Int64]) throws -> [Int64] {
        var changed: [Int64] = []
        try connection.inBatches(of: owners) { batch in
            changed += try connection.rows(
                """
                SELECT DISTINCT \(history.owner) FROM \(history.table) WHERE workspace = ? AND import_run = ?
                AND \(history.owner) IN (\(connection.marks(batch.count)))
                """, [.integer(workspace.value), .integer(orNull: run)] + batch.map { .integer($0) }
            ) { $0.integer(0) }
        }
        for owner in changed.sorted() { try undo(of: owner) { [run] in $0.run == run } }
        return changed
    }

    /// One change of one record.
    init(
        of history: History, change: Int64, owner: Int64, _ connection: any SQLConnection, in workspace: Workspace.ID
    ) throws {
        self.history = history
        run = nil
        self.connection = connection
        self.workspace = workspace
        try undo(of: owner) { $0.id == change }
    }

    private mutating func undo(of owner: Int64, where isUndone: (Stored) -> Bool) throws {
        var changes = try stored(of: owner)
        let untouched = changes
        var rest: [Change] = []
        while let index = changes.lastIndex(where: isUndone) {
            let undone = changes.remove(at: index).change
            var left = undone
            for later in index..<changes.count { changes[later].change.rebase(onto: &left) }
            rest.append(left)
            count += 1
        }
        changes.removeAll { $0.change.isEmpty && $0.at != .distantPast }
        // Whoever told first about an implicit company, what he said always held.
        let wasTold = untouched.contains { $0.at == .distantPast }
        if wasTold, let first = changes.first, first.at != .distantPast {
            changes[0] = Stored(at: .distantPast, id: first.id, run: first.run, change: first.change)
        }
        if wasTold, changes.isEmpty { isUntold.insert(owner) }
        try replace(of: owner, with: changes)
        rests.append((owner, rest))
    }

    private func stored(of owner: Int64) throws -> [Stored] {
        try connection.rows(
            """
            SELECT at, id, import_run, changes FROM \(history.table) WHERE workspace = ? AND \(history.owner) = ?
            ORDER BY at, id
            """, [.integer(workspace.value), .integer(owner)]
        ) { row in
            let at = Instant(microseconds: row.integer(0))
            return Stored(
                at: at, id: row.integer(1), run: row.integerOrNil(2), change: try Change(at: at, json: row.text(3)))
        }
    }

    private func replace(of owner: Int64, with changes: [Stored]) throws {
        try connection.execute(
            "DELETE FROM \(history.table) WHERE workspace = ? AND \(history.owner) = ?",
            [.integer(workspace.value), .integer(owner)])
        for stored in changes {
            try connection.execute(
                """
                INSERT INTO \(history.table) (workspace, \(history.owner), at, id, changes, import_run)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
                [
                    .integer(workspace.value), .integer(owner), .instant(stored.at), .integer(stored.id),
                    .text(stored.change.json), .integer(orNull: stored.run),
                ])
        }
    }
}

extension Change {
    /// Becomes what it would have been had `earlier` not happened; what that leaves of `earlier` for those after it.
    fileprivate mutating func rebase(onto earlier: inout Change) {
        for (name, change) in earlier.fields where fields[name] != nil {
            fields[name]?.before = change.before
            if fields[name]?.after == change.before { fields[name] = nil }
            earlier.fields[name] = nil
        }
        if let company = earlier.company, self.company != nil {
            self.company?.before = company.before
            if self.company?.after == company.before { self.company = nil }
            earlier.company = nil
        }
        guard let undone = earlier.tags, let own = tags else { return }
        let rebased = (before: own.before.undoing(undone), after: own.after.undoing(undone))
        tags = rebased.before.isSameTags(as: rebased.after) ? nil : rebased
        // A tag taken away and given again, or the other way round, is this change's own from here on.
        let taken = own.before.without(own.after)
        let given = own.after.without(own.before)
        earlier.tags = (
            before: undone.before.without(undone.after).without(given),
            after: undone.after.without(undone.before).without(taken)
        )
    }
}

extension [String] {
    /// These tags without those that a change gave, with those that it took.
    func undoing(_ change: (before: [String], after: [String])) -> [String] {
        let kept = without(change.after.without(change.before))
        return kept + change.before.without(change.after).without(kept)
    }

    fileprivate func without(_ others: [String]) -> [String] {
        let folded = Set(others.map(\.folded))
        return filter { !folded.contains($0.folded) }
    }

    fileprivate func isSameTags(as others: [String]) -> Bool { Set(map(\.folded)) == Set(others.map(\.folded)) }
}
