import Storage
import TestSupport
import Verger

/// Two workspaces of one database that hold the same: names, external ids, addresses, tags, segments, imports.
struct Twins {
    let first: Furnished
    let second: Furnished

    static let passwordHash = Result { try Secret.passwordHash("pomme d’api") }

    init(in database: any SQLDatabase) throws {
        first = try Furnished(World(in: database, slug: "first"))
        second = try Furnished(World(in: database, slug: "second"))
    }

    /// The second one alone, as it would be had the first one never held anything.
    func emptyFirst() throws {
        try first.world.database.write { connection in
            var tables: Set<String> = []
            try connection.forEachRow(connection.dialect.tableColumns, []) { row in
                if row.text(1) == "workspace" { tables.insert(row.text(0)) }
                return true
            }
            try connection.executeScript(connection.dialect.suspendForeignKeys)
            for table in tables {
                try connection.execute(
                    "DELETE FROM \(table) WHERE workspace = ?", [.integer(first.world.workspace.id.value)])
            }
            if let script = connection.dialect.resumeForeignKeys { try connection.executeScript(script) }
        }
    }
}

/// A workspace with a little of everything in it, and the ids of it all.
struct Furnished {
    let world: World
    let contacts: [Contact.ID]
    let company: Company.ID
    let token: (id: Int64, token: String)
    let run: Int
    let segment: Segment
    let handover: Int64
    let task: SalesTask
    let webhook: Webhook
    let delivery: Int64
    let view: Int64
    let bulk: Int64
    let mail: Int64
    let site: TrackedSite
    let campaign: Campaign.ID
    let cost: Int64
    let introducer: Introducer
    let statement: Int64
    let request: Int64
    /// An uploaded file, with a row that was refused.
    let draft: Int64
    /// The number of an import that is being taken back.
    static let takenBack = 77
    /// Somebody whom no other workspace knows.
    let own: Int64
    let content: Content
    let form: Form
    /// One that is recorded, and one that is kept back.
    let submissions: [Int64]
    /// A landing page under test, and what it shows.
    let landing: LandingPage
    let landingTest: LandingTest
    let picture: Picture
    let hook: HookSource
    /// Of the hook: one that waits.
    let hookDelivery: Int64
    /// One that was set aside.
    let inboundMail: Int64

    init(_ world: World) throws {
        self.world = world
        let (workspace, now) = (world.workspace, world.now)
        let brought = try world.importing(
            .contacts,
            """
            external_id,email,first_name,company,company.size,tags,created_at,consent.email
            c1,jean@borie.example,Jean,Borie SA,25,vip;salon,2026-01-05,granted
            c2,ada@borie.example,Ada,Borie SA,,vip,2026-01-06,
            """)
        run = brought.outcome.number ?? 0
        try world.importing(
            .activities, "contact,kind,at,message_id\nc1,demo_requested,2026-02-01,m1\nc2,page_viewed,2026-02-02,m2\n")
        try world.receiving(
            #"{"type": "page", "userId": "c1", "anonymousId": "a1"}"#,
            #"{"type": "track", "anonymousId": "a2", "event": "Odd", "messageId": "t1"}"#)
        try SearchIndex.refresh(world.database, in: workspace.id)
        (view, bulk) = try world.database.write { connection in
            let contact = try Contacts(connection, in: workspace).find(named: "c2")!.id
            return (
                try SavedViews(connection, in: workspace.id).add(
                    .contacts, name: "Ici", owner: nil, condition: "city = Lyon", at: now
                ).id,
                try BulkActions(connection, in: workspace, types: [:]).perform(
                    .addTag("bulk"), on: [contact], by: "test", at: now
                ).id
            )
        }
        let made = try world.database.write { connection in
            let contacts = Contacts(connection, in: workspace)
            let jean = try contacts.find(named: "c1")!
            var changed = jean
            changed.fields[.city] = "Lyon"
            try contacts.update(changed, from: jean, at: now)
            try contacts.addAlias("former", to: jean.id)
            try Users(connection, in: workspace.id).add(
                email: "chef@borie.example", name: "Chef", role: .admin, passwordHash: Twins.passwordHash.get(), at: now
            )
            try Segments(connection, in: workspace.id).save(Condition(parsing: "city = Lyon"), named: "Ici", at: now)
            let rules = TrackingRules(connection, in: workspace.id)
            try rules.save(TrackingRule(.track, "Even", as: nil), at: now)
            let problem = Problem(Sentence(verbatim: "odd"), path: "userId")
            try TrackingProblems(connection, in: workspace.id).note([problem], at: now)
            try AuditLog(connection, in: workspace.id).record("furnished", by: "test", at: now)
            try Settings(connection, in: workspace.id).save(WorkspaceSettings(language: .french))
            let own = try Users(connection, in: workspace.id).add(
                email: "own@\(workspace.slug).example", name: "Own", role: .admin, passwordHash: nil, at: now)
            return (own.id, try Tokens(connection, in: workspace.id).add(name: "site", by: "test", at: now))
        }
        (own, token) = made
        (contacts, company) = try world.database.read { connection in
            let contacts = Contacts(connection, in: workspace)
            let ids = try contacts.ids(after: nil, limit: 10)
            return (ids, try contacts.find(ids[0])!.company!)
        }
        webhook = try world.database.write { connection in
            try Webhooks(connection, in: workspace.id).add(
                url: "https://borie.example/v", events: Set(Webhook.Event.allCases), at: now
            ).webhook
        }
        (content, form, submissions) = try world.publishing()
        (_, landing, landingTest) = try world.testing()
        picture = try world.picture()
        mail = try world.database.write { [contacts] connection in
            try MailServers(connection, in: workspace.id).save(
                MailServer.example(), password: "pomme", at: now)
            return try Mails(connection, in: workspace.id).queue(
                .example("Merci"), because: "thanks", contact: contacts[0], at: now)!
        }
        site = try world.database.write { connection in
            let site = try TrackedSites(connection, in: workspace.id).add(
                .init(name: "Site", hosts: "borie.example"), at: now)
            let visitor = "browser-of-\(workspace.slug)"
            let hits = [
                SiteHit(.consent, id: "consent-of-someone", at: now, properties: ["granted": "true"]),
                SiteHit(.page, id: "page-of-someone-0", at: now),
            ]
            let delivery = SiteDelivery(
                key: site.key, page: PageAddress("https://borie.example/")!, visitor: visitor, hits: hits)
            let plan = try TrackingPlan(connection, in: workspace)
            for verdict in [BotVerdict.human, .likelyBot(.userAgent)] {
                let visit = SiteVisit(
                    site: site, delivery: delivery, verdict: verdict, agent: "Bot", receivedAt: now, body: "{}",
                    spareVisitor: "spare-of-someone-0")
                _ = try SiteIntake(connection, in: workspace, under: plan, at: now).record([visit])
            }
            return site
        }
        try world.append(.init(contact: contacts[0], at: now, kind: "pricing_requested"))
        try world.refresh()
        (campaign, cost, introducer, statement) = try world.database.write { connection in
            try Channels(connection, in: workspace.id).save(Channel(id: "tv", name: "Télévision"))
            let (campaigns, costs) = (Campaigns(connection, in: workspace.id), Costs(connection, in: workspace.id))
            let campaign = try Campaign(id: campaigns.newID(), name: "Fours", channel: "sea")
            try campaigns.save(campaign, at: now)
            let cost = try Cost.example(costs.newID(), of: .campaign(campaign.id))
            try costs.add(cost, by: "test", at: now)
            let introducers = Introducers(connection, in: workspace.id)
            let introducer = try Introducer.example(introducers.newID())
            try introducers.save(introducer, at: now)
            let statement = try Statements(connection, in: workspace).draw(
                introducer, over: .month(of: Day(year: 2026, month: 2, day: 1)!), [], at: now)
            return (campaign.id, cost.id, introducer, statement.id)
        }
        task = try world.database.write { [contacts] connection in
            try SalesTasks(connection, in: workspace).add(
                "Rappeler", contact: contacts[0], for: "chef@borie.example", by: "chef@borie.example", at: now)
        }
        request = try Furnished.demanded(world, of: contacts[0])
        draft = try world.upload("email,first_name\nx,Bad\n")
        try world.database.write { [draft] connection in
            let rows = DraftRows(connection, in: workspace.id, of: draft)
            try rows.insert([.example(1, cells: ["x", "Bad"])])
            let reversals = ImportReversals(connection, in: workspace.id)
            try reversals.ask(Furnished.takenBack, by: "test", at: now)
            _ = try reversals.claim(Furnished.takenBack, by: "test", at: now)
        }
        (hook, hookDelivery, inboundMail) = try Furnished.brought(world)
        (segment, handover, delivery) = try world.database.read { [contacts, webhook] connection in
            try (
                Segments(connection, in: workspace.id).find(named: "Ici")!,
                Handovers(connection, in: workspace).all(of: contacts[0]).first?.id ?? 0,
                Webhooks(connection, in: workspace.id).deliveries(of: webhook.id, limit: 1)[0].id
            )
        }
    }
}
