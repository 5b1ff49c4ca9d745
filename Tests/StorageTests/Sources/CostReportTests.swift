import Storage
import TestSupport
import Testing
import Verger

@Suite struct `The cost of leads` {
    private let march = DaySpan.month(of: Day(year: 2026, month: 3, day: 1)!)

    /// Four people: two by a Google campaign, one at a fair, one of whom only the profile says something.
    private func world(_ engine: Engine) throws -> World {
        let world = try World(in: engine.migratedDatabase(), at: Instant(iso8601: "2026-06-01", in: .paris)!)
        try world.importing(
            .contacts,
            """
            external_id,email,source
            c1,a@borie.example,
            c2,b@borie.example,
            c3,c@borie.example,
            c4,d@borie.example,E-mailing
            c5,e@borie.example,
            """)
        try world.importing(
            .activities,
            """
            contact,kind,at,channel,campaign,message_id
            c1,page_viewed,2026-03-02,google_ads,Fours,m1
            c1,content_downloaded,2026-03-03,web,,m2
            c2,page_viewed,2026-02-20,google_ads,Fours,m3
            c2,form_submitted,2026-03-30,web,,m4
            c3,booth_visited,2026-03-10,fair,Salon de Lyon,m5
            c4,form_submitted,2026-03-11,web,,m6
            c5,page_viewed,2026-03-12,google_ads,Fours,m7
            """)
        try world.refresh()
        return world
    }

    private func campaign(_ name: String, _ channel: String, _ world: World) throws -> Campaign.ID {
        try world.database.write { connection in
            let campaigns = Campaigns(connection, in: world.workspace.id)
            let campaign = try Campaign(id: campaigns.newID(), name: name, channel: channel)
            try campaigns.save(campaign, at: world.now)
            return campaign.id
        }
    }

    private func spend(_ amount: String, _ target: Cost.Target, _ world: World, days: DaySpan? = nil) throws {
        try world.database.write { connection in
            let costs = Costs(connection, in: world.workspace.id)
            try costs.add(
                .example(costs.newID(), of: target, amount: amount, days: days), by: "test", at: world.now)
        }
    }

    private func report(_ world: World, over days: DaySpan? = nil) throws -> CostReport {
        let rules = try world.rules()
        return try world.database.read {
            try CostReports($0, in: world.workspace, rules).report(over: days ?? march, at: world.now)
        }
    }

    @Test(arguments: Engine.available)
    func `is that of the campaign that made them leads, in the days in which they became so`(engine: Engine) throws {
        let world = try world(engine)
        let (ovens, fair) = (try campaign("Fours", "sea", world), try campaign("Salon de Lyon", "event", world))
        try spend("310", .campaign(ovens), world)
        try spend("900.50", .campaign(fair), world)

        let rows = try Dictionary(uniqueKeysWithValues: report(world).campaigns.map { ($0.source, $0.row) })

        #expect(rows[Source(channel: "sea", campaign: ovens)]?.arrivals[0] == 2)
        #expect(rows[Source(channel: "sea", campaign: ovens)]?.costPer(0) == Number(155))
        #expect(rows[Source(channel: "event", campaign: fair)]?.costPer(0)?.description == "900.5")
        #expect(rows[Source(channel: "email")]?.arrivals[0] == 1)
        #expect(try report(world).total.arrivals[0] == 4)
    }

    @Test(arguments: Engine.available)
    func `moves with the days of the cost, and is the same when asked again`(engine: Engine) throws {
        let world = try world(engine)
        let ovens = try campaign("Fours", "sea", world)
        let days = DaySpan(Day(year: 2026, month: 3, day: 22)!, Day(year: 2026, month: 4, day: 10)!)!
        try spend("200", .campaign(ovens), world, days: days)

        let totals = try [march, march, DaySpan.month(of: march.last.next)].map {
            try "\(report(world, over: $0).total.cost)"
        }

        #expect(totals == ["100", "100", "100"])
    }

    @Test(arguments: Engine.available)
    func `opens the costs and the contacts behind each figure`(engine: Engine) throws {
        let world = try world(engine)
        let ovens = try campaign("Fours", "sea", world)
        try spend("310", .campaign(ovens), world)
        try spend("50", .channel("sea"), world)

        let rules = try world.rules()
        let (arrivals, costs) = try world.database.read { connection in
            let reports = try CostReports(connection, in: world.workspace, rules)
            return (
                try reports.arrivals(at: 0, over: march, at: world.now) { $0.campaign == ovens },
                try reports.costs(over: march) { $0.channel == "sea" }
            )
        }

        #expect(arrivals.map { world.workspace.zone.day(at: $0.at).description } == ["2026-03-30", "2026-03-03"])
        #expect(arrivals.allSatisfy { $0.touch?.campaign == ovens })
        #expect(costs.map(\.amount) == [Number(310), Number(50)])
    }

    @Test(arguments: Engine.available)
    func `counts a file of costs once, and keeps those that statements made`(engine: Engine) throws {
        let world = try world(engine)
        let costs = try world.database.write { connection in
            let costs = Costs(connection, in: world.workspace.id)
            return try (1...2).map { _ in
                try costs.add(
                    .example(costs.newID(), of: .channel("sea")), importKey: "march", by: "test", at: world.now)
            }
        }

        #expect(costs == [true, false])
        #expect(try report(world).total.cost == Number(300))
    }

    @Test(arguments: Engine.available)
    func `refuses two campaigns of one name, and channels that are not there`(engine: Engine) throws {
        let world = try world(engine)
        _ = try campaign("Fours", "sea", world)

        #expect(throws: Campaign.Problem.taken("Fours")) { _ = try campaign("FOURS", "seo", world) }
        #expect(throws: Campaign.Problem.unknownChannel) { _ = try campaign("Affiches", "posters", world) }
    }
}
