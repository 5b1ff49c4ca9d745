package import Verger

/// Brings what is derived up to date: those who have news, those whose standing has run out, or everyone.
package struct Evaluation: Sendable {
    private let database: any SQLDatabase
    private let workspace: Workspace
    private let batch: Int

    package init(_ database: any SQLDatabase, in workspace: Workspace, batch: Int = 1000) {
        self.database = database
        self.workspace = workspace
        self.batch = batch
    }

    /// Evaluates everyone who is due, as of `now`, or only those who have news; returns how many were.
    @discardableResult
    package func refresh(
        _ rules: Rules, at now: Instant, onlyNews: Bool = false, progress: (Int) -> Void = { _ in }
    ) throws -> Int {
        let evaluator = Evaluator(rules)
        var done = 0
        for line in onlyNews ? [Line.fresh, .backlog] : [.fresh, .backlog, .expired] {
            while let step = try advance(line, by: evaluator, at: now), !step.contacts.isEmpty {
                done += step.contacts.count
                progress(done)
                if step.contacts.count < batch { break }
            }
        }
        return done
    }

    /// Evaluates everyone again, from the facts alone, as of `now`.
    @discardableResult
    package func rebuild(_ rules: Rules, at now: Instant, progress: (Int) -> Void = { _ in }) throws -> Int {
        try database.write { try Voids($0, in: workspace.id).rebuildAll() }
        let pipeline = EvaluationPipeline(database, in: workspace, batch: batch)
        return try pipeline.run(rules, at: now, progress: progress)
    }

    /// What is derived of one contact.
    package static func evaluated(_ item: Dossiers.Item, by evaluator: Evaluator, at now: Instant)
        -> Standings.Evaluated
    {
        // Recorded activities that are yet to come are news on their day.
        let future = item.dossier.activities.last.map { $0.at > now } ?? false
        let next = future ? item.dossier.activities.first { $0.at > now }?.at : nil
        guard let (standing, history) = evaluator.evaluate(item.dossier, at: now) else {
            return Standings.Evaluated(
                contact: item.contact, firstFact: item.dossier.firstFact, standing: nil, history: [], grade: "D4")
        }
        let memberships = evaluator.memberships(standing, history, at: now)
        var stored = standing
        stored.validUntil = [standing.validUntil, memberships.until, next].compactMap(\.self).min()
        var evaluated = Standings.Evaluated(
            contact: item.contact, firstFact: item.dossier.firstFact, standing: stored, history: history,
            grade: evaluator.rules.grades.grade(of: standing.score), evidence: evaluator.lastEvidence())
        evaluated.memberships = memberships.all
        if evaluator.rules.handover?.routesContacts == true { evaluated.route = evaluator.route() }
        return evaluated
    }
}

extension Evaluation {
    /// Why contacts wait to be evaluated.
    package enum Line: CaseIterable, Sendable {
        /// Something was just heard of them.
        case fresh
        /// Their standing has run out.
        case expired
        /// A file or a new definition concerns them.
        case backlog

        var ofNews: News.Line? {
            switch self {
            case .fresh: .fresh
            case .backlog: .backlog
            case .expired: nil
            }
        }
    }

    /// What one batch did.
    package struct Step: Sendable {
        package let contacts: [Contact.ID]
        /// One for each contact, in the same order.
        package let changes: [ContactChange]
    }

    /// Evaluates one batch of those who wait in `line`, in order of id after `after`; nil when nobody does. `check` can
    /// refuse, in the same transaction, rules that are not in force any more; `also` is done with it.
    package func advance(
        _ line: Line, by evaluator: Evaluator, at now: Instant, after: Contact.ID? = nil,
        check: (any SQLConnection) throws -> Void = { _ in },
        also: (any SQLConnection, Step) throws -> Void = { _, _ in }
    ) throws -> Step? {
        guard try database.read({ try waits(in: line, after: after, at: now, on: $0) }) else { return nil }
        return try database.writeDerived { connection in
            if let lock = connection.dialect.lock(workspace.id.evaluationLock) { try connection.execute(lock) }
            try check(connection)
            let contacts = try taken(from: line, after: after, at: now, on: connection)
            let items = try Dossiers(connection, in: workspace, for: evaluator.rules).load(contacts)
            let changes = try Derivation(connection, in: workspace, by: evaluator.rules, at: now).replace(
                items.map { Evaluation.evaluated($0, by: evaluator, at: now) })
            let step = Step(contacts: contacts, changes: changes)
            if !changes.isEmpty { try also(connection, step) }
            return step
        }
    }

    private func waits(
        in line: Line, after: Contact.ID?, at now: Instant, on connection: any SQLConnection
    ) throws -> Bool {
        let news = News(connection, in: workspace.id)
        guard let ofNews = line.ofNews else { return try !news.expired(at: now, limit: 1).isEmpty }
        return try !news.noted(in: ofNews, after: after, limit: 1).isEmpty
    }

    /// Takes contacts out of every line before anything of theirs is read: what is recorded from here on is news again.
    private func taken(
        from line: Line, after: Contact.ID?, at now: Instant, on connection: any SQLConnection
    ) throws -> [Contact.ID] {
        let news = News(connection, in: workspace.id)
        let contacts =
            try line.ofNews.map { try news.take(from: $0, after: after, limit: batch) }
            ?? news.expired(at: now, limit: batch).sorted()
        try news.forget(contacts)
        return contacts
    }
}

extension Workspace.ID {
    /// What is held while contacts of the workspace are evaluated. Not that of imports: nobody who has just come waits for a
    /// file, whose new contacts no one else sees before they are there.
    var evaluationLock: Int64 { value | 1 << 40 }
}
