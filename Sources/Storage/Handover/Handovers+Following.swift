package import Verger

extension Handovers {
    /// A stay that began longer ago when it is first heard of opens no handover: files bring years of history.
    private static let reach = 7 * Instant.day

    /// Opens and closes the handovers of contacts as their histories say. What was answered stays.
    func follow(_ evaluated: [Standings.Evaluated], by rule: Handover.Rule, at now: Instant) throws {
        let known = try all(of: evaluated.map(\.contact))
        var opened: [Opened] = []
        for item in evaluated {
            var rest = known[item.contact] ?? []
            for stay in rule.stays(in: item.history) {
                if let index = rest.firstIndex(where: { $0.isOf(stay) }) {
                    let handover = rest.remove(at: index)
                    if handover.closedAt != stay.left { try close(handover, at: stay.left) }
                } else if stay.entered > now - Handovers.reach {
                    opened.append(Opened(contact: item.contact, stay: stay, route: item.route))
                }
            }
            // The history was rewritten by evidence of another day.
            for handover in rest { try withdraw(handover, at: now) }
        }
        if !opened.isEmpty { try open(opened, by: rule) }
    }

    private struct Opened {
        let contact: Contact.ID
        let stay: Handover.Stay
        let route: Int?
    }

    private func open(_ opened: [Opened], by rule: Handover.Rule) throws {
        let hours = try hours()
        let owners = try owners(of: opened.map(\.contact))
        var turns = rule.routesContacts ? try latestTurns() : [:]
        let first = try connection.ids(opened.count, of: .handover)
        for (offset, item) in opened.enumerated() {
            var owner = owners[item.contact]
            if let route = item.route {
                owner = rule.owners[route].min { turns[$0.folded] ?? .distantPast < turns[$1.folded] ?? .distantPast }
            }
            if let owner { turns[owner.folded] = max(item.stay.entered, turns[owner.folded] ?? .distantPast) + 1 }
            try connection.execute(
                """
                INSERT INTO handover (workspace, id, contact, opened_at, due_at, owner, closed_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    key, .integer(first + Int64(offset)), .integer(item.contact.value), .instant(item.stay.entered),
                    .instant(hours.instant(rule.answerWithin, after: item.stay.entered)),
                    .text(orNull: owner?.folded), .instant(orNil: item.stay.left),
                ])
        }
    }

    /// When each person was given a handover last.
    private func latestTurns() throws -> [String: Instant] {
        Dictionary(
            uniqueKeysWithValues: try connection.rows(
                "SELECT owner, MAX(opened_at) FROM handover WHERE workspace = ? AND owner IS NOT NULL GROUP BY owner",
                [key]
            ) { ($0.text(0), Instant(microseconds: $0.integer(1))) })
    }

    private func owners(of contacts: [Contact.ID]) throws -> [Contact.ID: String] {
        var result: [Contact.ID: String] = [:]
        try connection.inBatches(of: contacts) { batch in
            try connection.forEachRow(
                """
                SELECT id, owner_key FROM contact WHERE workspace = ? AND owner_key IS NOT NULL
                AND id IN (\(connection.marks(batch.count)))
                """, [key] + batch.map { .integer($0.value) }
            ) { row in
                result[Contact.ID(row.integer(0))] = row.text(1)
                return true
            }
        }
        return result
    }

    private func all(of contacts: [Contact.ID]) throws -> [Contact.ID: [Handover]] {
        var result: [Contact.ID: [Handover]] = [:]
        try connection.inBatches(of: contacts) { batch in
            try connection.forEachRow(
                """
                SELECT \(Handovers.columns) FROM handover h
                WHERE h.workspace = ? AND h.contact IN (\(connection.marks(batch.count)))
                """, [key] + batch.map { .integer($0.value) }
            ) { row in
                let handover = Handovers.read(row)
                result[handover.contact, default: []].append(handover)
                return true
            }
        }
        return result
    }

    private func close(_ handover: Handover, at instant: Instant?) throws {
        try connection.execute(
            "UPDATE handover SET closed_at = ? WHERE workspace = ? AND id = ?",
            [.instant(orNil: instant), key, .integer(handover.id)])
    }

    private func withdraw(_ handover: Handover, at now: Instant) throws {
        if handover.answer == nil {
            try connection.execute(
                "DELETE FROM handover WHERE workspace = ? AND id = ?", [key, .integer(handover.id)])
        } else if handover.closedAt == nil {
            try close(handover, at: now)
        }
    }

    /// When the workspace works.
    package func hours() throws -> WorkingHours {
        let usual = WorkingHours(zone: workspace.zone, region: workspace.region)
        guard let own = try Settings(connection, in: workspace.id).all().workingHours else { return usual }
        return (try? WorkingHours(Document(json: own), zone: workspace.zone, region: workspace.region)) ?? usual
    }
}

extension Handover {
    /// Whether it was opened by this stay. An answer holds for the whole of the stay, whenever that is now said to begin.
    fileprivate func isOf(_ stay: Stay) -> Bool {
        openedAt == stay.entered
            || (answer != nil && stay.entered <= openedAt && openedAt < stay.left ?? .distantFuture)
    }
}
