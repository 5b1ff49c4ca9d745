package import Verger

/// The words of consent of one workspace, version by version. A version that was shown as a proof never changes.
package struct ConsentTexts {
    private let connection: any SQLConnection
    private let workspace: Workspace.ID

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    private var key: SQLValue { .integer(workspace.value) }

    /// All versions of all texts, newest first within a purpose and a language; those that Verger comes with where the
    /// workspace has none.
    package func all() throws -> [ConsentText] {
        let stored = try rows("", [])
        let known = Set(stored.map { Pair($0.reference) })
        let shipped = Purpose.shipped.flatMap { purpose in
            Language.allCases.compactMap { ConsentText.shipped(purpose.id, in: $0) }
        }
        return stored + shipped.filter { !known.contains(Pair($0.reference)) }
    }

    /// The text to show now; nil when the purpose has none in this language.
    package func current(_ purpose: String, in language: Language) throws -> ConsentText? {
        try rows("AND purpose = ? AND language = ? ", [.text(purpose), .text(language.rawValue)]).first
            ?? ConsentText.shipped(purpose, in: language)
    }

    package func find(_ reference: ConsentText.Reference) throws -> ConsentText? {
        let stored = try rows(
            "AND purpose = ? AND language = ? ", [.text(reference.purpose), .text(reference.language.rawValue)])
        if stored.isEmpty, reference.version == 1 {
            return ConsentText.shipped(reference.purpose, in: reference.language)
        }
        return stored.first { $0.reference == reference }
    }

    /// Gives a purpose other words in a language: they are the next version if somebody has read the present ones.
    @discardableResult
    package func write(
        _ body: String, for purpose: String, in language: Language, by author: String, at now: Instant
    ) throws -> ConsentText {
        let new: ConsentText
        if let old = try current(purpose, in: language) {
            try keep(old)
            new = try old.rewritten(body, by: author, at: now)
        } else {
            let nothing = ConsentText(
                .init(purpose: purpose, language: language, version: 1), body: "", createdAt: now, createdBy: author)
            new = try nothing.rewritten(body, by: author, at: now)
        }
        try connection.execute(
            """
            INSERT INTO consent_text (workspace, purpose, language, version, body, created_at, created_by)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (workspace, purpose, language, version) DO UPDATE SET body = excluded.body,
            created_at = excluded.created_at, created_by = excluded.created_by WHERE consent_text.used_at IS NULL
            """, values(of: new))
        return new
    }

    /// Notes that somebody has read these texts: from now on they are proofs. Unknown ones are passed over.
    package func use(_ references: Set<ConsentText.Reference>, at now: Instant) throws {
        for reference in references {
            guard let text = try find(reference), text.usedAt == nil else { continue }
            try keep(text)
            try connection.execute(
                """
                UPDATE consent_text SET used_at = ?
                WHERE workspace = ? AND purpose = ? AND language = ? AND version = ? AND used_at IS NULL
                """, [.instant(now), key] + identity(reference))
        }
    }

    /// Makes a shipped text one of the workspace.
    private func keep(_ text: ConsentText) throws {
        try connection.execute(
            """
            INSERT INTO consent_text (workspace, purpose, language, version, body, created_at, created_by)
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """, values(of: text))
    }

    private func identity(_ reference: ConsentText.Reference) -> [SQLValue] {
        [.text(reference.purpose), .text(reference.language.rawValue), .integer(reference.version)]
    }

    private func values(of text: ConsentText) -> [SQLValue] {
        [key] + identity(text.reference) + [.text(text.body), .instant(text.createdAt), .text(text.createdBy)]
    }

    private func rows(_ condition: String, _ arguments: [SQLValue]) throws -> [ConsentText] {
        try connection.rows(
            """
            SELECT purpose, language, version, body, created_at, created_by, used_at FROM consent_text
            WHERE workspace = ? \(condition)ORDER BY purpose, language, version DESC
            """, [key] + arguments
        ) { row in
            guard let language = Language(rawValue: row.text(1)) else { throw StorageProblem.corrupt("consent_text") }
            return ConsentText(
                .init(purpose: row.text(0), language: language, version: Int(row.integer(2))), body: row.text(3),
                createdAt: Instant(microseconds: row.integer(4)), createdBy: row.text(5),
                usedAt: row.integerOrNil(6).map { Instant(microseconds: $0) })
        }
    }

    private struct Pair: Hashable {
        let purpose: String
        let language: Language

        init(_ reference: ConsentText.Reference) {
            purpose = reference.purpose
            language = reference.language
        }
    }
}
