import Storage
import TestSupport
import Testing
import Verger

@Suite struct `The touch of a campaign` {
    private static let query = "utm_source=facebook&utm_medium=cpc&utm_campaign=mixte"
    private static let tags = ["utm_source": "facebook", "utm_medium": "cpc", "utm_campaign": "mixte"]

    /// One person by each way: a visit that was followed, a form, an import, a program.
    private func world(_ engine: Engine) throws -> SiteWorld {
        let site = try SiteWorld(engine)
        let world = site.world
        try world.database.write { connection in
            let campaigns = Campaigns(connection, in: world.workspace.id)
            try campaigns.save(
                Campaign(
                    id: campaigns.newID(), name: "Four mixte", channel: "social_ads",
                    rules: [.init(campaign: "mixte", source: "facebook", medium: "cpc")]), at: world.now)
        }
        try site.visit(
            SiteWorld.ada, "/fours?" + Self.query, from: nil, site.yes, site.hit(.page),
            site.hit(.form, "Devis", email: "visit@b.fr"))
        let form = try world.publish(Forming.document(.demo))
        try world.take(
            Forming.sending(form, ["q3": ["form@b.fr"]], key: "a", touch: FormTouch { Self.tags[$0] }))
        try world.importing(.contacts, "external_id,email\nc1,import@b.fr\n")
        try world.importing(
            .activities,
            """
            contact,kind,at,message_id,properties.utm_source,properties.utm_medium,properties.utm_campaign
            c1,demo_requested,\(world.now.iso8601),m1,facebook,cpc,mixte
            """)
        try world.receiving(
            #"{"type": "track", "userId": "p1", "event": "demo_requested", "messageId": "s1", "context": {"campaign": {"name": "mixte", "source": "facebook", "medium": "cpc"}, "traits": {"email": "program@b.fr"}}}"#
        )
        try world.refresh()
        return site
    }

    @Test(arguments: Engine.available)
    func `is the same whichever way somebody came`(engine: Engine) throws {
        let site = try world(engine)
        let world = site.world
        let rules = try world.rules()

        let found = try world.database.read { connection in
            let book = try Channels(connection, in: world.workspace.id).book()
            let touches = Touches(connection, in: world.workspace.id, book, kinds: rules.catalogue.kindsByName)
            let contacts = Contacts(connection, in: world.workspace)
            return try ["visit", "form", "import", "program"].map { name in
                let contact = try #require(try contacts.find(named: name + "@b.fr"))
                let history = try touches.histories(of: [contact.id], upTo: world.now)[contact.id]
                return Set(try #require(history).all.map(\.source))
            }
        }

        let campaign = try world.database.read { try Campaigns($0, in: world.workspace.id).all()[0].id }
        #expect(found == Array(repeating: [Source(channel: "social_ads", campaign: campaign)], count: 4))
    }

    @Test(arguments: Engine.available)
    func `shares its cost among all of them`(engine: Engine) throws {
        let world = try world(engine).world
        let rules = try world.rules()
        let today = DaySpan(world.workspace.zone.day(at: world.now))

        let report = try world.database.write { connection in
            let campaign = try Campaigns(connection, in: world.workspace.id).all()[0].id
            let costs = Costs(connection, in: world.workspace.id)
            try costs.add(
                .example(costs.newID(), of: .campaign(campaign), amount: "400", days: today), by: "test", at: world.now)
            return try CostReports(connection, in: world.workspace, rules).report(over: today, at: world.now)
        }

        #expect(report.campaigns.count == 1)
        #expect(report.campaigns.first?.row.costPer(0) == Number(100))
    }
}
