package import Verger

extension Merges {
    /// Makes one record of two of a company: the contacts of `gone` are those of `kept`, as if they had always been.
    @discardableResult
    package func merge(
        _ gone: Company.ID, into kept: Company.ID, taking taken: Set<String> = [], by author: String, at now: Instant
    ) throws -> Merge {
        guard gone != kept else { throw Problem.same }
        try lock()
        let companies = Companies(connection, in: workspace)
        guard let duplicate = try companies.find([gone]).first, let survivor = try companies.find([kept]).first else {
            throw Problem.unknown
        }
        let name = duplicate.fields[.name] ?? "#\(gone.value)"
        let id = try begin(
            .company, gone.value, named: name, into: kept.value,
            comparison: MatchComparison(MatchProfile(of: survivor), MatchProfile(of: duplicate)), by: author, at: now)
        var archive = MergeArchive(of: id, connection, in: workspace.id)
        let before = try latestChange(of: .company, kept.value)
        let people = try companies.contacts(of: gone) + Moves(connection, in: workspace.id).former(of: gone).sorted()
        try takeOver(&archive, from: gone, to: kept)
        let merged = survivor.merged(with: duplicate, taking: taken)
        if merged != survivor { try companies.update(merged, from: survivor, at: now) }
        try noteChange(id, of: .company, kept.value, after: before)
        try nameAfter(duplicate, kept, &archive)
        try carryDecisions(&archive, of: .company, from: gone.value, to: kept.value, by: author, at: now)
        try freshen([kept], people)
        try AuditLog(connection, in: workspace.id).record(
            "companies merged", by: author,
            [
                ("merge", .number(Int(id))), ("kept", .number(Int(kept.value))), ("gone", .number(Int(gone.value))),
                ("name", .text(name)),
            ], at: now)
        guard let merge = try find(id) else { throw StorageProblem.corrupt("record_merge") }
        return merge
    }

    private func takeOver(_ archive: inout MergeArchive, from gone: Company.ID, to kept: Company.ID) throws {
        let own = SQLValue.integer(gone.value)
        try rewritePast(&archive, from: gone, to: kept)
        for (table, fate) in MergedTables.companies {
            switch fate {
            case .moved(let columns):
                try archive.move(table, key: columns, "company", from: gone.value, to: kept.value)
            case .archived: try archive.remove(table, where: "company = ?", [own])
            case .derived:
                try connection.execute("DELETE FROM \(table) WHERE workspace = ? AND company = ?", [key, own])
            }
        }
        try connection.execute(
            "DELETE FROM duplicate_due WHERE workspace = ? AND subject = 'company' AND record = ?", [key, own])
        try archive.remove("company", where: "id = ?", [own])
    }

    /// Contacts that came from one of the two, or left it, did so from and to the one that stays.
    private func rewritePast(_ archive: inout MergeArchive, from gone: Company.ID, to kept: Company.ID) throws {
        let company = connection.dialect.jsonText("changes", "company")
        let changes = try connection.rows(
            """
            SELECT contact, at, id, changes FROM contact_change WHERE workspace = ? AND \(company) IS NOT NULL
            """, [key]
        ) { row in
            (
                place: [("contact", row.text(0)), ("at", row.text(1)), ("id", row.text(2))],
                change: try Change(at: Instant(microseconds: row.integer(1)), json: row.text(3))
            )
        }
        for (place, change) in changes {
            guard let moved = change.company, moved.before == gone.value || moved.after == gone.value else { continue }
            var rewritten = change
            rewritten.company = (
                before: moved.before == gone.value ? kept.value : moved.before,
                after: moved.after == gone.value ? kept.value : moved.after
            )
            try archive.rewrite("contact_change", "changes", to: rewritten.json, where: place)
        }
    }

    /// Files that name the one that is gone mean the one that stays.
    private func nameAfter(_ duplicate: Company, _ kept: Company.ID, _ archive: inout MergeArchive) throws {
        for (kind, value) in [
            ("external_id", duplicate.fields[.externalID]), ("name_key", duplicate.fields[.name]?.folded),
        ] {
            guard let value, !value.isEmpty else { continue }
            let isNew = try connection.execute(
                "INSERT INTO company_alias (workspace, kind, value, company) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                [key, .text(kind), .text(value), .integer(kept.value)])
            if isNew > 0 { try archive.added("company_alias", key: ["kind", "value"], [[kind, value]]) }
        }
    }

    private func freshen(_ companies: [Company.ID], _ people: [Contact.ID]) throws {
        let index = SearchIndex(connection, in: workspace.id)
        try index.write(companies)
        for company in companies { try index.note(.members, from: company.value, through: company.value) }
        try KeptKeys(of: .company, connection, in: workspace.id).note(companies.map(\.value))
        try News(connection, in: workspace.id).note(Set(people).sorted())
    }

    // MARK: Undoing

    func undoCompanies(_ merge: Merge, by author: String, at now: Instant) throws {
        try lock()
        let (kept, gone) = (Company.ID(merge.kept), Company.ID(merge.gone))
        let companies = Companies(connection, in: workspace)
        let archive = MergeArchive(of: merge.id, connection, in: workspace.id)
        try archive.removeAdded()
        guard let current = try companies.find([kept]).first else { throw Problem.unknown }
        if let change = merge.changeID {
            let undone = try UndoneChanges(
                of: .companies, change: change, owner: merge.kept, connection, in: workspace.id)
            var restored = current
            for change in undone.rests.flatMap(\.rest) {
                for (name, change) in change.fields {
                    if let field = CompanyField(rawValue: name) { restored.fields[field] = change.before }
                }
            }
            try companies.restore(restored, isImplicit: undone.isUntold.contains(merge.kept))
        }
        try freeExternalID(of: kept, archive, at: now)
        try archive.restore("company", from: merge.kept, to: merge.gone)
        try finishUndo(merge, by: author, at: now)
        let moves = Moves(connection, in: workspace.id)
        let people = try [kept, gone].flatMap { try companies.contacts(of: $0) + moves.former(of: $0).sorted() }
        try freshen([kept, gone], people)
    }

    /// What the one that comes back goes by is its own again, even though somebody wrote it here since.
    private func freeExternalID(of kept: Company.ID, _ archive: MergeArchive, at now: Instant) throws {
        let companies = Companies(connection, in: workspace)
        guard let id = try archive.record(of: "company")?["external_id"],
            let current = try companies.find([kept]).first,
            current.fields[.externalID] == id
        else { return }
        var freed = current
        freed.fields[.externalID] = nil
        try companies.update(freed, from: current, at: now)
    }
}
