import Storage
import TestSupport
import Verger

/// A workspace with a site, and browsers that visit it.
struct SiteWorld {
    let world: World
    let site: TrackedSite

    init(_ engine: Engine, mode: TrackedSite.Mode = .consent) throws {
        let world = try World(in: engine.migratedDatabase())
        self.world = world
        site = try world.database.write {
            try TrackedSites($0, in: world.workspace.id).add(
                .init(name: "Borie", hosts: "borie.example", mode: mode), at: world.now)
        }
    }

    static let (ada, jean) = ("browser-of-ada-000", "browser-of-jean-00")
    static let count = Counter()

    final class Counter: @unchecked Sendable {
        private var number = 0
        func next() -> Int {
            number += 1
            return number
        }
    }

    func hit(
        _ kind: SiteHit.Kind, _ name: String? = nil, _ properties: [String: String] = [:], email: String? = nil,
        at: Instant? = nil, id: String? = nil
    ) -> SiteHit {
        SiteHit(
            kind, id: id ?? "hit-\(1_000_000_000_000 + SiteWorld.count.next())", at: at ?? world.now, name: name,
            properties: properties, person: email.map { ImportedContact(fields: ["email": $0]) })
    }

    var yes: SiteHit { hit(.consent, nil, ["granted": "true", "source": "banner", "text": "visits/fr/1"]) }
    var no: SiteHit { hit(.consent, nil, ["granted": "false", "source": "banner"]) }

    /// One page's request.
    @discardableResult
    func visit(
        _ visitor: String?, _ path: String = "/", from referrer: String? = "https://borie.example/",
        verdict: BotVerdict = .human, agent: String = "Mozilla/5.0", isPrivate: Bool = false,
        sealed: Contact.ID? = nil, at: Instant? = nil, _ hits: SiteHit...
    ) throws -> SiteVisit.Outcome {
        let delivery = SiteDelivery(
            key: site.key, page: PageAddress("https://borie.example" + path)!, referrer: referrer, visitor: visitor,
            hits: hits)
        let visit = SiteVisit(
            site: site, delivery: delivery, verdict: verdict, agent: agent, ip: "192.0.2.7", isPrivate: isPrivate,
            sealedContact: sealed, receivedAt: at ?? world.now, body: "", spareVisitor: try Secret.newVisitor())
        return try world.database.write { connection in
            let plan = try TrackingPlan(connection, in: world.workspace)
            return try SiteIntake(connection, in: world.workspace, under: plan, at: at ?? world.now).record([visit])[0]
        }
    }

    func timeline(ofEmail email: String) throws -> [Activity] {
        try world.database.read { connection in
            guard let contact = try Contacts(connection, in: world.workspace).withEmails([email])[email] else {
                return []
            }
            return try Activities(connection, in: world.workspace.id).timeline(of: contact)
        }
    }

    func audience() throws -> AudienceCount {
        try world.database.read { connection in
            try Audience(connection, in: world.workspace.id).days(
                of: site.id, from: Day(year: 2000, month: 1, day: 1)!, through: Day(year: 2100, month: 1, day: 1)!)
        }.map(\.count).reduce(AudienceCount(), +)
    }

    func robots() throws -> [Robots.Listed] {
        try world.database.read { try Robots($0, in: world.workspace).all() }
    }
}

extension [Activity] {
    var pages: [String] { filter { $0.kind == "page_viewed" }.compactMap { $0.properties["path"] } }
}
