package import Verger

/// Records what pages send, in order. Everybody is counted; those are recorded who agreed to it; robots are kept apart.
package final class SiteIntake {
    private let connection: any SQLConnection
    private let workspace: Workspace
    private let plan: TrackingPlan
    private let now: Instant
    private let robots: Robots

    private var standings: [String: BrowserConsents.Standing] = [:]
    private var changed: Set<String> = []
    private var exceptions: Set<String> = []
    private var calls: [TrackingCall] = []
    private var audience: [Int64: [AudienceKey: AudienceCount]] = [:]
    private var texts: Set<ConsentText.Reference> = []
    private var doubtful: Set<String> = []
    /// What holds for a second person on a device whose first one agreed.
    private var inherited: [TrackingCall] = []

    package init(_ connection: any SQLConnection, in workspace: Workspace, under plan: TrackingPlan, at now: Instant) {
        self.connection = connection
        self.workspace = workspace
        self.plan = plan
        self.now = now
        robots = Robots(connection, in: workspace)
    }

    /// To be called once. `isCounted`: whether they were added to the counter before. What each browser has to do, in order.
    package func record(_ visits: [SiteVisit], isCounted: Bool = false) throws -> [SiteVisit.Outcome] {
        if let lock = connection.dialect.lock(workspace.id.value) { try connection.execute(lock) }
        let consents = BrowserConsents(connection, in: workspace.id)
        let former = visits.flatMap { $0.delivery.hits.filter { $0.kind == .reset }.compactMap(\.name) }
        standings = try consents.standings(of: Set(visits.compactMap(\.delivery.visitor)).union(former))
        if visits.contains(where: { $0.verdict != .human }) { exceptions = try robots.exceptions() }
        var outcomes = try visits.map { try take($0, isCounted: isCounted) }

        let intake = try Intake(connection, in: workspace, under: plan, at: now).record(calls)
        for (index, visit) in visits.enumerated() where intake.replacements.contains(visit.spareVisitor) {
            outcomes[index].visitor = visit.spareVisitor
            // The device's consent, which nobody withdrew; it ends when it would have.
            if let visitor = visit.delivery.visitor, let standing = standings[visitor] {
                standings[visit.spareVisitor] = standing
                changed.insert(visit.spareVisitor)
                inherited.append(TrackingCall(visit.inheritance(of: standing.grantedAt), by: visit.spareVisitor))
            }
        }
        if !inherited.isEmpty {
            _ = try Intake(connection, in: workspace, under: plan, at: now).record(inherited)
        }
        try consents.save(standings.filter { changed.contains($0.key) })
        try ConsentTexts(connection, in: workspace.id).use(texts, at: now)
        for (site, counts) in audience.sorted(by: { $0.key < $1.key }) {
            try Audience(connection, in: workspace.id).add(counts, of: site)
        }
        try TrackedSites(connection, in: workspace.id).note(Set(visits.map(\.site.id)), at: now)
        try TrackingProblems(connection, in: workspace.id).note(intake.problems, at: now)
        for visitor in doubtful.sorted() { try voidRecent(of: visitor) }
        return outcomes
    }

    // MARK: One visit

    private func take(_ visit: SiteVisit, isCounted: Bool) throws -> SiteVisit.Outcome {
        var delivery = visit.delivery
        if let reason = visit.verdict.reason, !isException(visit) {
            let isKnown = delivery.visitor.flatMap { standings[$0] }?.holds(at: visit.receivedAt) == true
            try robots.keep(visit, for: reason, isKnown: isKnown && !visit.isCountedOnly)
            if isKnown, reason == .pace || reason == .honeypot, let visitor = delivery.visitor {
                doubtful.insert(visitor)
            }
            return SiteVisit.Outcome()
        }
        if visit.isCountedOnly {
            // Who takes a consent back is heard.
            let refusals = delivery.hits.filter { $0.kind == .consent && !$0.isGranted }
            if let visitor = delivery.visitor { agree(visitor, visit, refusals) }
            delivery = delivery.anonymous
        }
        if let visitor = delivery.visitor {
            agree(visitor, visit, delivery.hits)
            if standings[visitor]?.holds(at: visit.receivedAt) != true { delivery = delivery.anonymous }
        }
        if !isCounted { count(delivery, of: visit.site) }
        record(delivery, visit)
        return SiteVisit.Outcome(forgets: visit.delivery.visitor != nil && delivery.visitor == nil)
    }

    private func isException(_ visit: SiteVisit) -> Bool {
        switch visit.verdict {
        case .likelyBot(.userAgent), .proxy(.fetcher):
            exceptions.contains(Robots.name(visit.site.id, visit.agent))
        case .human, .likelyBot, .proxy: false
        }
    }

    private func count(_ delivery: SiteDelivery, of site: TrackedSite) {
        for (key, count) in delivery.audience(own: site.hosts, in: workspace.zone) {
            audience[site.id, default: [:]][key] = (audience[site.id]?[key] ?? AudienceCount()) + count
        }
    }

    private func record(_ delivery: SiteDelivery, _ visit: SiteVisit) {
        for var call in delivery.calls(own: visit.site.hosts) {
            if delivery.visitor != nil {
                call.sealedContact = visit.sealedContact
                call.spareVisitor = visit.spareVisitor
            }
            calls.append(call)
        }
    }

    // MARK: Consent

    /// What the visitor says about being followed, in order. An id that was given back is never taken up again, nor is one
    /// that the script did not make for this consent.
    private func agree(_ visitor: String, _ visit: SiteVisit, _ hits: [SiteHit]) {
        for hit in hits {
            switch hit.kind {
            case .consent where hit.isGranted && standings[visitor] == nil:
                standings[visitor] = BrowserConsents.Standing(
                    grantedAt: hit.at, until: hit.at + Int64(TrackedSite.cookieDays) * Instant.day)
            case .consent where !hit.isGranted && standings[visitor]?.withdrawnAt == nil && standings[visitor] != nil:
                standings[visitor]?.withdrawnAt = hit.at
            case .reset where standings[visitor] == nil:
                guard let former = hit.name.flatMap({ standings[$0] }), former.holds(at: hit.at) else { continue }
                standings[visitor] = former
                changed.insert(visitor)
                calls.append(TrackingCall(visit.inheritance(of: former.grantedAt), by: visitor))
                continue
            default: continue
            }
            changed.insert(visitor)
            let statement = visit.statement(hit)
            if let text = statement.proof.text { texts.insert(text) }
            var call = TrackingCall(statement, by: visitor, messageID: "web:\(hit.id)")
            // The first that is known of a visitor: where they came from is known with it.
            call.source = visit.delivery.touch(own: visit.site.hosts)?.source
            call.language = visit.delivery.language
            calls.append(call)
        }
    }

    // MARK: Robots with a consent

    /// What a robot did before it was known for one counts no longer.
    private func voidRecent(of visitor: String) throws {
        try void("web:", of: visitor, since: now - 10 * Instant.minute)
    }

    /// It was a person: what was voided counts again.
    func restore(_ visitors: Set<String>) throws {
        for visitor in visitors.sorted() { try void("void:web:", of: visitor, since: .distantPast) }
    }

    /// Voids what has a message id that begins so and is not void.
    private func void(_ prefix: String, of visitor: String, since: Instant) throws {
        guard let contact = try Visitors(connection, in: workspace.id).contacts(of: [visitor])[visitor] else { return }
        let found = try connection.rows(
            """
            SELECT a.message_id FROM activity a WHERE a.workspace = ? AND a.contact = ? AND a.at > ?
            AND a.kind IN ('page_viewed', 'content_viewed', 'content_downloaded', ?) AND a.message_id IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM activity b WHERE b.workspace = a.workspace AND b.voids = a.message_id)
            """,
            [
                .integer(workspace.id.value), .integer(contact.value), .instant(since),
                .text(ActivityKind.ofCorrections),
            ]
        ) { $0.text(0) }
        let corrections = found.filter { $0.hasPrefix(prefix) }.map { messageID in
            Activities.New(
                contact: contact, at: now, kind: ActivityKind.ofCorrections, messageID: "void:" + messageID,
                voids: messageID, properties: ["reason": "robot"])
        }
        try Activities(connection, in: workspace.id).append(
            corrections, kinds: plan.kinds, zone: workspace.zone, at: now)
    }
}
