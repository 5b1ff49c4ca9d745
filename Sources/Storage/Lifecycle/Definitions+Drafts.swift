package import Verger

extension Definitions {
    /// Keeps a definition that is in force on no day yet. It may be wrong: what is wrong with it is shown where it is edited.
    @discardableResult
    package func keepDraft(_ document: Document, source: String, by author: String, at now: Instant) throws -> Int {
        let version = try add(document, source: source, status: "draft", from: nil, by: author, at: now)
        try AuditLog(connection, in: workspace.id).record(
            "definition drafted", by: author, [("version", .number(version))], at: now)
        return version
    }

    /// Puts a version in force from a day: at once, or when the day comes. One that was in force before comes back as a
    /// new version. Returns the version that is, or will be, in force; nil when there is no such version.
    package func activate(
        version: Int, from effectiveFrom: Instant, by author: String, at now: Instant
    ) throws -> Int? {
        let found = try connection.row("\(columns) AND version = ?", [key, .integer(version)]) {
            (stored: try read($0), document: try Document(json: $0.text(6)))
        }
        guard let (stored, document) = found else { return nil }
        _ = try rules(of: stored.definition)
        guard stored.status == "draft" else {
            guard effectiveFrom > now else {
                return try activate(document, source: stored.source, from: effectiveFrom, by: author, at: now).version
            }
            return try schedule(document, source: stored.source, from: effectiveFrom, by: author, at: now)
        }
        try connection.execute(
            "UPDATE definition SET effective_from = ? WHERE workspace = ? AND version = ?",
            [.instant(effectiveFrom), key, .integer(version)])
        guard effectiveFrom > now else {
            try putInForce(stored, from: effectiveFrom, by: author, at: now)
            return version
        }
        try AuditLog(connection, in: workspace.id).record(
            "definition scheduled", by: author,
            [("version", .number(version)), ("from", .text(effectiveFrom.iso8601))], at: now)
        return version
    }

    private func putInForce(_ draft: Stored, from effectiveFrom: Instant, by author: String, at now: Instant) throws {
        let previous = try active()
        try connection.execute(
            "UPDATE definition SET status = 'archived' WHERE workspace = ? AND status = 'active'", [key])
        try connection.execute(
            "UPDATE definition SET status = 'active' WHERE workspace = ? AND version = ?",
            [key, .integer(draft.version)])
        if let previous {
            try Rekeying(connection, in: workspace).rekey(from: previous.definition, to: draft.definition)
        }
        try News(connection, in: workspace.id).noteAll()
        try AuditLog(connection, in: workspace.id).record(
            "definition activated", by: author,
            [("version", .number(draft.version)), ("from", .text(effectiveFrom.iso8601))], at: now)
    }
}
