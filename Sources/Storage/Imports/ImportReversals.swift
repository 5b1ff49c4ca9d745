package import Verger

/// An import that is being taken back, or was.
package struct ImportReversal: Sendable {
    package enum State: String, Sendable {
        case running
        /// Somebody has to say that it is to be gone on with.
        case failed
        case finished
    }

    package let run: Int
    package let state: State
    package var place: Reversal.Place
    /// All there is to be done, as `Reversal.Outcome.units` counts it; nil as long as nothing has begun.
    package var units: Int?
    /// Who asked for it, by e-mail address.
    package let author: String

    /// From 0 to 1.
    package var share: Double {
        guard let units else { return 0 }
        return min(1, Double(place.outcome.units) / Double(max(units, 1)))
    }
}

/// The imports of one workspace that are to be taken back, one after the other.
package struct ImportReversals {
    private let connection: any SQLConnection
    private let workspace: Workspace.ID

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    private var key: SQLValue { .integer(workspace.value) }

    /// How long a process holds one without a word.
    private static let lease = 20 * Instant.second
    /// Failures in a row, with nothing done between them, after which a person has to look.
    private static let mostAttempts = 3

    // MARK: Asking

    package func find(_ run: Int) throws -> ImportReversal? {
        try connection.row(
            """
            SELECT run, state, phase, after_id, activities, changes, contacts, kept, addresses_taken, units, asked_by
            FROM import_reversal WHERE workspace = ? AND run = ?
            """, [key, .integer(run)]
        ) { row in
            var place = Reversal.Place()
            place.phase = Reversal.Place.Phase(rawValue: row.text(2)) ?? .people
            place.after = row.integer(3)
            place.outcome = Reversal.Outcome(
                activities: Int(row.integer(4)), changes: Int(row.integer(5)), contacts: Int(row.integer(6)),
                kept: Int(row.integer(7)), addressesTaken: Int(row.integer(8)))
            return ImportReversal(
                run: Int(row.integer(0)), state: .init(rawValue: row.text(1)) ?? .failed, place: place,
                units: row.integerOrNil(9).map { Int($0) }, author: row.text(10))
        }
    }

    /// The import is to be taken back; one that broke off is gone on with.
    package func ask(_ run: Int, by author: String, at now: Instant) throws {
        let known = try connection.execute(
            """
            UPDATE import_reversal SET state = 'running', attempts = 0, lease_by = NULL, lease_until = NULL
            WHERE workspace = ? AND run = ? AND state = 'failed'
            """, [key, .integer(run)])
        guard known == 0 else { return }
        try connection.execute(
            """
            INSERT INTO import_reversal (workspace, run, state, phase, after_id, activities, changes, contacts, kept,
            addresses_taken, attempts, asked_by, asked_at) VALUES (?, ?, 'running', ?, 0, 0, 0, 0, 0, 0, 0, ?, ?)
            ON CONFLICT DO NOTHING
            """,
            [key, .integer(run), .text(Reversal.Place().phase.rawValue), .text(author), .instant(now)])
    }

    // MARK: Working

    /// The first of each workspace, so that no two of them are under way at once.
    private static let waiting = """
        FROM import_reversal r WHERE r.state = 'running' AND (r.lease_until IS NULL OR r.lease_until < ?)
        AND NOT EXISTS (SELECT 1 FROM import_reversal o WHERE o.workspace = r.workspace AND o.state = 'running'
            AND o.run < r.run)
        """

    /// Whether there is something to claim, in any workspace.
    package static func areWaiting(on connection: any SQLConnection, at now: Instant) throws -> Bool {
        try connection.row("SELECT 1 \(waiting) LIMIT 1", [.instant(now)]) { _ in true } ?? false
    }

    /// One that waits for work: it is this process's until the lease runs out. One at which process after process ended is
    /// left to a person.
    package static func claim(
        by process: String, on connection: any SQLConnection, at now: Instant
    ) throws -> (workspace: Workspace.ID, run: Int)? {
        let found = try connection.rows(
            "SELECT r.workspace, r.run, r.attempts \(waiting) ORDER BY r.workspace LIMIT 10", [.instant(now)]
        ) { (workspace: Workspace.ID($0.integer(0)), run: Int($0.integer(1)), attempts: Int($0.integer(2))) }
        for item in found {
            guard item.attempts < mostAttempts else {
                try ImportReversals(connection, in: item.workspace).set(
                    item.run, "state = 'failed', lease_by = NULL", [])
                continue
            }
            if try ImportReversals(connection, in: item.workspace).claim(item.run, by: process, at: now) {
                return (item.workspace, item.run)
            }
        }
        return nil
    }

    /// This one, if no other process has it.
    package func claim(_ run: Int, by process: String, at now: Instant) throws -> Bool {
        try connection.execute(
            """
            UPDATE import_reversal SET attempts = attempts + 1, lease_by = ?, lease_until = ? WHERE workspace = ?
            AND run = ? AND state = 'running' AND (lease_until IS NULL OR lease_until < ?)
            """,
            [.text(process), .instant(now + ImportReversals.lease), key, .integer(run), .instant(now)]) == 1
    }

    /// The next part, in the same transaction as the word that it was done. Returns whether that was the last one; throws
    /// `ImportInterruption.lost` when another process has it.
    package func advance(
        _ run: Int, by process: String, _ reversal: Reversal, part: Int = Reversal.part, at now: Instant
    ) throws -> Bool {
        let held = try connection.execute(
            """
            UPDATE import_reversal SET lease_until = ?, attempts = 0 WHERE workspace = ? AND run = ? AND lease_by = ?
            AND state = 'running'
            """, [.instant(now + ImportReversals.lease), key, .integer(run), .text(process)])
        guard held == 1, let known = try find(run) else { throw ImportInterruption.lost }
        guard known.units != nil else {
            try set(run, "units = ?", [.integer(try reversal.begin(run, at: now))])
            return false
        }
        var place = known.place
        try reversal.advance(run, &place, by: part, at: now)
        let outcome = place.outcome
        try set(
            run, "phase = ?, after_id = ?, activities = ?, changes = ?, contacts = ?, kept = ?, addresses_taken = ?",
            [
                .text(place.phase.rawValue), .integer(place.after), .integer(outcome.activities),
                .integer(outcome.changes), .integer(outcome.contacts), .integer(outcome.kept),
                .integer(outcome.addressesTaken),
            ])
        guard place.phase == .over else { return false }
        try set(run, "state = 'finished', lease_by = NULL, lease_until = NULL", [])
        try AuditLog(connection, in: workspace).record(
            "import reverted", by: known.author, [("number", .number(run))], at: now)
        return true
    }

    /// Lets others go on with it: at once after a shift, after a moment when something went wrong.
    package func release(_ run: Int, by process: String, hasFailed: Bool, at now: Instant) throws {
        try connection.execute(
            """
            UPDATE import_reversal SET lease_by = NULL, lease_until = ?,
            attempts = CASE WHEN attempts > 0 THEN attempts - ? ELSE 0 END WHERE workspace = ? AND run = ? AND lease_by = ?
            """,
            [
                hasFailed ? .instant(now + 5 * Instant.second) : .null, .integer(hasFailed ? 0 : 1), key, .integer(run),
                .text(process),
            ])
    }

    private func set(_ run: Int, _ assignments: String, _ values: [SQLValue]) throws {
        try connection.execute(
            "UPDATE import_reversal SET \(assignments) WHERE workspace = ? AND run = ?",
            values + [key, .integer(run)])
    }
}
