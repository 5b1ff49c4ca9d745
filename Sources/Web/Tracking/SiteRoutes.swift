import HTTPTypes
import Storage
import Verger

/// Settings › Sites: the sites whose visits come in, what they count, and the robots among them.
enum SiteRoutes {
    static let all: [Route] = [
        Route(.get, "settings/sites", may: .viewReports, { try list($0, nil) }),
        Route(.post, "settings/sites", may: .manageWorkspace, add).creating,
        Route(.get, "settings/sites/{site}", may: .viewReports, { try show($0, nil) }),
        Route(.post, "settings/sites/{site}", may: .manageWorkspace, change),
        Route(.get, "settings/sites/{site}/audience", may: .viewReports, audience),
        Route(.get, "settings/sites/{site}/robots", may: .viewReports, robots),
        // Evidence follows, of which stages follow: as much as a rule about events does.
        Route(.post, "settings/sites/{site}/robots/corrections", may: .activateDefinition, correct),
    ]

    // MARK: Sites

    private static func list(_ visit: Visit, _ refused: SiteForm.Refused?) throws -> Answer {
        let sites = try visit.read { try TrackedSites($0, in: visit.workspace.id).all() }
        return refused.answer(visit, SitesPage(visit, sites, refused).page)
    }

    private static func add(_ visit: Visit) throws -> Answer {
        let draft = SiteForm.draft(visit.form)
        do {
            _ = try draft.checked()
        } catch {
            return try list(visit, SiteForm.Refused(draft: draft, problem: error))
        }
        let site = try visit.write { connection in
            let site = try TrackedSites(connection, in: visit.workspace.id).add(draft, at: visit.now)
            try note("site added", site.id, draft, visit, connection)
            return site
        }
        return Answer.redirect(to: visit.links.site(site.id)).toast(visit.say(SiteWords.added))
    }

    private static func show(_ visit: Visit, _ refused: SiteForm.Refused?) throws -> Answer {
        let site = try visit.read { try found(visit, $0) }
        return refused.answer(visit, SitePage(visit, site, refused).page)
    }

    private static func change(_ visit: Visit) throws -> Answer {
        let draft = SiteForm.draft(visit.form)
        do {
            _ = try draft.checked()
        } catch {
            return try show(visit, SiteForm.Refused(draft: draft, problem: error))
        }
        let id = try visit.number("site")
        try visit.write { connection in
            guard try TrackedSites(connection, in: visit.workspace.id).change(id, to: draft) else {
                throw Refusal.notFound
            }
            try note("site changed", id, draft, visit, connection)
        }
        return Answer.redirect(to: visit.links.site(id)).toast(visit.say(SiteWords.saved))
    }

    // MARK: What it brings

    private static func audience(_ visit: Visit) throws -> Answer {
        let length = visit.query.integer("days").flatMap { AudiencePage.lengths.contains($0) ? $0 : nil } ?? 30
        let last = visit.workspace.zone.day(at: visit.now)
        let first = Day(number: last.number - Int64(length) + 1)
        let page = try visit.read { connection in
            let site = try found(visit, connection)
            let audience = Audience(connection, in: visit.workspace.id)
            return AudiencePage(
                visit, site, from: first, through: last,
                days: try audience.days(of: site.id, from: first, through: last),
                lines: try Dictionary(
                    uniqueKeysWithValues: Audience.Side.allCases.map {
                        ($0, try audience.lines(by: $0, of: site.id, from: first, through: last))
                    })
            ).page
        }
        return visit.answer(page)
    }

    private static func robots(_ visit: Visit) throws -> Answer {
        let page = try visit.read { connection in
            let site = try found(visit, connection)
            let robots = try Robots(connection, in: visit.workspace).all().filter { $0.site == site.id }
            return RobotsPage(visit, site, robots).page
        }
        return visit.answer(page)
    }

    private static func correct(_ visit: Visit) throws -> Answer {
        let id = try visit.number("site")
        let reason = visit.form.text("reason").flatMap { BotVerdict.Reason(rawValue: $0) }
        let agent = visit.form["agent"] ?? ""
        let recorded = try visit.write { connection -> Int in
            let site = try found(visit, connection)
            guard let reason, !agent.contains("\0") else { throw Refusal.notFound }
            let plan = try TrackingPlan(connection, in: visit.workspace)
            let recorded = try Robots(connection, in: visit.workspace)
                .correct(site, reason, agent, under: plan, at: visit.now) { body, receivedAt in
                    try? SiteReader(receivedAt: receivedAt).delivery(body)
                }
            guard let recorded else { throw Refusal.notFound }
            try visit.audit(
                "robot corrected",
                [("site", .number(Int(id))), ("reason", .text(reason.rawValue)), ("agent", .text(agent))], connection)
            return recorded
        }
        return Answer.redirect(to: visit.links.site(id, "robots"))
            .toast(visit.say(SiteWords.corrected(recorded, visit.notation)))
    }

    // MARK: Finding and noting

    private static func found(_ visit: Visit, _ connection: any SQLConnection) throws -> TrackedSite {
        guard let site = try TrackedSites(connection, in: visit.workspace.id).find(visit.number("site")) else {
            throw Refusal.notFound
        }
        return site
    }

    private static func note(
        _ action: String, _ id: Int64, _ draft: TrackedSite.Draft, _ visit: Visit, _ connection: any SQLConnection
    ) throws {
        try visit.audit(
            action,
            [
                ("site", .number(Int(id))), ("name", .text(draft.name)), ("hosts", .text(draft.hosts)),
                ("mode", .text(draft.mode.rawValue)), ("months", .text(draft.retention)),
            ], connection)
    }
}

extension SiteForm.Refused? {
    fileprivate func answer(_ visit: Visit, _ page: Page) -> Answer {
        var answer = visit.answer(page)
        if self != nil { answer.status = .unprocessableContent }
        return answer
    }
}

extension Links {
    var sites: String { SettingsTab.sites.link(self) }
    func site(_ id: Int64) -> String { "\(sites)/\(id)" }
    func site(_ id: Int64, _ part: String) -> String { "\(site(id))/\(part)" }
}
