package import Verger

extension Duplicates {
    /// Whether some records have not been compared with others since they changed.
    package func isBehind() throws -> Bool {
        try connection.row(
            "SELECT 1 FROM duplicate_due WHERE workspace = ? AND subject = ? LIMIT 1", scope
        ) { _ in true } ?? false
    }

    /// Compares at most `limit` records that wait for it; returns how many, 0 once none waits.
    package func refresh(limit: Int, at now: Instant) throws -> Int {
        // One worker at a time: beside the lock of words.
        if let lock = connection.dialect.lock(-workspace.id.value) { try connection.execute(lock) }
        let due = try connection.rows(
            "SELECT record FROM duplicate_due WHERE workspace = ? AND subject = ? ORDER BY record LIMIT ?",
            scope + [.integer(limit)]
        ) { $0.integer(0) }
        let lookalikes = Lookalikes(connection, in: workspace)
        switch subject {
        case .contact:
            for (contact, profile) in try lookalikes.profiles(of: due.map { Contact.ID($0) }) {
                let found = try lookalikes.people(like: profile, except: contact.id)
                try replace(contact.id.value, found.map { ($0.record.id.value, $0.comparison, $0.judgement) }, at: now)
            }
        case .company:
            for company in try Companies(connection, in: workspace).find(due.map { Company.ID($0) }) {
                let found = try lookalikes.companies(like: MatchProfile(of: company), except: company.id)
                try replace(company.id.value, found.map { ($0.record.id.value, $0.comparison, $0.judgement) }, at: now)
            }
        }
        try connection.inBatches(of: due) { batch in
            try connection.execute(
                """
                DELETE FROM duplicate_due WHERE workspace = ? AND subject = ?
                AND record IN (\(connection.marks(batch.count)))
                """, scope + batch.map { .integer($0) })
        }
        return due.count
    }

    /// Until none waits, in transactions of `batch` records.
    package static func refresh(
        _ database: any SQLDatabase, in workspace: Workspace, batch: Int = 200, at now: Instant,
        progress: (Int) -> Void = { _ in }
    ) throws {
        var total = 0
        for subject in [MatchSubject.contact, .company] {
            while true {
                let done = try database.write {
                    try Duplicates(of: subject, $0, in: workspace).refresh(limit: batch, at: now)
                }
                guard done > 0 else { break }
                total += done
                progress(total)
            }
        }
    }

    /// Forgets the open pairs of a record.
    func forget(_ record: Int64) throws {
        for side in ["low", "high"] {
            try connection.execute(
                "DELETE FROM duplicate WHERE workspace = ? AND subject = ? AND \(side) = ? AND state = 'open'",
                scope + [.integer(record)])
        }
    }

    /// What was decided stays decided, and a pair that is still open keeps the day on which it was found.
    private func replace(
        _ record: Int64, _ found: [(other: Int64, comparison: MatchComparison, judgement: Judgement)], at now: Instant
    ) throws {
        let open = Dictionary(try self.open(of: record).map { ($0.other(than: record), $0.foundAt) }) { first, _ in
            first
        }
        try forget(record)
        for (other, comparison, judgement) in found {
            try connection.execute(
                """
                INSERT INTO duplicate (workspace, subject, low, high, weight, comparison, state, found_at)
                VALUES (?, ?, ?, ?, ?, ?, 'open', ?) ON CONFLICT DO NOTHING
                """,
                scope + [
                    .integer(min(record, other)), .integer(max(record, other)),
                    .integer(Int64((judgement.weight * 1000).rounded())), .text(comparison.text),
                    .instant(open[other] ?? now),
                ])
        }
    }
}
