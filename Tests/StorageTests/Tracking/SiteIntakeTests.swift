import Storage
import TestSupport
import Testing
import Verger

private let (ada, jean) = (SiteWorld.ada, SiteWorld.jean)

@Suite struct `Visits of a site` {
    @Test(arguments: Engine.available)
    func `are counted and nothing else before consent`(engine: Engine) throws {
        let site = try SiteWorld(engine)
        try site.visit(
            nil, "/fours?utm_medium=cpc&utm_source=google", from: nil, site.hit(.page), site.hit(.content, "Guide"))
        try site.visit(nil, "/prix", site.hit(.page), site.hit(.time, nil, ["seconds": "30"]))

        #expect(try site.audience() == AudienceCount(views: 2, visits: 1, seconds: 30, timed: 1))
        #expect(try site.world.contacts().isEmpty)
        #expect(try site.world.activities().isEmpty)
    }

    @Test(arguments: Engine.available)
    func `are recorded from consent on, with its proof and what brought them`(engine: Engine) throws {
        let site = try SiteWorld(engine)
        try site.visit(nil, "/", from: nil, site.hit(.page))
        let outcome = try site.visit(
            ada, "/fours?utm_medium=cpc&utm_source=google&utm_campaign=Fours", from: "https://www.google.fr/", site.yes,
            site.hit(.page, "Fours"))
        try site.visit(ada, "/prix", site.hit(.page))

        #expect(outcome == SiteVisit.Outcome())
        let activities = try site.world.activities()
        #expect(activities.map(\.kind) == ["consent_granted", "page_viewed", "page_viewed"])
        let statement = try #require(ConsentStatement(activities[0]))
        #expect(statement.channel == .site && statement.purpose == "visits" && statement.proof.ip == "192.0.2.7")
        #expect(statement.proof.text?.description == "visits/fr/1" && statement.proof.source == "banner")
        #expect(activities[1].channel == "sea" && activities[1].campaign == "Fours")
        #expect(activities[2].channel == nil)
        #expect(try site.world.contacts().map { $0.fields[.source] } == ["google"])
    }

    @Test(arguments: Engine.available)
    func `with an id that nobody agreed to are counted, and the browser is to forget it`(engine: Engine) throws {
        let site = try SiteWorld(engine)

        #expect(try site.visit(ada, "/", site.hit(.page)).forgets)
        #expect(try site.world.activities().isEmpty)
        #expect(try site.audience().views == 1)
    }

    @Test(arguments: Engine.available)
    func `end with the consent: when it is taken back, and after thirteen months`(engine: Engine) throws {
        let site = try SiteWorld(engine)
        let later = site.world.now + 391 * Instant.day
        try site.visit(ada, "/", site.yes, site.hit(.page))
        try site.visit(jean, "/", site.yes, site.hit(.page))
        try site.visit(ada, "/", site.no)

        #expect(try site.visit(ada, "/", site.hit(.page)).forgets)
        #expect(try site.visit(ada, "/", site.yes, site.hit(.page)).forgets)
        #expect(try !site.visit(jean, "/", site.hit(.page)).forgets)
        #expect(try site.visit(jean, "/", at: later, site.hit(.page, at: later)).forgets)
        #expect(
            try site.world.activities().map(\.kind).sorted() == [
                "consent_granted", "consent_granted", "consent_withdrawn", "page_viewed", "page_viewed", "page_viewed",
            ])
    }

    @Test(arguments: Engine.available)
    func `of browsers that ask for privacy, and of sites that only count, are counted`(engine: Engine) throws {
        let site = try SiteWorld(engine)
        let counter = try SiteWorld(engine, mode: .counter)

        #expect(try site.visit(ada, "/", isPrivate: true, site.yes, site.hit(.page)).forgets)
        #expect(try counter.visit(ada, "/", counter.yes, counter.hit(.page)).forgets)
        #expect(try site.world.activities().isEmpty && counter.world.activities().isEmpty)
        #expect(try site.audience().views == 1)
    }

    @Test(arguments: Engine.available)
    func `sent twice are recorded once`(engine: Engine) throws {
        let site = try SiteWorld(engine)
        let page = site.hit(.page)
        try site.visit(ada, "/", site.yes, page)
        try site.visit(ada, "/", page)

        #expect(try site.world.activities().count { $0.kind == "page_viewed" } == 1)
    }

    @Test(arguments: Engine.available)
    func `without consent still bring a form that was sent, and nothing of the browser`(engine: Engine) throws {
        let site = try SiteWorld(engine)
        try site.visit(nil, "/", site.hit(.page), site.hit(.form, "Devis", email: "ada@b.fr"))
        try site.visit(nil, "/", site.hit(.form, "Devis"))

        #expect(try site.timeline(ofEmail: "ada@b.fr").map(\.kind) == ["form_submitted"])
        #expect(try site.world.contacts().count == 1)
    }
}

@Suite struct `A visitor who turns out to be somebody` {
    @Test(arguments: Engine.available)
    func `brings the history of the browser`(engine: Engine) throws {
        let site = try SiteWorld(engine)
        try site.visit(ada, "/fours", site.yes, site.hit(.page))
        try site.visit(ada, "/prix", site.hit(.page), site.hit(.form, "Devis", email: "ada@b.fr"))

        #expect(try site.timeline(ofEmail: "ada@b.fr").pages == ["/fours", "/prix"])
        #expect(try site.world.contacts().count == 1)
    }

    /// Mautic #4211: a second person fills a form on the device of a first.
    @Test(arguments: Engine.available)
    func `leaves nothing to a second person on the same device`(engine: Engine) throws {
        let site = try SiteWorld(engine)
        try site.visit(ada, "/fours", site.yes, site.hit(.page), site.hit(.form, "Devis", email: "ada@b.fr"))
        let outcome = try site.visit(ada, "/prix", site.hit(.page), site.hit(.form, "Devis", email: "jean@b.fr"))
        let fresh = try #require(outcome.visitor)
        try site.visit(fresh, "/jean", site.hit(.page))
        try site.visit(ada, "/ada", site.hit(.page))

        #expect(try site.timeline(ofEmail: "ada@b.fr").pages == ["/fours", "/prix", "/ada"])
        #expect(try site.timeline(ofEmail: "jean@b.fr").pages == ["/jean"])
        #expect(try site.world.contacts().count == 2)
        let consents = try site.timeline(ofEmail: "jean@b.fr").compactMap { ConsentStatement($0) }
        #expect(consents.map(\.proof.source) == ["device"] && consents.map(\.channel) == [.site])
    }

    /// Mautic #5504: one person, two devices.
    @Test(arguments: Engine.available)
    func `is one on two devices`(engine: Engine) throws {
        let site = try SiteWorld(engine)
        for (browser, path) in [(ada, "/telephone"), (jean, "/bureau")] {
            try site.visit(browser, path, site.yes, site.hit(.page))
            try site.visit(browser, "/", site.hit(.identify, nil, email: "ada@b.fr"))
        }

        #expect(try site.timeline(ofEmail: "ada@b.fr").pages.sorted() == ["/bureau", "/telephone"])
        #expect(try site.world.contacts().count == 1)
    }

    @Test(arguments: Engine.available)
    func `keeps her address and her name, whatever a page says`(engine: Engine) throws {
        let site = try SiteWorld(engine)
        let contact = try site.world.contact([.email: "ada@b.fr", .firstName: "Ada", .externalID: "7"])
        try site.visit(ada, "/", site.yes, site.hit(.identify, "7"))
        var forged = site.hit(.identify, "7", email: "evil@b.fr")
        forged.person?.fields["first_name"] = "Evil"
        forged.person?.fields["city"] = "Lyon"
        try site.visit(ada, "/", forged)

        let kept = try site.world.database.read { try Contacts($0, in: site.world.workspace).find(contact.id)! }
        #expect(kept.fields[.email] == "ada@b.fr" && kept.fields[.firstName] == "Ada")
        #expect(kept.fields[.city] == "Lyon")
    }

    @Test(arguments: Engine.available)
    func `is told by a sealed link, unless the browser is another's`(engine: Engine) throws {
        let site = try SiteWorld(engine)
        let contact = try site.world.contact([.email: "ada@b.fr"])
        try site.visit(ada, "/avant", site.yes, site.hit(.page))
        try site.visit(ada, "/lettre", sealed: contact.id, site.hit(.page))
        try site.visit(jean, "/jean", site.yes, site.hit(.page), site.hit(.form, "Devis", email: "jean@b.fr"))
        try site.visit(jean, "/transmis", sealed: contact.id, site.hit(.page))
        try site.visit(nil, "/inconnu", sealed: contact.id, site.hit(.page))

        #expect(try site.timeline(ofEmail: "ada@b.fr").pages == ["/avant", "/lettre"])
        #expect(try site.timeline(ofEmail: "jean@b.fr").pages == ["/jean", "/transmis"])
    }

    @Test(arguments: Engine.available)
    func `gives way when the site says that somebody else comes`(engine: Engine) throws {
        let site = try SiteWorld(engine)
        try site.visit(ada, "/ada", site.yes, site.hit(.page), site.hit(.identify, nil, email: "ada@b.fr"))
        try site.visit(jean, "/apres", site.hit(.reset, ada), site.hit(.page))

        #expect(try site.timeline(ofEmail: "ada@b.fr").pages == ["/ada"])
        #expect(try site.world.activities().count { $0.kind == "page_viewed" } == 2)
    }
}

@Suite struct `Robots on a site` {
    @Test(arguments: Engine.available)
    func `are kept apart with the reason, and counted nowhere`(engine: Engine) throws {
        let site = try SiteWorld(engine)
        for _ in 0..<3 { try site.visit(nil, "/", verdict: .likelyBot(.userAgent), agent: "Bot/1", site.hit(.page)) }

        #expect(try site.robots().map(\.hits) == [3])
        #expect(try site.robots().map(\.agent) == ["Bot/1"])
        #expect(try site.audience().views == 0)
    }

    @Test(arguments: Engine.available)
    func `that were people count again, and are not judged so twice`(engine: Engine) throws {
        let site = try SiteWorld(engine)
        try site.visit(ada, "/a", site.yes, site.hit(.page))
        try site.visit(ada, "/b", verdict: .likelyBot(.userAgent), agent: "Odd", site.hit(.page))

        let recorded = try site.world.database.write { connection in
            try Robots(connection, in: site.world.workspace).correct(
                site.site, .userAgent, "Odd", under: TrackingPlan(connection, in: site.world.workspace),
                at: site.world.now
            ) { _, at in
                SiteDelivery(
                    key: "", page: PageAddress("https://borie.example/b")!, visitor: ada,
                    hits: [site.hit(.page, at: at)])
            }
        }
        try site.visit(ada, "/c", verdict: .likelyBot(.userAgent), agent: "Odd", site.hit(.page))

        #expect(recorded == 1)
        #expect(try site.world.activities().pages == ["/a", "/b", "/c"])
        #expect(try site.audience().views == 3)
        #expect(try site.robots().map(\.hits) == [1])
    }

    @Test(arguments: Engine.available)
    func `found out late lose what they had gained, and get it back if they were people`(engine: Engine) throws {
        let site = try SiteWorld(engine)
        try site.visit(ada, "/a", site.yes, site.hit(.page))
        try site.visit(ada, "/b", verdict: .likelyBot(.pace), site.hit(.page))
        func standing() throws -> Int {
            let contact = try site.world.contacts()[0].id
            let timeline = try site.world.database.read {
                try Activities($0, in: site.world.workspace.id).timeline(of: contact)
            }
            return timeline.unvoided(at: site.world.now).count { $0.kind == "page_viewed" }
        }

        #expect(try standing() == 0)
        _ = try site.world.database.write { connection in
            try Robots(connection, in: site.world.workspace).correct(
                site.site, .pace, "Mozilla/5.0", under: TrackingPlan(connection, in: site.world.workspace),
                at: site.world.now
            ) { _, _ in nil }
        }
        #expect(try standing() == 1)
    }

    @Test(arguments: Engine.available)
    func `of a thousand names are a few hundred`(engine: Engine) throws {
        let site = try SiteWorld(engine)
        for number in 0..<320 {
            try site.visit(nil, "/", verdict: .likelyBot(.userAgent), agent: "Bot/\(number)", site.hit(.page))
        }

        #expect(try site.robots().count <= 301)
        #expect(try site.robots().map(\.hits).reduce(0, +) == 320)
    }
}

@Suite struct `Old visits` {
    @Test(arguments: Engine.available)
    func `of nobody known are forgotten after twenty-five months, and only those`(engine: Engine) throws {
        let site = try SiteWorld(engine)
        let then = site.world.now - 800 * Instant.day
        try site.visit(
            ada, "/vieux", at: then, site.hit(.consent, nil, ["granted": "true"], at: then), site.hit(.page, at: then))
        try site.visit(
            jean, "/connu", at: then, site.hit(.consent, nil, ["granted": "true"], at: then), site.hit(.page, at: then))
        try site.visit(jean, "/", at: then, site.hit(.identify, nil, email: "jean@b.fr", at: then))
        try site.visit("browser-of-third-0", "/recent", site.yes, site.hit(.page))
        _ = try site.world.database.write {
            try $0.execute("UPDATE visitor SET first_seen = ?", [.integer(then.microseconds)])
        }

        let count = try site.world.database.write {
            try VisitPurge($0, in: site.world.workspace).purge(at: site.world.now)
        }

        #expect(count == 1)
        #expect(try site.world.activities().pages.sorted() == ["/connu", "/recent"])
        #expect(try site.world.contacts().count == 2)
        #expect(
            try site.world.database.write { try VisitPurge($0, in: site.world.workspace).purge(at: site.world.now) }
                == 0)
    }
}
