package import Verger

/// What is derived of the contacts of one workspace: their states and the history of their stages.
package struct Standings {
    let connection: any SQLConnection
    let workspace: Workspace.ID

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    /// A contact evaluated.
    package struct Evaluated: Sendable {
        package let contact: Contact.ID
        package let firstFact: Instant
        /// Nil before the first fact.
        package let standing: Standing?
        package let history: [Transition]
        package let grade: String
        /// In the segments that the rules watch.
        package var memberships: [Membership] = []
        /// The route of handovers that fits; nil for none.
        package var route: Int?
        /// Instant and id of the last activity in which the contact took part.
        package let evidence: (at: Instant, id: Int64)?

        package init(
            contact: Contact.ID, firstFact: Instant, standing: Standing?, history: [Transition], grade: String,
            evidence: Activity? = nil
        ) {
            self.contact = contact
            self.firstFact = firstFact
            self.standing = standing
            self.history = history
            self.grade = grade
            self.evidence = evidence.map { (at: $0.at, id: $0.id) }
        }
    }

    private static let stateColumns = [
        "workspace", "contact", "first_fact", "stage", "since", "highest", "excluded", "temperature", "fit",
        "engagement",
        "grade", "rank", "evidence_at", "evidence", "valid_until",
    ]

    /// Writes what was derived of contacts that have nothing derived yet.
    package func insert(_ evaluated: [Evaluated]) throws {
        try insertStates(evaluated)
        try insertHistories(evaluated)
    }

    private func insertStates(_ evaluated: [Evaluated]) throws {
        try connection.insert(into: "contact_state", columns: Standings.stateColumns, count: evaluated.count) {
            state(of: evaluated[$0], $1)
        }
    }

    private func insertHistories(_ evaluated: [Evaluated]) throws {
        let steps = evaluated.flatMap { item in item.history.map { (item.contact, $0) } }
        try connection.insert(
            into: "stage_history", columns: ["workspace", "contact", "at", "stage"], count: steps.count
        ) { row, column in
            switch column {
            case 0: .integer(workspace.value)
            case 1: .integer(steps[row].0.value)
            case 2: .instant(steps[row].1.at)
            default: .integer(orNull: steps[row].1.stage.map(Int64.init))
            }
        }
    }

    /// Replaces what was derived of contacts. Only what differs is written: most are what they were, and each value that
    /// stays spares an index.
    package func replace(_ evaluated: [Evaluated]) throws {
        let contacts = evaluated.map(\.contact)
        let (states, histories) = (try storedStates(of: contacts), try storedHistories(of: contacts))
        var new: [Evaluated] = []
        var rewritten: [Evaluated] = []
        var changes: [[Int]: [Evaluated]] = [:]
        for item in evaluated {
            if histories[item.contact, default: []] != item.history { rewritten.append(item) }
            guard let old = states[item.contact] else {
                new.append(item)
                continue
            }
            let changed = Standings.derived.filter { old[$0] != state(of: item, $0) }
            if !changed.isEmpty { changes[changed, default: []].append(item) }
        }
        try insertStates(new)
        for (columns, items) in changes { try update(columns, of: items) }
        try connection.inBatches(of: rewritten.map(\.contact).filter { histories[$0] != nil }) { batch in
            try connection.execute(
                "DELETE FROM stage_history WHERE workspace = ? AND contact IN (\(connection.marks(batch.count)))",
                [.integer(workspace.value)] + batch.map { .integer($0.value) })
        }
        try insertHistories(rewritten)
    }

    /// The columns after the key.
    private static let derived = 2..<stateColumns.count
    private static let texts: Set = ["temperature", "grade"]

    private func storedStates(of contacts: [Contact.ID]) throws -> [Contact.ID: [SQLValue]] {
        var result: [Contact.ID: [SQLValue]] = [:]
        result.reserveCapacity(contacts.count)
        try connection.inBatches(of: contacts) { batch in
            try connection.forEachRow(
                """
                SELECT \(Standings.stateColumns.joined(separator: ", ")) FROM contact_state
                WHERE workspace = ? AND contact IN (\(connection.marks(batch.count)))
                """, [.integer(workspace.value)] + batch.map { .integer($0.value) }
            ) { row in
                result[Contact.ID(row.integer(1))] = Standings.stateColumns.indices.map { column in
                    Standings.texts.contains(Standings.stateColumns[column])
                        ? .text(orNull: row.textOrNil(column)) : .integer(orNull: row.integerOrNil(column))
                }
                return true
            }
        }
        return result
    }

    private func storedHistories(of contacts: [Contact.ID]) throws -> [Contact.ID: [Transition]] {
        var result: [Contact.ID: [Transition]] = [:]
        result.reserveCapacity(contacts.count)
        try connection.inBatches(of: contacts) { batch in
            try connection.forEachRow(
                """
                SELECT contact, at, stage FROM stage_history
                WHERE workspace = ? AND contact IN (\(connection.marks(batch.count))) ORDER BY contact, at
                """, [.integer(workspace.value)] + batch.map { .integer($0.value) }
            ) { row in
                result[Contact.ID(row.integer(0)), default: []].append(
                    Transition(
                        at: Instant(microseconds: row.integer(1)), stage: row.integerOrNil(2).map { Int($0) }))
                return true
            }
        }
        return result
    }

    /// Writes the same columns of several states that are there.
    private func update(_ columns: [Int], of items: [Evaluated]) throws {
        let names = Standings.stateColumns
        let row = "(\(connection.marks(names.count)))"
        let changes = columns.map { "\(names[$0]) = excluded.\(names[$0])" }
        try connection.inBatches(of: items) { batch in
            try connection.execute(
                """
                INSERT INTO contact_state (\(names.joined(separator: ", ")))
                VALUES \(Array(repeating: row, count: batch.count).joined(separator: ", "))
                ON CONFLICT (workspace, contact) DO UPDATE SET \(changes.joined(separator: ", "))
                """, batch.flatMap { item in names.indices.map { state(of: item, $0) } })
        }
    }

    private func state(of item: Evaluated, _ column: Int) -> SQLValue {
        let standing = item.standing
        switch column {
        case 0: return .integer(workspace.value)
        case 1: return .integer(item.contact.value)
        case 2: return .instant(item.firstFact)
        case 3: return .integer(orNull: standing?.stage.map(Int64.init))
        case 4: return standing.map { .instant($0.since) } ?? .null
        case 5: return .integer(orNull: standing?.highest.map(Int64.init))
        case 6: return .integer(standing?.isExcluded == true ? 1 : 0)
        case 7: return .text(orNull: standing?.temperature?.rawValue)
        case 8: return .integer(standing?.score.fit ?? 0)
        case 9: return .integer(standing?.score.engagement ?? 0)
        case 10: return .text(item.grade)
        case 11: return .integer(Grades.rank(of: item.grade, engagement: standing?.score.engagement ?? 0))
        case 12: return .instant(orNil: item.evidence?.at)
        case 13: return .integer(orNull: item.evidence?.id)
        // Someone yet to come is looked at again on the day.
        default: return standing == nil ? .instant(item.firstFact) : .instant(orNil: standing?.validUntil)
        }
    }
}
