package import Verger

/// The stages of the contacts of one workspace over time, under the definition in force. Excluded contacts are left out.
package struct StageHistories {
    private let connection: any SQLConnection
    private let workspace: Workspace

    package init(_ connection: any SQLConnection, in workspace: Workspace) {
        self.connection = connection
        self.workspace = workspace
    }

    /// One contact and its stages, oldest first; never empty.
    package struct Entry: Sendable {
        package let contact: Contact.ID
        /// As it was written.
        package let source: String?
        package internal(set) var history: [Transition]
    }

    /// Hands over contacts in order of id, after `after`, with what was known at `seen`, until `body` returns false.
    /// `visible`: what the reader may see, as a condition on `contact c`.
    package func forEach(
        seenAt seen: Instant, visible: SQLFragment? = nil, after: Contact.ID? = nil, _ body: (Entry) throws -> Bool
    ) throws {
        var entry: Entry?
        var goesOn = true
        let query = query(seen, visible, after)
        try connection.scan(query.text, query.arguments.map(\.bound)) { row in
            let contact = Contact.ID(row.integer(0))
            let step = Transition(
                at: Instant(microseconds: row.integer(1)), stage: row.integerOrNil(2).map { Int($0) })
            if entry?.contact == contact {
                entry?.history.append(step)
                return true
            }
            if let entry { goesOn = try body(entry) }
            entry = Entry(contact: contact, source: row.textOrNil(3), history: [step])
            return goesOn
        }
        if goesOn, let entry { _ = try body(entry) }
    }

    private func query(_ seen: Instant, _ visible: SQLFragment?, _ after: Contact.ID?) -> SQLFragment {
        """
        SELECT h.contact, h.at, h.stage, c.source FROM stage_history h
        JOIN contact c ON c.workspace = h.workspace AND c.id = h.contact
        JOIN contact_state s ON s.workspace = h.workspace AND s.contact = h.contact
        WHERE h.workspace = \(workspace.id.value) AND h.contact > \(after?.value ?? 0) AND h.at <= \(seen.microseconds)
            AND s.excluded = 0 AND \(visible ?? "TRUE")
        ORDER BY h.contact, h.at
        """
    }
}
