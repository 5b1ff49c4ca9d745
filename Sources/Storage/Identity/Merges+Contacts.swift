package import Verger

extension Merges {
    /// Makes one record of two: `gone` goes into `kept`, which has from then on the history, names and addresses of both, its own
    /// values but for the `taken` ones, and the consent that both leave. Nobody's refusal is lost.
    @discardableResult
    package func merge(
        _ gone: Contact.ID, into kept: Contact.ID, taking taken: Set<String> = [], by author: String, at now: Instant
    ) throws -> Merge {
        guard gone != kept else { throw Problem.same }
        try lock()
        let contacts = Contacts(connection, in: workspace, types: types)
        guard let duplicate = try contacts.find(gone), let survivor = try contacts.find(kept) else {
            throw Problem.unknown
        }
        let consent = try consent(of: kept, gone, at: now)
        let id = try begin(
            .contact, gone.value, named: duplicate.displayName, into: kept.value,
            comparison: comparison(survivor, duplicate), by: author, at: now)
        var archive = MergeArchive(of: id, connection, in: workspace.id)
        let before = try latestChange(of: .contact, kept.value)
        try takeOver(&archive, from: gone, to: kept)
        let merged = survivor.merged(with: duplicate, taking: taken)
        try contacts.update(merged, from: survivor, at: now)
        try noteChange(id, of: .contact, kept.value, after: before)
        try nameAfter(duplicate, kept, &archive)
        // What it was known by itself, where the other's was chosen.
        if !taken.isDisjoint(with: Merges.names) { try nameAfter(survivor, kept, &archive) }
        try withdraw(consent.withdrawals, of: kept, merge: id, &archive, at: now)
        try carryDecisions(&archive, of: .contact, from: gone.value, to: kept.value, by: author, at: now)
        try freshen([kept])
        try AuditLog(connection, in: workspace.id).record(
            "contacts merged", by: author,
            [
                ("merge", .number(Int(id))), ("kept", .number(Int(kept.value))), ("gone", .number(Int(gone.value))),
                ("name", .text(duplicate.displayName)),
            ], at: now)
        guard let merge = try find(id) else { throw StorageProblem.corrupt("record_merge") }
        return merge
    }

    /// What consent would be after a merge.
    package func consent(of kept: Contact.ID, _ gone: Contact.ID, at now: Instant) throws -> ConsentMerge {
        let activities = Activities(connection, in: workspace.id)
        return ConsentMerge(try activities.timeline(of: kept), try activities.timeline(of: gone), at: now)
    }

    private func comparison(_ one: Contact, _ other: Contact) throws -> MatchComparison {
        let profiles = try Lookalikes(connection, in: workspace).profiles(of: [one.id, other.id]).map(\.profile)
        return profiles.count == 2 ? MatchComparison(profiles[0], profiles[1]) : MatchComparison([:])
    }

    private func takeOver(_ archive: inout MergeArchive, from gone: Contact.ID, to kept: Contact.ID) throws {
        let own = SQLValue.integer(gone.value)
        try shareParts(&archive, of: gone, with: kept)
        // Both were handed over at the same instant: that of the one who stays is the one that counts.
        try archive.remove(
            "handover",
            where: """
                contact = ? AND opened_at IN
                (SELECT h.opened_at FROM handover h WHERE h.workspace = ? AND h.contact = ?)
                """, [own, key, .integer(kept.value)])
        for (table, fate) in MergedTables.contacts {
            switch fate {
            case .moved(let columns):
                try archive.move(table, key: columns, "contact", from: gone.value, to: kept.value)
            case .archived: try archive.remove(table, where: "contact = ?", [own])
            case .derived:
                try connection.execute("DELETE FROM \(table) WHERE workspace = ? AND contact = ?", [key, own])
            }
        }
        try connection.execute(
            "DELETE FROM duplicate_due WHERE workspace = ? AND subject = 'contact' AND record = ?", [key, own])
        try archive.remove("contact", where: "id = ?", [own])
    }

    private func shareParts(_ archive: inout MergeArchive, of gone: Contact.ID, with kept: Contact.ID) throws {
        let parts = try BuyingParts(connection, in: workspace.id).parts(of: [gone, kept])
        let new = (parts[gone] ?? []).subtracting(parts[kept] ?? []).map(\.rawValue).sorted()
        for part in new {
            try connection.execute(
                "INSERT INTO contact_part (workspace, contact, part) VALUES (?, ?, ?)",
                [key, .integer(kept.value), .text(part)])
        }
        try archive.added("contact_part", key: ["contact", "part"], new.map { [String(kept.value), $0] })
    }

    private static let names: Set<String> = [ContactField.externalID.rawValue, ContactField.email.rawValue]

    /// Whoever asks for one of the two by its external id or address means the one that stays.
    private func nameAfter(_ duplicate: Contact, _ kept: Contact.ID, _ archive: inout MergeArchive) throws {
        for (table, column, name) in [
            ("contact_alias", "external_id", duplicate.fields[.externalID]),
            ("contact_address", "email_identity", duplicate.fields[.email]?.lowercased()),
        ] {
            guard let name else { continue }
            let isNew = try connection.execute(
                "INSERT INTO \(table) (workspace, \(column), contact) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                [key, .text(name), .integer(kept.value)])
            if isNew > 0 { try archive.added(table, key: [column], [[name]]) }
        }
    }

    private func withdraw(
        _ withdrawals: [ConsentMerge.Withdrawal], of kept: Contact.ID, merge: Int64, _ archive: inout MergeArchive,
        at now: Instant
    ) throws {
        let said = withdrawals.enumerated().map { index, withdrawal in
            var properties = ["reason": "merge"]
            properties["purpose"] = withdrawal.purpose
            return Activities.New(
                contact: kept, at: now, kind: "consent_withdrawn", channel: withdrawal.channel,
                messageID: "merge:\(merge):\(index)", properties: properties)
        }
        try Activities(connection, in: workspace.id).append(said, kinds: kinds, zone: workspace.zone)
        try archive.added("activity", key: ["message_id"], said.compactMap(\.messageID).map { [$0] })
    }

    /// What is derived of them is made again.
    private func freshen(_ contacts: [Contact.ID]) throws {
        try Voids(connection, in: workspace.id).rebuild(of: contacts)
        try SearchIndex(connection, in: workspace.id).write(contacts)
        try KeptKeys(of: .contact, connection, in: workspace.id).note(contacts.map(\.value))
        try News(connection, in: workspace.id).note(contacts)
    }

    // MARK: Undoing

    /// Makes two records of one again, both as they were. What was recorded since the merge stays with the one that was kept,
    /// and what was refused is refused by both.
    func undoContacts(_ merge: Merge, by author: String, at now: Instant) throws {
        try lock()
        let (kept, gone) = (Contact.ID(merge.kept), Contact.ID(merge.gone))
        let archive = MergeArchive(of: merge.id, connection, in: workspace.id)
        try archive.removeAdded()
        try restoreProfile(of: kept, merge, archive, at: now)
        try archive.restore("contact", from: merge.kept, to: merge.gone, company: standing)
        try repeatRefusals(of: merge, at: now)
        try finishUndo(merge, by: author, at: now)
        try freshen([kept, gone])
    }

    /// Says of the one that comes back what was refused while the two were one.
    private func repeatRefusals(of merge: Merge, at now: Instant) throws {
        let activities = Activities(connection, in: workspace.id)
        let gone = Contact.ID(merge.gone)
        let parting = ConsentParting(
            kept: try activities.timeline(of: Contact.ID(merge.kept)), restored: try activities.timeline(of: gone),
            mergedAt: merge.at, after: merge.lastActivity)
        let said = parting.repeated.enumerated().map { index, refusal in
            Activities.New(
                contact: gone, at: refusal.at, kind: refusal.kind, channel: refusal.channel,
                messageID: "parting:\(merge.id):\(index)", voids: refusal.voids,
                properties: ["reason": "merge_undone"].merging(refusal.properties) { $1 })
        }
        try activities.append(said, kinds: kinds, zone: workspace.zone, at: now)
    }

    private func restoreProfile(
        of kept: Contact.ID, _ merge: Merge, _ archive: MergeArchive, at now: Instant
    ) throws {
        let contacts = Contacts(connection, in: workspace, types: types)
        guard let current = try contacts.find(kept) else { throw Problem.unknown }
        var restored = current
        if let change = merge.changeID {
            let undone = try UndoneChanges(
                of: .contacts, change: change, owner: merge.kept, connection, in: workspace.id)
            for rest in undone.rests.flatMap(\.rest) { restored.undo(rest) }
        }
        try contacts.update(restored, from: current, at: .distantPast, keepingHistory: false)
        // What the one that comes back goes by is its own again, even though somebody wrote it here since.
        let own = try archive.record(of: "contact")
        var freed = restored
        if let email = own?["email_identity"], freed.fields[.email]?.lowercased() == email {
            freed.fields[.email] = nil
        }
        if let id = own?["external_id"], freed.fields[.externalID] == id { freed.fields[.externalID] = nil }
        try contacts.update(freed, from: restored, at: now)
    }

    /// The company of the one that comes back may have become one with another meanwhile, or be gone.
    private func standing(_ company: Int64) throws -> Int64? {
        let id = Company.ID(company)
        if try !Companies(connection, in: workspace).find([id]).isEmpty { return company }
        return try survivor(of: id)?.value
    }
}
