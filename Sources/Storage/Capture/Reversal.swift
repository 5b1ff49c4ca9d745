package import Verger

/// Takes an import back: its activities, its changes, and the contacts and companies that only it knows. Part by part, so
/// that others are served between two parts and that it can be gone on with after an interruption.
package struct Reversal {
    let connection: any SQLConnection
    let workspace: Workspace
    private let types: [String: ValueType]

    package init(_ connection: any SQLConnection, in workspace: Workspace, types: [String: ValueType]) {
        self.connection = connection
        self.workspace = workspace
        self.types = types
    }

    package struct Outcome: Hashable, Sendable {
        package var activities = 0
        package var changes = 0
        package var contacts = 0
        /// Contacts that others have told more about since, and that stay.
        package var kept = 0
        /// Addresses that their owners did not get back, since contacts that stay have them now.
        package var addressesTaken = 0

        /// What of `Reversal.begin` was done.
        package var units: Int { activities + changes + contacts + kept }
    }

    /// How far it has come.
    package struct Place: Hashable, Sendable {
        package enum Phase: String, CaseIterable, Sendable {
            /// Contacts that only the import knows go first: they may have the addresses of others.
            case people
            case facts, changes, companies
            /// Companies that nobody needs any more.
            case leftovers
            case over
        }

        package var phase = Phase.people
        /// The number of the last record of the phase that was looked at.
        package var after: Int64 = 0
        package var outcome = Outcome()

        package init() {}

        mutating func advance(to last: Int64?, _ count: Int, of limit: Int) {
            after = last ?? after
            guard count < limit else { return }
            after = 0
            let all = Phase.allCases
            phase = all[min(all.count - 1, all.firstIndex(of: phase)! + 1)]
        }
    }

    /// Records in one part, when others wait.
    package static let part = 500

    var key: SQLValue { .integer(workspace.id.value) }

    /// All of it in one transaction.
    package func revert(_ run: Int, at now: Instant) throws -> Outcome {
        var place = Place()
        _ = try begin(run, at: now)
        while place.phase != .over { try advance(run, &place, by: .max, at: now) }
        return place.outcome
    }

    /// From here on the import counts as taken back; returns how much there is to be done, as `Outcome.units` counts it.
    package func begin(_ run: Int, at now: Instant) throws -> Int {
        try lock()
        try ImportRuns(connection, in: workspace.id).finish(run, status: "reverted", at: now)
        return try ["activity", "contact_change", "company_change", "contact"].reduce(0) { sum, table in
            let count = try connection.row(
                "SELECT COUNT(*) FROM \(table) WHERE workspace = ? AND import_run = ?", [key, .integer(run)]
            ) { Int($0.integer(0)) }
            return sum + (count ?? 0)
        }
    }

    /// The next part, of at most `limit` records.
    package func advance(_ run: Int, _ place: inout Place, by limit: Int, at now: Instant) throws {
        try lock()
        // Tells imports under way that what they remember may be gone.
        _ = try connection.ids(1, of: .record)
        switch place.phase {
        case .people:
            let looked = try removeContacts(run, after: place.after, limit, &place.outcome)
            place.advance(to: looked.last, looked.count, of: limit)
            // Those of contacts that stay, of which there are few.
            guard place.phase != .people else { return }
            try connection.execute(
                "DELETE FROM contact_alias WHERE workspace = ? AND import_run = ?", [key, .integer(run)])
        case .facts:
            let contacts = try connection.rows(
                """
                SELECT DISTINCT contact FROM activity WHERE workspace = ? AND import_run = ? AND contact > ?
                ORDER BY contact LIMIT ?
                """, [key, .integer(run), .integer(place.after), .integer(limit)]
            ) { $0.integer(0) }
            try undo(run, of: contacts, &place.outcome)
            place.advance(to: contacts.last, contacts.count, of: limit)
        case .changes:
            let owners = try changes(of: .contacts, run).owners(after: place.after, limit: limit)
            try undo(run, of: owners, &place.outcome)
            place.advance(to: owners.last, owners.count, of: limit)
        case .companies:
            var undone = changes(of: .companies, run)
            let owners = try undone.owners(after: place.after, limit: limit)
            try undone.undo(of: owners)
            try restoreCompanies(undone)
            place.outcome.changes += undone.count
            place.advance(to: owners.last, owners.count, of: limit)
        case .leftovers:
            let companies = try removeCompanies(limit)
            place.advance(to: nil, companies, of: limit)
        case .over: break
        }
    }

    private func lock() throws {
        for key in [workspace.id.value, workspace.id.evaluationLock] {
            if let lock = connection.dialect.lock(key) { try connection.execute(lock) }
        }
    }

    private func changes(of history: UndoneChanges.History, _ run: Int) -> UndoneChanges {
        UndoneChanges(of: history, run: run, connection, in: workspace.id)
    }

    // MARK: Restoring

    /// What the import said of people who stay.
    private func undo(_ run: Int, of contacts: [Int64], _ outcome: inout Outcome) throws {
        outcome.activities += try delete(from: "activity", of: contacts, run)
        var undone = changes(of: .contacts, run)
        var waiting = try undone.undo(of: contacts)
        // Whoever has an address that somebody gets back may have to give it up, having one to get back as well.
        while !waiting.isEmpty { waiting = try undone.undo(of: try holders(of: undone, waiting)) }
        try restoreContacts(undone, &outcome)
        outcome.changes += undone.count
        let left = contacts.map { Contact.ID($0) }
        try Voids(connection, in: workspace.id).rebuild(of: left)
        try News(connection, in: workspace.id).note(left)
    }

    /// Those who have the addresses that `owners` get back.
    private func holders(of undone: UndoneChanges, _ owners: [Int64]) throws -> [Int64] {
        let contacts = Contacts(connection, in: workspace, types: types)
        let rests = Dictionary(undone.rests.map { ($0.owner, $0.rest) }) { first, _ in first }
        let emails = try contacts.find(owners.map { Contact.ID($0) }).compactMap { old -> String? in
            var new = old
            for rest in rests[old.id.value] ?? [] { new.undo(rest) }
            let email = new.fields[.email]?.lowercased()
            return email == old.fields[.email]?.lowercased() ? nil : email
        }
        return try contacts.withEmails(emails).values.map(\.value).filter { rests[$0] == nil }
    }

    private func delete(from table: String, of contacts: [Int64], _ run: Int) throws -> Int {
        var count = 0
        try connection.inBatches(of: contacts) { batch in
            count += try connection.execute(
                """
                DELETE FROM \(table) WHERE workspace = ? AND import_run = ?
                AND contact IN (\(connection.marks(batch.count)))
                """, [key, .integer(run)] + batch.map { .integer($0) })
        }
        return count
    }

    private func restoreContacts(_ undone: UndoneChanges, _ outcome: inout Outcome) throws {
        let contacts = Contacts(connection, in: workspace, types: types)
        let current = try contacts.find(undone.rests.map { Contact.ID($0.owner) })
        let rests = Dictionary(undone.rests.map { (Contact.ID($0.owner), $0.rest) }) { first, _ in first }
        var restored: [(old: Contact, new: Contact)] = []
        for old in current {
            var new = old
            for rest in rests[old.id] ?? [] { new.undo(rest) }
            restored.append((old, new))
        }
        try contacts.releaseAddresses(
            of: restored.filter { $0.old.fields[.email] != $0.new.fields[.email] }.map(\.old.id))
        for (old, var new) in restored {
            if let email = new.fields[.email]?.lowercased(), email != old.fields[.email]?.lowercased(),
                let holder = try contacts.withEmails([email])[email], holder != old.id
            {
                new.fields[.email] = nil
                outcome.addressesTaken += 1
            }
            try contacts.update(new, from: old, at: .distantPast, keepingHistory: false)
        }
        try News(connection, in: workspace.id).note(current.map(\.id))
    }

    private func restoreCompanies(_ undone: UndoneChanges) throws {
        let companies = Companies(connection, in: workspace)
        for (owner, rest) in undone.rests {
            guard let old = try companies.find([Company.ID(owner)]).first else { continue }
            var new = old
            for change in rest {
                for (name, change) in change.fields {
                    if let field = CompanyField(rawValue: name) { new.fields[field] = change.before }
                }
            }
            try companies.restore(new, isImplicit: undone.isUntold.contains(owner))
        }
    }
}

extension Contact {
    /// Takes back what `change` did; what it did to tags is in no order.
    mutating func undo(_ change: Change) {
        for (name, change) in change.fields {
            if let field = ContactField(rawValue: name) {
                fields[field] = change.before
            } else {
                custom[name] = change.before
            }
        }
        if let tags = change.tags { self.tags = self.tags.undoing(tags) }
        if let company = change.company { self.company = company.before.map { .init($0) } }
    }
}
