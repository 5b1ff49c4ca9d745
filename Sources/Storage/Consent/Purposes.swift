package import Verger

/// What one workspace asks people’s leave for. Those that Verger comes with are there until the workspace changes them.
package struct Purposes {
    private let connection: any SQLConnection
    private let workspace: Workspace.ID

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    private var key: SQLValue { .integer(workspace.value) }

    /// All, the archived ones too: shipped ones in their order, then those of the workspace.
    package func all() throws -> [Purpose] {
        let stored = try connection.rows(
            """
            SELECT id, role, name_fr, name_en, explanation_fr, explanation_en, channels, bases, covers_unstated, is_archived
            FROM consent_purpose WHERE workspace = ? ORDER BY place, id
            """, [key], read)
        let changed = Dictionary(uniqueKeysWithValues: stored.map { ($0.id, $0) })
        let shipped = Set(Purpose.shipped.map(\.id))
        return Purpose.shipped.map { changed[$0.id] ?? $0 } + stored.filter { !shipped.contains($0.id) }
    }

    /// Those that are still asked for.
    package func current() throws -> [Purpose] { try all().filter { !$0.isArchived } }

    package func find(_ id: String) throws -> Purpose? { try all().first { $0.id == id } }

    /// Records a new purpose, or what an old one has become. What it is about never changes.
    package func save(_ purpose: Purpose) throws {
        let last = try connection.row("SELECT MAX(place) FROM consent_purpose WHERE workspace = ?", [key]) {
            $0.integer(0)
        }
        try connection.execute(
            """
            INSERT INTO consent_purpose (workspace, id, place, role, name_fr, name_en, explanation_fr, explanation_en,
            channels, bases, covers_unstated, is_archived) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (workspace, id) DO UPDATE SET name_fr = excluded.name_fr, name_en = excluded.name_en,
            explanation_fr = excluded.explanation_fr, explanation_en = excluded.explanation_en,
            channels = excluded.channels, bases = excluded.bases, covers_unstated = excluded.covers_unstated,
            is_archived = excluded.is_archived
            """,
            [
                key, .text(purpose.id), .integer((last ?? 0) + 1), .text(purpose.role.rawValue),
                .text(purpose.name.fr), .text(purpose.name.en), .text(purpose.explanation.fr),
                .text(purpose.explanation.en), .text(purpose.channels.map(\.rawValue).joined(separator: " ")),
                .text(purpose.bases.map(\.rawValue).sorted().joined(separator: " ")),
                .integer(purpose.coversUnstated ? 1 : 0), .integer(purpose.isArchived ? 1 : 0),
            ])
    }

    private func read(_ row: any SQLRow) throws -> Purpose {
        guard let role = Purpose.Role(rawValue: row.text(1)) else { throw StorageProblem.corrupt("consent_purpose") }
        return Purpose(
            id: row.text(0), role: role, name: Sentence(fr: row.text(2), en: row.text(3)),
            explanation: Sentence(fr: row.text(4), en: row.text(5)),
            channels: row.text(6).split(separator: " ").compactMap { ConsentChannel(rawValue: String($0)) },
            bases: Set(row.text(7).split(separator: " ").compactMap { ConsentBasis(rawValue: String($0)) }),
            coversUnstated: row.integer(8) == 1, isArchived: row.integer(9) == 1)
    }
}
