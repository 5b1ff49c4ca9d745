import Storage
import Verger

extension Intrusion {
    static let sites = [
        Intrusion("TrackedSites.all") { try $0.trackedSites.all().count },
        Intrusion("TrackedSites.find") { try $0.trackedSites.find($0.theirs.site.id) as Any },
        Intrusion("TrackedSites.add") { its in
            try its.trackedSites.add(.init(name: "Autre", hosts: "autre.example"), at: its.mine.now).hosts
        },
        Intrusion("TrackedSites.change") { its in
            try its.trackedSites.change(its.theirs.site.id, to: .init(name: "Pris", hosts: "pris.example"))
        },
        Intrusion("Audience.days") { its in
            try its.audience.days(of: its.theirs.site.id, from: .init(number: 0), through: .init(number: 99_999)).count
        },
        Intrusion("Audience.lines") { its in
            try its.audience.lines(
                by: .path, of: its.theirs.site.id, from: .init(number: 0), through: .init(number: 99_999))
        },
        Intrusion("Robots.all") { try $0.robots.all().count },
        Intrusion("Robots.correct") { its in
            try its.robots.correct(
                its.theirs.site, .userAgent, "Bot", under: TrackingPlan(its.connection, in: its.workspace),
                at: its.mine.now
            ) { _, _ in nil } as Any
        },
        Intrusion("SiteIntake.record") { its in
            let delivery = SiteDelivery(
                key: its.mine.site.key, page: PageAddress("https://borie.example/")!, visitor: "browser-of-nobody",
                hits: [SiteHit(.page, id: "page-of-nobody-00", at: its.mine.now)])
            let visit = SiteVisit(
                site: its.mine.site, delivery: delivery, sealedContact: its.theirs.contacts[0],
                receivedAt: its.mine.now, spareVisitor: "spare-of-nobody-0")
            let plan = try TrackingPlan(its.connection, in: its.workspace)
            return try SiteIntake(its.connection, in: its.workspace, under: plan, at: its.mine.now).record([visit])
        },
        Intrusion("VisitPurge.purge") { its in
            try VisitPurge(its.connection, in: its.workspace).purge(at: its.mine.now + 2000 * Instant.day)
        },
    ]
}

extension Attempt {
    fileprivate var trackedSites: TrackedSites { TrackedSites(connection, in: workspace.id) }
    fileprivate var audience: Audience { Audience(connection, in: workspace.id) }
    fileprivate var robots: Robots { Robots(connection, in: workspace) }
}
