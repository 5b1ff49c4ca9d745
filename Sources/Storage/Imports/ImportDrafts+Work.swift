package import Verger

/// An import that is no longer this process's to go on with.
package enum ImportInterruption: Error {
    /// Somebody stopped it.
    case stopped
    /// Another process took it over, or it was dropped.
    case lost
}

extension ImportDrafts {
    /// How long a process holds a draft without a word.
    package static let lease = 20 * Instant.second
    /// Failures after which a person has to look.
    static let mostAttempts = 3

    /// A draft that waits for work, of any workspace: it is this process's until the lease runs out. Each claim is an attempt
    /// until something comes of it, so that a file at which process after process ends does not go on for ever.
    package static func claim(
        by process: String, on connection: any SQLConnection, at now: Instant
    ) throws -> (workspace: Workspace.ID, id: Int64)? {
        let waiting = try connection.rows(
            """
            SELECT workspace, id, attempts FROM import_draft WHERE state IN ('checking', 'running')
            AND (lease_until IS NULL OR lease_until < ?) ORDER BY id LIMIT 10
            """, [.instant(now)]
        ) { (workspace: Workspace.ID($0.integer(0)), id: $0.integer(1), attempts: Int($0.integer(2))) }
        for item in waiting {
            guard item.attempts < mostAttempts else {
                try ImportDrafts(connection, in: item.workspace).fail(item.id, endsProcesses, at: now)
                continue
            }
            let count = try connection.execute(
                """
                UPDATE import_draft SET attempts = attempts + 1, lease_by = ?, lease_until = ? WHERE workspace = ? AND id = ?
                AND state IN ('checking', 'running') AND (lease_until IS NULL OR lease_until < ?)
                """,
                [
                    .text(process), .instant(now + lease), .integer(item.workspace.value), .integer(item.id),
                    .instant(now),
                ])
            if count == 1 { return (item.workspace, item.id) }
        }
        return nil
    }

    /// Whether there is something to claim.
    package static func isWaiting(on connection: any SQLConnection, at now: Instant) throws -> Bool {
        try connection.row(
            """
            SELECT 1 FROM import_draft WHERE state IN ('checking', 'running') AND (lease_until IS NULL OR lease_until < ?)
            LIMIT 1
            """, [.instant(now)]
        ) { _ in true } ?? false
    }

    /// The looking begins, or begins again: only what somebody corrected stays.
    package func beginCheck(_ id: Int64) throws {
        try connection.execute(
            "DELETE FROM import_row WHERE workspace = ? AND draft = ? AND is_corrected = 0", [key, .integer(id)])
    }

    /// Goes on holding it; throws `ImportInterruption` when it may not be gone on with. `hasAdvanced`: rows are recorded in the
    /// same transaction that no earlier attempt had recorded.
    package func hold(
        _ id: Int64, by process: String, while state: ImportDraft.State, hasAdvanced: Bool = false, at now: Instant
    ) throws {
        let count = try connection.execute(
            """
            UPDATE import_draft SET lease_until = ?\(hasAdvanced ? ", attempts = 0" : "") WHERE workspace = ? AND id = ? AND lease_by = ? AND state = ?
            """, [.instant(now + ImportDrafts.lease), key, .integer(id), .text(process), .text(state.rawValue)])
        guard count == 1 else { throw ImportInterruption.lost }
        let isStopping = try connection.row(
            "SELECT is_stopping FROM import_draft WHERE workspace = ? AND id = ?", [key, .integer(id)]
        ) { $0.integer(0) == 1 }
        if isStopping == true { throw ImportInterruption.stopped }
    }

    /// Lets others go on with it at once.
    package func release(_ id: Int64, by process: String) throws {
        try connection.execute(
            """
            UPDATE import_draft SET lease_by = NULL, lease_until = NULL,
            attempts = CASE WHEN attempts > 0 THEN attempts - 1 ELSE 0 END
            WHERE workspace = ? AND id = ? AND lease_by = ?
            """, [key, .integer(id), .text(process)])
    }

    /// How far the looking has come; the rows that need a look are kept.
    package func note(_ survey: ImportSurvey, _ rows: [DraftRow], of id: Int64, at now: Instant) throws {
        try DraftRows(connection, in: workspace, of: id).insert(rows)
        try change(id, "survey = ?", [.text(survey.json)], at: now)
    }

    /// Every row was looked at.
    package func finishCheck(_ survey: ImportSurvey, of id: Int64, at now: Instant) throws {
        var survey = survey
        survey.isComplete = true
        try change(
            id, "survey = ?, state = 'checked', lease_by = NULL, lease_until = NULL", [.text(survey.json)], at: now)
    }

    /// It came in, or what of it somebody let in: the file goes, the report stays.
    package func finish(_ id: Int64, run: Int, isStopped: Bool, at now: Instant) throws {
        let holdsErased = try find(id)?.holdsErased ?? false
        if isStopped, holdsErased {
            try letGo(id, run: run, at: now)
            return
        }
        if !isStopped { try dropFile(of: id) }
        // What was refused at the last moment.
        if holdsErased { try dropRows(of: id) }
        try change(
            id,
            "state = ?, run = ?, is_stopping = 0, lease_by = NULL, lease_until = NULL"
                + (isStopped ? "" : ", samples = '[]'"),
            [.text(isStopped ? "stopped" : "finished"), .integer(run)], at: now)
    }

    /// It was stopped before anything came in.
    package func stopBeforeStart(_ id: Int64, at now: Instant) throws {
        if try find(id)?.holdsErased == true {
            try letGo(id, at: now)
            return
        }
        try change(
            id, "state = 'checked', is_stopping = 0, lease_by = NULL, lease_until = NULL", [], at: now)
    }

    /// `sentence`: what a person can do about it. Without one it is tried again, a few times.
    package func fail(_ id: Int64, _ sentence: Sentence?, at now: Instant) throws {
        guard let draft = try find(id) else { return }
        let isOver = sentence != nil || draft.attempts >= ImportDrafts.mostAttempts
        if isOver, draft.holdsErased {
            try letGo(id, at: now)
            return
        }
        let told = sentence ?? ImportDrafts.interrupted
        try change(
            id,
            "lease_by = NULL, lease_until = ?"
                + (isOver ? ", state = 'failed', problem = ?" : ""),
            [isOver ? .null : .instant(now + 5 * Instant.second)] + (isOver ? [.text(ImportDrafts.json(told))] : []),
            at: now)
    }

    private static let interrupted = Sentence(
        fr:
            "L’import s’est interrompu plusieurs fois de suite. Ce qui est entré est entré, et rien ne l’est deux fois. Reprenez-le\u{A0}; si cela recommence, dites-le à qui tient le serveur.",
        en:
            "The import broke off several times in a row. What came in has come in, and nothing twice. Go on with it; if it happens again, tell whoever keeps the server."
    )

    private static let endsProcesses = Sentence(
        fr:
            "Le programme s’est arrêté plusieurs fois de suite en lisant ce fichier, et n’y touche plus. Ce qui est entré est entré, et rien ne l’est deux fois. Enregistrez-le de nouveau dans un tableur, au format CSV, et envoyez ce fichier-là\u{202F}; si cela recommence, dites-le à qui tient le serveur.",
        en:
            "The program ended several times in a row while it read this file, and leaves it alone now. What came in has come in, and nothing twice. Save it again in a spreadsheet, as CSV, and send that file; if it happens again, tell whoever keeps the server."
    )

    /// Lets go of what nobody brought in for days, and of the rows of what came in long ago. Of what came in no values stay.
    package static func prune(_ connection: any SQLConnection, at now: Instant) throws {
        let old = try connection.rows(
            """
            SELECT workspace, id, state, run FROM import_draft WHERE state NOT IN ('checking', 'running') AND updated_at < ?
            AND state <> 'finished'
            """, [.instant(now - patience)]
        ) { (workspace: Workspace.ID($0.integer(0)), id: $0.integer(1)) }
        for item in old {
            _ = try ImportDrafts(connection, in: item.workspace).discard(item.id, by: "worker", at: now)
        }
        try connection.execute(
            """
            DELETE FROM import_row WHERE EXISTS (SELECT 1 FROM import_draft d WHERE d.workspace = import_row.workspace
            AND d.id = import_row.draft AND d.state = 'finished' AND d.updated_at < ?)
            """, [.instant(now - memory)])
        try connection.execute(
            "UPDATE import_draft SET samples = '[]', is_file_kept = 0 WHERE state = 'finished' AND (samples <> '[]' OR is_file_kept = 1)"
        )
        // Parts of files whose upload broke off, or that came in.
        try connection.execute(
            """
            DELETE FROM import_chunk WHERE received_at < ? AND NOT EXISTS (SELECT 1 FROM import_draft d
            WHERE d.workspace = import_chunk.workspace AND d.id = import_chunk.draft AND d.state <> 'finished')
            """, [.instant(now - Instant.day)])
    }
}
