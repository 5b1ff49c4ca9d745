package import Verger

/// Somebody else changed the draft since it was read. Nothing was written.
package struct DraftConflict: Error, Sendable {
    /// As it is now; nil when there is none any more.
    package let current: Definitions.Stored?
}

/// The draft that people work on: at most one in a workspace, of which nothing follows until it is put in force.
extension Definitions {
    /// Nil when nobody has begun one.
    package func draft() throws -> Stored? {
        try connection.row("\(columns) AND status = 'draft' AND effective_from IS NULL", [key], read)
    }

    /// Those that wait for their day, soonest first.
    package func scheduled() throws -> [Stored] {
        try connection.rows(
            "\(columns) AND status = 'draft' AND effective_from IS NOT NULL ORDER BY effective_from, version", [key],
            read
        )
    }

    /// Keeps a definition, checked before, as the draft. `revision` is that of the draft which the author has read; nil
    /// when there was none. Throws `DraftConflict` when it is not so any more.
    @discardableResult
    package func saveDraft(
        _ document: Document, source: String, expecting revision: Int?, by author: String, at now: Instant
    ) throws -> Stored {
        _ = try Definition(document)
        guard let current = try draft(expecting: revision) else {
            let version = try add(document, source: source, status: "draft", from: nil, by: author, at: now)
            return try record("definition drafted", version, by: author, at: now)
        }
        try connection.execute(
            """
            UPDATE definition SET source = ?, document = ?, revision = revision + 1, changed_at = ?, changed_by = ?
            WHERE workspace = ? AND version = ?
            """,
            [
                .text(source), .text(document.json()), .instant(now), .text(author), key, .integer(current.version),
            ])
        return try record("definition drafted", current.version, by: author, at: now)
    }

    /// Sets the draft aside. It can be taken up again.
    @discardableResult
    package func discardDraft(expecting revision: Int, by author: String, at now: Instant) throws -> Stored {
        let current = try existingDraft(expecting: revision)
        try setStatus("archived", of: current.version, by: author, at: now)
        return try record("definition draft discarded", current.version, by: author, at: now)
    }

    /// Makes a draft again of one that was set aside or that waits for its day. Throws `DraftConflict` when there is
    /// another one; nil when there is no such version, or it was in force.
    @discardableResult
    package func resumeDraft(version: Int, by author: String, at now: Instant) throws -> Stored? {
        if let current = try draft() { throw DraftConflict(current: current) }
        guard let found = try find(version: version),
            found.status == "draft" || (found.status == "archived" && found.effectiveFrom == nil)
        else { return nil }
        try setStatus("draft", of: version, by: author, at: now)
        return try record("definition draft resumed", version, by: author, at: now)
    }

    /// Puts the draft in force, at once or on a day to come.
    @discardableResult
    package func activateDraft(
        expecting revision: Int, from effectiveFrom: Instant, by author: String, at now: Instant
    ) throws -> Stored {
        let current = try existingDraft(expecting: revision)
        let start = max(effectiveFrom, now)
        try connection.execute(
            """
            UPDATE definition SET effective_from = ?, changed_at = ?, changed_by = ? WHERE workspace = ? AND version = ?
            """, [.instant(start), .instant(now), .text(author), key, .integer(current.version)])
        if start > now {
            return try record(
                "definition scheduled", current.version, by: author, [("from", .text(start.iso8601))], at: now)
        }
        try activateDue(at: now)
        return try stored(current.version)
    }

    // MARK: Parts

    /// The draft, when it is the one that the author has read.
    private func draft(expecting revision: Int?) throws -> Stored? {
        if let lock = connection.dialect.lock(workspace.id.draftLock) { try connection.execute(lock) }
        let current = try draft()
        guard current?.revision == revision else { throw DraftConflict(current: current) }
        return current
    }

    private func existingDraft(expecting revision: Int) throws -> Stored {
        guard let current = try draft(expecting: revision) else { throw DraftConflict(current: nil) }
        return current
    }

    private func setStatus(_ status: String, of version: Int, by author: String, at now: Instant) throws {
        try connection.execute(
            """
            UPDATE definition SET status = ?, effective_from = NULL, revision = revision + 1, changed_at = ?, changed_by = ?
            WHERE workspace = ? AND version = ?
            """, [.text(status), .instant(now), .text(author), key, .integer(version)])
    }

    private func record(
        _ action: String, _ version: Int, by author: String, _ details: [(String, Document)] = [], at now: Instant
    ) throws -> Stored {
        try AuditLog(connection, in: workspace.id).record(
            action, by: author, [("version", .number(version))] + details, at: now)
        return try stored(version)
    }

    private func stored(_ version: Int) throws -> Stored {
        guard let stored = try find(version: version) else { throw DraftConflict(current: nil) }
        return stored
    }
}

extension Workspace.ID {
    /// What is held by whoever changes the draft, until the end of the transaction.
    fileprivate var draftLock: Int64 { value | 1 << 41 }
}
