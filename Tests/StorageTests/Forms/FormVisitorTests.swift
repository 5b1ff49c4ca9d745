import Storage
import TestSupport
import Testing
import Verger

private let (ada, jean) = (SiteWorld.ada, SiteWorld.jean)

@Suite struct `A form sent on a browser` {
    private func site(_ engine: Engine, mode: TrackedSite.Mode = .consent) throws -> (SiteWorld, Form) {
        let site = try SiteWorld(engine, mode: mode)
        return (site, try site.world.publish(Forming.document(.demo)))
    }

    @discardableResult
    private func send(
        _ form: Form, _ site: SiteWorld, _ email: String, _ visitor: String?, key: String = "a",
        verdict: SubmissionVerdict = .human, at: Instant? = nil
    ) throws -> FormIntake.Outcome {
        try site.world.take(
            Forming.sending(form, ["q3": [email]], key: key, verdict: verdict, visitor: visitor), at: at)
    }

    @Test(arguments: Engine.available)
    func `whose owner agreed brings what was done on it since, and what will be`(engine: Engine) throws {
        let (site, form) = try site(engine)
        try site.visit(nil, "/avant", site.hit(.page))
        try site.visit(
            ada, "/fours?utm_source=google&utm_medium=cpc&utm_campaign=Fours", from: nil, site.yes, site.hit(.page))

        let outcome = try send(form, site, "ada@b.fr", ada)
        try site.visit(ada, "/prix", site.hit(.page))

        let timeline = try site.timeline(ofEmail: "ada@b.fr")
        #expect(timeline.pages == ["/fours", "/prix"])
        #expect(Set(timeline.map(\.kind)).isSuperset(of: ["consent_granted", "form_submitted", "demo_requested"]))
        #expect(try site.world.contacts().map(\.id) == [outcome.contact!])
        #expect(try site.world.contacts()[0].fields[.source] == "google")
    }

    @Test(arguments: Engine.available)
    func `that nobody agreed on brings nothing`(engine: Engine) throws {
        let (site, form) = try site(engine)
        try site.visit(ada, "/", site.hit(.page))
        try site.visit(jean, "/jean", site.yes, site.hit(.page))
        try site.visit(jean, "/", site.no)

        try send(form, site, "ada@b.fr", ada)
        try send(form, site, "jean@b.fr", jean, key: "b")
        try send(form, site, "zoe@b.fr", nil, key: "c")

        for email in ["ada@b.fr", "jean@b.fr", "zoe@b.fr"] {
            #expect(try site.timeline(ofEmail: email).map(\.kind) == ["form_submitted", "demo_requested"])
        }
        #expect(try site.world.activities().pages == ["/jean"])
    }

    @Test(arguments: Engine.available)
    func `brings nothing once the consent has run out`(engine: Engine) throws {
        let (site, form) = try site(engine)
        try site.visit(ada, "/fours", site.yes, site.hit(.page))

        try send(form, site, "ada@b.fr", ada, at: site.world.now + 391 * Instant.day)

        #expect(try site.timeline(ofEmail: "ada@b.fr").pages == [])
    }

    /// Mautic #4211.
    @Test(arguments: Engine.available)
    func `leaves nothing to a second person`(engine: Engine) throws {
        let (site, form) = try site(engine)
        try site.visit(ada, "/fours", site.yes, site.hit(.page))
        try send(form, site, "ada@b.fr", ada)
        try site.visit(ada, "/prix", site.hit(.page))

        try send(form, site, "jean@b.fr", ada, key: "b")
        try site.visit(ada, "/jean", site.hit(.page))

        #expect(try site.timeline(ofEmail: "ada@b.fr").pages == ["/fours", "/prix"])
        #expect(try site.timeline(ofEmail: "jean@b.fr").pages == ["/jean"])
        let consents = try site.timeline(ofEmail: "jean@b.fr").compactMap { ConsentStatement($0) }
        #expect(consents.map(\.proof.source) == ["device"] && consents.map(\.proof.ip) == ["203.0.113.0"])
    }

    /// Mautic #5504.
    @Test(arguments: Engine.available)
    func `is one person’s on two devices`(engine: Engine) throws {
        let (site, form) = try site(engine)
        for (browser, path, key) in [(ada, "/telephone", "a"), (jean, "/bureau", "b")] {
            try site.visit(browser, path, site.yes, site.hit(.page))
            try send(form, site, "ada@b.fr", browser, key: key)
        }

        #expect(try site.timeline(ofEmail: "ada@b.fr").pages.sorted() == ["/bureau", "/telephone"])
        #expect(try site.world.contacts().count == 1)
    }

    @Test(arguments: Engine.available)
    func `and kept back brings it when a person turns out to have sent it, unless the consent is gone`(
        engine: Engine
    ) throws {
        let (site, form) = try site(engine)
        for browser in [ada, jean] { try site.visit(browser, "/" + browser, site.yes, site.hit(.page)) }
        let held = try [
            send(form, site, "ada@b.fr", ada, verdict: .bot(.haste)),
            send(form, site, "jean@b.fr", jean, key: "b", verdict: .bot(.haste)),
        ]
        #expect(try site.timeline(ofEmail: "ada@b.fr").isEmpty)
        try site.visit(jean, "/", site.no)

        try site.world.database.write { connection throws -> Void in
            let intake = FormIntake(
                connection, in: site.world.workspace, types: [:], kinds: World.kinds, at: site.world.now)
            for outcome in held { #expect(try intake.release(outcome.submission, by: "anne@borie.example")) }
        }

        #expect(try site.timeline(ofEmail: "ada@b.fr").pages == ["/" + ada])
        #expect(try site.timeline(ofEmail: "jean@b.fr").pages == [])
        let kept = try site.world.database.read {
            try $0.rows("SELECT visitor FROM form_submission", []) { $0.textOrNil(0) }
        }
        #expect(kept == [nil, nil])
    }

    @Test(arguments: Engine.available)
    func `brings nothing where sites only count`(engine: Engine) throws {
        let (site, form) = try site(engine)
        try site.visit(ada, "/fours", site.yes, site.hit(.page))
        try site.world.database.write { connection in
            _ = try TrackedSites(connection, in: site.world.workspace.id).change(
                site.site.id, to: .init(name: "Borie", hosts: "borie.example", mode: .counter))
        }

        try send(form, site, "ada@b.fr", ada)

        #expect(try site.timeline(ofEmail: "ada@b.fr").pages == [])
    }
}
