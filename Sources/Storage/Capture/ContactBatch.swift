import Verger

/// Records rows of a file of contacts, with the activities that they carry. New contacts are evaluated on the spot.
final class ContactBatch {
    /// Taken at a time.
    private static let companyIDs = 50

    private let connection: any SQLConnection
    private let workspace: Workspace
    private let contacts: Contacts
    private let companies: Companies
    private let rules: Rules
    private let types: [String: ValueType]
    private let kinds: [String: ActivityKind]
    private let memory: ImportMemory
    private let now: Instant
    private let run: Int64

    private var created: [Contact.ID: Contact] = [:]
    private var order: [Contact.ID] = []
    private var updated: [Contact.ID: (old: Contact, new: Contact)] = [:]
    private var companyRecords: [Company.ID: Company] = [:]
    private var knownCompanies: KnownCompanies?
    private var createdCompanies: [Company.ID] = []
    private var updatesCompanies = false
    private var ownCompanies: Set<Company.ID> = []
    private var activities: [Activities.New] = []
    private var freeIDs: ArraySlice<Contact.ID> = []
    private var freeCompanyIDs: ArraySlice<Company.ID> = []

    init(
        _ connection: any SQLConnection, in workspace: Workspace, rules: Rules, types: [String: ValueType],
        kinds: [String: ActivityKind], memory: ImportMemory, at now: Instant, run: Int64
    ) {
        self.connection = connection
        self.workspace = workspace
        contacts = Contacts(connection, in: workspace, types: types)
        companies = Companies(connection, in: workspace)
        self.rules = rules
        self.types = types
        self.kinds = kinds
        self.memory = memory
        self.now = now
        self.run = run
    }

    func record(_ rows: [NumberedRow], _ tally: inout ImportRuns.Tally) throws -> [RowProblem] {
        let described = rows.compactMap(\.contact)
        freeIDs = try contacts.newIDs(described.count)[...]
        guard let first = freeIDs.first else { return [] }
        var remembered = try memory.contents(asOf: first.value, contacts, companies)
        var known = try KnownContacts(described, in: contacts, &remembered.sightings)
        knownCompanies = try KnownCompanies(described.compactMap(\.contact.company), in: companies, &remembered)
        ownCompanies = remembered.ownCompanies
        var existing: [Contact.ID: Contact] = [:]
        for contact in try contacts.find(known.all) { existing[contact.id] = contact }
        let runs = try contacts.runs(of: Array(existing.keys))

        var problems: [RowProblem] = []
        for numbered in rows {
            guard let row = numbered.row, let contact = numbered.contact else { continue }
            do {
                let aliases = known.aliases.count
                let id = try place(contact, &known, existing)
                if known.aliases.count > aliases, let alias = known.aliases.last, !alias.externalID.hasPrefix("row:") {
                    problems.append(sameAddress(alias.externalID, row))
                }
                activities += zip(row.activities, numbered.messageIDs).map { Activities.New($0, of: id, messageID: $1) }
            } catch let conflict as KnownContacts.Conflict {
                problems.append(conflict.problem(in: row))
                tally.refused += 1
            } catch is KnownContacts.Gone {
                problems.append(RowProblem(row: row.row, line: row.line, KnownContacts.Gone.sentence))
                tally.refused += 1
            }
        }
        try write(known, runs, &tally)
        remember(&remembered)
        try memory.keep(remembered, connection)
        return problems
    }

    /// Said, since two people may share an address.
    private func sameAddress(_ externalID: String, _ row: ImportedRow) -> RowProblem {
        RowProblem(
            row: row.row, line: row.line, column: ContactField.externalID.rawValue, value: externalID,
            severity: .warning,
            Sentence(
                fr:
                    "même adresse e-mail qu’un contact connu\u{A0}: c’est lui, et «\u{A0}\(externalID)\u{A0}» devient son autre nom",
                en:
                    "same e-mail address as a known contact: it is that contact, and “\(externalID)” becomes its other name"
            ))
    }

    // MARK: Deciding

    /// The contact that `described` is, with what it says taken over. Nothing is when it is two.
    private func place(
        _ described: DescribedContact, _ known: inout KnownContacts, _ existing: [Contact.ID: Contact]
    ) throws -> Contact.ID {
        let match = try known.match(described)
        if let decided = described.decided, existing[decided] == nil { throw KnownContacts.Gone() }
        let company = try company(described)
        let id = match ?? freeIDs.removeFirst()
        let current = created[id] ?? updated[id]?.new ?? existing[id]
        var contact = current ?? described.contact(id, of: company)
        if current != nil {
            let name = contact.merge(
                described.contact, keepingAddress: known.isFormerAddress(of: described) || described.decided != nil)
            if let name { known.addAlias(name, to: id) }
            if let company { contact.company = company }
        }
        if let old = existing[id] {
            updated[id] = (old: old, new: contact)
        } else {
            if current == nil { order.append(id) }
            created[id] = contact
        }
        known.note(described, id, replacing: current)
        return id
    }

    /// The company that a contact names; one that nobody knows is recorded with what the contact says of it.
    private func company(_ contact: DescribedContact) throws -> Company.ID? {
        guard let described = contact.contact.company else { return nil }
        guard let id = knownCompanies?.match(described, folded: contact.companyName) else {
            if freeCompanyIDs.isEmpty { freeCompanyIDs = try companies.newIDs(ContactBatch.companyIDs)[...] }
            let id = freeCompanyIDs.removeFirst()
            var company = Company(id: id)
            company.merge(described)
            createdCompanies.append(id)
            ownCompanies.insert(id)
            companyRecords[id] = company
            knownCompanies?.note(described, id)
            return id
        }
        if companyRecords[id] == nil {
            companyRecords[id] = try knownCompanies?.records[id] ?? companies.find([id]).first
        }
        let isReference = described.fields.keys.allSatisfy { $0 == CompanyField.name.rawValue }
        if !isReference, let old = companyRecords[id] {
            var merged = old
            merged.merge(described)
            companyRecords[id] = merged
            if merged != old, !createdCompanies.contains(id) {
                try companies.update(merged, from: old, at: now, run: run)
                updatesCompanies = true
            }
        }
        return id
    }

    // MARK: Writing

    private func write(
        _ known: KnownContacts, _ runs: [Contact.ID: Int64], _ tally: inout ImportRuns.Tally
    ) throws {
        let new = order.compactMap { created[$0] }
        // While others are written: on the writer's own thread they would take as long as the writing.
        let rows = Errand { [types, workspace, now, run] in
            new.map {
                ContactRow.values(
                    of: $0, workspace: workspace.id, types: types, zone: workspace.zone, at: now, run: run)
            }
        }
        try leaveOutUndatedConsents(&tally)
        let timelines = Activities(connection, in: workspace.id)
        let recorded = try timelines.numberedNew(activities, &tally)
        // What a company was on each day is only read when a contact is loaded.
        let moving = try companies.withHistory(
            Array(Set(new.compactMap(\.company)).subtracting(ownCompanies)))
        let later = new.filter { contact in contact.company.map(moving.contains) ?? false }
        try companies.insert(
            createdCompanies.compactMap { companyRecords[$0] }, isImplicit: true, at: now, run: run)
        // Someone else may have the address now.
        try contacts.releaseAddresses(
            of: updated.values.filter { $0.old.fields[.email] != $0.new.fields[.email] }.map(\.old.id))
        let values = try rows.value()
        // Not before: the values of the rows are waited for.
        let evaluated = evaluation(
            of: new.filter { contact in !(contact.company.map(moving.contains) ?? false) }, recorded)
        try contacts.insert(new, values)
        try SearchIndex(connection, in: workspace.id).note(order)
        tally.created += new.count
        for alias in known.aliases { try contacts.addAlias(alias.externalID, to: alias.contact, run: run) }
        var news: Set<Contact.ID> = []
        for (id, change) in updated.sorted(by: { $0.key < $1.key }) where change.old != change.new {
            try contacts.update(
                change.new, from: change.old, at: now, run: run, keepingHistory: runs[id] != run)
            tally.updated += 1
        }
        try timelines.insert(recorded, kinds: kinds, zone: workspace.zone, run: run, notingNews: false)
        for (contact, _) in recorded where created[contact] == nil { news.insert(contact) }
        try News(connection, in: workspace.id).note((news.union(later.map(\.id))).sorted(), in: .backlog)
        try Derivation(connection, in: workspace, by: rules, at: now).insert(evaluated.value())
    }

    /// Keeps the companies as they are now, for the batches to come.
    private func remember(_ remembered: inout ImportMemory.Contents) {
        remembered.ownCompanies = ownCompanies
        // One may have another name now.
        if updatesCompanies { return remembered.companies.removeAll() }
        for (name, id) in knownCompanies?.byName ?? [:] where remembered.companies[name] == nil {
            guard let company = companyRecords[id] ?? knownCompanies?.records[id],
                company.fields[.name]?.folded == name
            else { continue }
            remembered.companies[name] = company
        }
    }

    private func leaveOutUndatedConsents(_ tally: inout ImportRuns.Tally) throws {
        let undated = activities.filter { $0.at == now && Consents.isConsent($0) }
        guard !undated.isEmpty else { return }
        let concerned = Set(undated.map(\.contact)).filter { created[$0] == nil }
        var consents = try Consents(of: concerned, connection, in: workspace.id)
        let count = activities.count
        activities = activities.filter { consents.admits($0, isDated: $0.at != now) }
        tally.skipped += count - activities.count
    }

    /// Evaluates new contacts while they are being written.
    private func evaluation(
        of new: [Contact], _ recorded: [Activities.Recorded]
    ) -> Errand<[Standings.Evaluated]> {
        var timelines: [Contact.ID: [Activity]] = [:]
        for (contact, activity) in recorded { timelines[contact, default: []].append(activity) }
        return Errand { [rules, now, workspace, companyRecords, timelines] in
            let evaluator = Evaluator(rules)
            return new.map { contact in
                let timeline = (timelines[contact.id] ?? []).sorted { ($0.at, $0.id) < ($1.at, $1.id) }
                let dossier = contact.dossier(
                    timeline, company: contact.company.flatMap { companyRecords[$0] }, recordedAt: now,
                    zone: workspace.zone)
                return Evaluation.evaluated(
                    Dossiers.Item(contact: contact.id, dossier: dossier), by: evaluator, at: now)
            }
        }
    }
}
