package import Verger

extension SearchIndex {
    /// Writes the words of at most `limit` contacts and companies that wait for it; returns of how many, 0 once none waits.
    package func refresh(limit: Int) throws -> Int {
        // One worker at a time: the negative numbers are no workspace's own lock.
        if let lock = connection.dialect.lock(-workspace.value) { try connection.execute(lock) }
        var done = 0
        while done < limit, let due = try nextDue() {
            let written = try write(due, limit: limit - done)
            try connection.execute(
                "DELETE FROM search_due WHERE workspace = ? AND kind = ? AND first = ? AND last = ?",
                [key, .text(due.subject.rawValue), .integer(due.first), .integer(due.last)])
            if due.subject != .members, let end = written.last, written.count == limit - done, end < due.last {
                try note(due.subject, from: end + 1, through: due.last)
            }
            done += max(1, written.count)
        }
        return done
    }

    /// Until none waits, in transactions of `batch` contacts or companies.
    package static func refresh(
        _ database: any SQLDatabase, in workspace: Workspace.ID, batch: Int = 1000, progress: (Int) -> Void = { _ in }
    ) throws {
        var total = 0
        while true {
            let done = try database.write { try SearchIndex($0, in: workspace).refresh(limit: batch) }
            guard done > 0 else { return }
            total += done
            progress(total)
        }
    }

    /// Those whose words are not what their records say; empty while `isBehind` is no surprise.
    package func differences(after: Contact.ID?, limit: Int) throws -> (wrong: [Contact.ID], last: Contact.ID?) {
        let found = try connection.rows(
            """
            SELECT \(ContactRow.readColumns), o.name, n.text, n.name_key FROM contact c
            LEFT JOIN company o ON o.workspace = c.workspace AND o.id = c.company
            LEFT JOIN contact_search n ON n.workspace = c.workspace AND n.contact = c.id
            WHERE c.workspace = ? AND c.id > ? ORDER BY c.id LIMIT ?
            """, [key, .integer(after?.value ?? 0), .integer(limit)]
        ) { row in
            let contact = try ContactRow.read(row)
            let text = SearchWords.text(of: contact, companyName: row.textOrNil(ContactRow.readCount))
            let isRight =
                row.textOrNil(ContactRow.readCount + 1) == text
                && row.textOrNil(ContactRow.readCount + 2) == contact.sortKey
            return (id: contact.id, isRight: isRight)
        }
        return (found.filter { !$0.isRight }.map(\.id), found.last?.id)
    }

    private struct Due {
        let subject: Subject
        let first: Int64
        let last: Int64
    }

    private func nextDue() throws -> Due? {
        try connection.row(
            "SELECT kind, first, last FROM search_due WHERE workspace = ? ORDER BY kind, first, last LIMIT 1", [key]
        ) { row in
            Due(subject: Subject(rawValue: row.text(0)) ?? .contact, first: row.integer(1), last: row.integer(2))
        }
    }

    private func write(_ due: Due, limit: Int) throws -> [Int64] {
        let range: [SQLValue] = [.integer(due.first), .integer(due.last)]
        switch due.subject {
        case .contact: return try writeContacts("c.id BETWEEN ? AND ?", range, limit: limit)
        case .company: return try writeCompanies("o.id BETWEEN ? AND ?", range, limit: limit)
        case .members: return try writeContacts("c.company = ?", [.integer(due.first)])
        }
    }
}
