import Storage
import Verger

/// The site of the demonstration: two months of visits, counted and nothing more, and the robots among them.
struct DemoSite {
    private static let days = 60
    /// How often each page is read, of a hundred visits, and how long.
    private static let pages: [(path: String, share: Int, seconds: Int)] = [
        ("/", 46, 22), ("/fours/mixte-collectif", 31, 74), ("/fours", 24, 41), ("/prix", 17, 58),
        ("/guides/basse-temperature", 12, 131), ("/realisations", 9, 47), ("/contact", 6, 35),
    ]
    /// What brings a hundred visits.
    private static let origins: [(query: String, referrer: String?, share: Int)] = [
        ("", "https://www.google.fr/", 38), ("", nil, 22),
        ("?utm_source=google&utm_medium=cpc&utm_campaign=Four%20mixte%20collectif", nil, 17),
        ("?utm_source=lettre&utm_medium=email&utm_campaign=Basse%20temp%C3%A9rature", nil, 11),
        ("", "https://www.linkedin.com/", 7), ("", "https://lhotellerie.example/dossier-fours", 5),
        // From page to page.
        ("", "https://atelier-borie.example/", 118),
    ]
    private static let robots = [
        (agent: "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", hits: 214),
        (agent: "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)", hits: 96),
        (agent: "python-requests/2.32.3", hits: 31),
    ]

    private let connection: any SQLConnection
    private let workspace: Workspace
    private let now: Instant

    init(_ connection: any SQLConnection, in workspace: Workspace, at now: Instant) {
        self.connection = connection
        self.workspace = workspace
        self.now = now
    }

    func add() throws {
        let start = now - Int64(DemoSite.days) * Instant.day
        let site = try TrackedSites(connection, in: workspace.id).add(
            .init(name: "atelier-borie.example", hosts: "atelier-borie.example"), at: start)
        let visits = (0..<DemoSite.days).flatMap { day in people(on: start + Int64(day + 1) * Instant.day, day, site) }
        let plan = try TrackingPlan(connection, in: workspace)
        _ = try SiteIntake(connection, in: workspace, under: plan, at: now).record(visits + robots(on: site))
    }

    /// Fewer at weekends, a little more each week.
    private func people(on instant: Instant, _ day: Int, _ site: TrackedSite) -> [SiteVisit] {
        let weekday = (workspace.zone.day(at: instant).number + 3) % 7
        let level = (weekday < 5 ? 34 + day / 5 : 11) + day * 7919 % 13
        return DemoSite.origins.flatMap { origin in
            DemoSite.pages.compactMap { page in
                let views = max(0, (level * origin.share * page.share + day * 131 % 4000) / 10_000)
                return visit(site, page.path + origin.query, origin.referrer, at: instant, views, page.seconds)
            }
        }
    }

    private func visit(
        _ site: TrackedSite, _ path: String, _ referrer: String?, at instant: Instant, _ views: Int, _ seconds: Int,
        verdict: BotVerdict = .human, agent: String = ""
    ) -> SiteVisit? {
        guard let page = PageAddress("https://\(site.hosts[0])\(path)") else { return nil }
        let hits = (0..<views).flatMap { number in
            let page = SiteHit(.page, id: "demonstration-\(number)", at: instant)
            let time = SiteHit(
                .time, id: "demonstration-\(number)", at: instant, properties: ["seconds": "\(seconds + number % 9)"])
            return verdict == .human ? [page, time] : [page]
        }
        return SiteVisit(
            site: site, delivery: SiteDelivery(key: site.key, page: page, referrer: referrer, hits: hits),
            verdict: verdict, agent: agent, receivedAt: instant, spareVisitor: "")
    }

    private func robots(on site: TrackedSite) -> [SiteVisit] {
        DemoSite.robots.compactMap { robot in
            visit(
                site, "/", nil, at: now - Instant.hour, robot.hits, 0, verdict: .likelyBot(.userAgent),
                agent: robot.agent)
        }
    }
}
