package import Verger

/// The contacts that an introducer brought, told by the source of their profile, or by activities whose campaign or channel it is.
package struct Introductions {
    private let connection: any SQLConnection
    private let workspace: Workspace
    private let rules: Rules

    package init(_ connection: any SQLConnection, in workspace: Workspace, _ rules: Rules) {
        self.connection = connection
        self.workspace = workspace
        self.rules = rules
    }

    private var key: SQLValue { .integer(workspace.id.value) }

    /// The oldest first.
    package func all(of introducer: Introducer, at now: Instant) throws -> [Introduction] {
        let found = try contacts(of: introducer.source.folded, at: now)
        let contacts = found.keys.sorted()
        let (payments, arrivals) = (
            try payments(of: contacts, at: now), try arrivals(of: contacts, introducer, at: now)
        )
        return contacts.compactMap { contact in
            guard let found = found[contact], let at = found.introducedAt else { return nil }
            return Introduction(
                contact: contact, at: at, firstFact: found.knownSince(before: at), payments: payments[contact] ?? [],
                arrival: arrivals[contact])
        }.sorted { ($0.at, $0.contact.value) < ($1.at, $1.contact.value) }
    }

    private struct Found {
        var firstActivity: Instant?
        var introduction: Instant?
        var createdAt: Instant
        var isProfile: Bool

        var introducedAt: Instant? { isProfile ? firstActivity.map { min($0, createdAt) } ?? createdAt : introduction }

        /// Files date contacts by the day: the day of the introduction is no earlier.
        func knownSince(before introduction: Instant) -> Instant {
            if let firstActivity, firstActivity < introduction { return firstActivity }
            return createdAt + Instant.day < introduction ? createdAt : introduction
        }
    }

    private func contacts(of source: String, at now: Instant) throws -> [Contact.ID: Found] {
        var result: [Contact.ID: Found] = [:]
        try connection.forEachRow(
            """
            SELECT c.id, COALESCE(c.created_at, c.recorded_at), CASE WHEN c.source_key = ? THEN 1 ELSE 0 END,
                (SELECT MIN(a.at) FROM activity a WHERE a.workspace = c.workspace AND a.contact = c.id),
                (SELECT MIN(a.at) FROM activity a WHERE a.workspace = c.workspace AND a.contact = c.id
                    AND \(Introductions.isNamed) AND \(Introductions.isInForce))
            FROM contact c WHERE c.workspace = ? AND (c.source_key = ? OR c.id IN
                (SELECT a.contact FROM activity a WHERE a.workspace = ? AND \(Introductions.isNamed)))
            """,
            [
                .text(source), .text(source), .text(source), .instant(now), .instant(now), key, .text(source), key,
                .text(source), .text(source),
            ]
        ) { row in
            result[Contact.ID(row.integer(0))] = Found(
                firstActivity: row.integerOrNil(3).map { Instant(microseconds: $0) },
                introduction: row.integerOrNil(4).map { Instant(microseconds: $0) },
                createdAt: Instant(microseconds: row.integer(1)), isProfile: row.integer(2) == 1)
            return true
        }
        return result
    }

    /// That `a` names a source, bound twice. Keys are kept apart only where they differ from the text.
    private static let isNamed = """
        (COALESCE(a.campaign_key, a.campaign) = ? OR COALESCE(a.channel_key, a.channel) = ?)
        """

    /// That no correction holds against `a` at an instant that is bound twice.
    private static let isInForce = """
        NOT EXISTS (SELECT 1 FROM activity_void v WHERE v.workspace = a.workspace AND v.contact = a.contact
        AND v.activity = a.id AND v.since <= ? AND (v.until IS NULL OR v.until > ?))
        """

    /// In the currency of the workspace: others can't be summed.
    private func payments(of contacts: [Contact.ID], at now: Instant) throws -> [Contact.ID: [Introduction.Payment]] {
        var result: [Contact.ID: [Introduction.Payment]] = [:]
        try connection.inBatches(of: contacts) { batch in
            try connection.forEachRow(
                """
                SELECT a.contact, a.id, a.at, a.kind, a.amount FROM activity a
                WHERE a.workspace = ? AND a.contact IN (\(connection.marks(batch.count)))
                AND a.kind IN ('payment_received', 'payment_refunded') AND a.amount IS NOT NULL AND a.at <= ?
                AND COALESCE(a.currency, ?) = ? AND \(Introductions.isInForce) ORDER BY a.contact, a.at, a.id
                """,
                [key] + batch.map { .integer($0.value) }
                    + [
                        .instant(now), .text(workspace.currency), .text(workspace.currency), .instant(now),
                        .instant(now),
                    ]
            ) { row in
                let amount = Number(millionths: row.integer(4))
                result[Contact.ID(row.integer(0)), default: []].append(
                    .init(
                        activity: row.integer(1), at: Instant(microseconds: row.integer(2)),
                        amount: row.text(3) == "payment_refunded" ? -amount : amount))
                return true
            }
        }
        return result
    }

    /// When each first reached the stage of the terms.
    private func arrivals(
        of contacts: [Contact.ID], _ introducer: Introducer, at now: Instant
    ) throws -> [Contact.ID: Instant] {
        guard let stage = rules.stages.firstIndex(where: { $0.id == introducer.terms.stage }) else { return [:] }
        let wanted = Set(contacts)
        var result: [Contact.ID: Instant] = [:]
        guard !wanted.isEmpty else { return result }
        try StageHistories(connection, in: workspace).forEach(seenAt: now) { entry in
            if wanted.contains(entry.contact) {
                result[entry.contact] = entry.history.arrival(at: stage, from: .distantPast, before: .distantFuture)
            }
            return true
        }
        return result
    }
}
