import Storage
import TestSupport
import Testing
import Verger

@Suite struct `Landing pages` {
    @Test(arguments: Engine.available)
    func `keep their versions, and every address they had`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        var page = try world.publish(Landing.document(form: nil))
        let first = page.draft
        try world.database.write { connection in
            let pages = LandingPages(connection, in: world.workspace.id)
            page.draft.title = "Second"
            page.revision = try pages.save(page)
            page.published = try pages.publish(page, by: "test", at: world.now + 1)
            try pages.move(page.id, to: "four")
            try pages.move(page.id, to: "le-four")
        }

        let (numbers, kept, found, since) = try world.database.read { connection in
            let pages = LandingPages(connection, in: world.workspace.id)
            return (
                try pages.versions(of: page.id).map(\.number), try pages.version(1, of: page.id),
                try ["the-oven", "four", "le-four"].map { try pages.find(slug: $0)?.slug },
                try pages.publishedAt()[page.id]
            )
        }
        #expect(numbers == [2, 1] && kept == first)
        #expect(found == ["le-four", "le-four", "le-four"] && since == world.now + 1)
    }

    @Test(arguments: Engine.available)
    func `have names and addresses of their own`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let page = try world.publish(Landing.document(form: nil))
        try world.database.write { try LandingPages($0, in: world.workspace.id).move(page.id, to: "other") }

        try world.database.write { connection in
            let pages = LandingPages(connection, in: world.workspace.id)
            #expect(throws: LandingPages.Problem.nameTaken) { try pages.add("The oven", page.draft, at: world.now) }
            #expect(throws: LandingPages.Problem.nameless) { try pages.add("¿?", page.draft, at: world.now) }
            let second = try pages.add("The Oven", page.draft, at: world.now)
            #expect(second.slug == "the-oven-2")
            #expect(throws: LandingPages.Problem.addressTaken) { try pages.move(second.id, to: "the-oven") }
            #expect(throws: LandingPages.Problem.oddAddress) { try pages.move(second.id, to: "../x") }
            try pages.move(page.id, to: "the-oven")
        }
    }

    @Test(arguments: Engine.available)
    func `are not saved over what somebody else saved`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let page = try world.publish(Landing.document(form: nil))
        _ = try world.database.write { try LandingPages($0, in: world.workspace.id).save(page) }

        #expect(throws: LandingPages.Problem.changed) {
            try world.database.write { try LandingPages($0, in: world.workspace.id).save(page) }
        }
    }

    @Test(arguments: Engine.available)
    func `do not change while a test is running, which ends when they go offline`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        var (_, page, test) = try world.testing()
        page.draft.title = "Changed"
        let changed = page

        #expect(throws: LandingPages.Problem.underTest) {
            try world.database.write {
                try LandingPages($0, in: world.workspace.id).publish(changed, by: "test", at: world.now)
            }
        }
        let again = try world.database.write {
            try LandingTests($0, in: world.workspace.id).start(Landing.plan(), of: changed, by: "x", at: world.now)
        }
        #expect(again == nil)
        let isGone = try world.database.write {
            try LandingPages($0, in: world.workspace.id).unpublish(changed.id, by: "anne", at: world.now + 5)
        }

        let ended = try world.database.read { try LandingTests($0, in: world.workspace.id).all(of: changed.id) }
        test.endedAt = world.now + 5
        test.endedBy = "anne"
        #expect(isGone && ended == [test])
        #expect(
            try world.database.read { try LandingPages($0, in: world.workspace.id).find(changed.id)?.published } == nil)
    }
}

@Suite struct `What landing pages count` {
    private func take(
        _ world: World, _ form: Form, _ origin: LandingOrigin, key: String, email: String,
        verdict: SubmissionVerdict = .human, isCounted: Bool = true
    ) throws -> FormIntake.Outcome {
        let plain = Forming.sending(form, ["q3": [email]], key: key, verdict: verdict)
        return try world.take(
            FormIntake.Sending(
                form: plain.form, document: plain.document, version: 1, key: plain.key, way: .page, at: plain.at,
                reading: plain.reading, touch: plain.touch, address: plain.address, verdict: verdict, landing: origin,
                isCounted: isCounted))
    }

    @Test(arguments: Engine.available)
    func `is each contact once, under the variant that was sent`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let (form, page, test) = try world.testing()
        let a = LandingOrigin(page: page.id, version: 1, variant: .a, test: test.id)
        let b = LandingOrigin(page: page.id, version: 1, variant: .b, test: test.id)

        let first = try take(world, form, b, key: "a", email: "lea@borie.example")
        _ = try take(world, form, b, key: "a", email: "lea@borie.example")
        _ = try take(world, form, a, key: "b", email: "lea@borie.example")
        _ = try take(world, form, a, key: "c", email: "max@borie.example")
        _ = try take(world, form, a, key: "d", email: "zoe@borie.example", isCounted: false)
        let held = try take(world, form, a, key: "e", email: "ida@borie.example", verdict: .bot(.haste))

        let days = try world.database.read { try LandingFigures($0, in: world.workspace).days(of: test) }
        #expect(days.map(\.a.conversions) == [1] && days.map(\.b.conversions) == [1])
        let sent = try world.database.read { try Submissions($0, in: world.workspace.id).find(first.submission) }
        #expect(sent?.landing == b)
        let timeline = try world.database.read {
            try Activities($0, in: world.workspace.id).timeline(of: first.contact!)
        }
        #expect(timeline[0].properties["landing_page"] == "The oven")

        let released = try world.database.write { connection in
            try FormIntake(
                connection, in: world.workspace, types: [:], kinds: World.kinds, at: world.now + 3 * Instant.day
            ).release(held.submission, by: "anne")
        }
        let later = try world.database.read { try LandingFigures($0, in: world.workspace).days(of: test) }
        #expect(released && later.map(\.a.conversions) == [1, 1], "days that are over do not change")
    }

    @Test(arguments: Engine.available)
    func `is added up by day and by page`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let (_, page, test) = try world.testing()
        try world.database.write { connection in
            let figures = LandingFigures(connection, in: world.workspace)
            for (variant, day) in [(LandingVariant.a, 0), (.a, 0), (.b, 0), (.b, 2)] {
                try figures.add(
                    LandingCount(views: 3, visitors: 2), of: .init(page: page.id, variant, test: test.id),
                    at: world.now + Int64(day) * Instant.day)
            }
            try figures.add(LandingCount(views: 1, visitors: 1), of: .init(page: page.id, .a, test: nil), at: world.now)
        }

        let today = world.workspace.zone.day(at: world.now)
        let (days, all, byDay) = try world.database.read { connection in
            let figures = LandingFigures(connection, in: world.workspace)
            return (
                try figures.days(of: test), try figures.figures(since: today)[page.id],
                try figures.days(of: page.id, since: today)
            )
        }
        #expect(days.map { [$0.a.visitors, $0.b.visitors] } == [[4, 2], [0, 2]])
        #expect(all == LandingCount(views: 13, visitors: 9))
        #expect(byDay.map(\.count.views) == [10, 3] && byDay[0].day == today)
    }

    @Test(arguments: Engine.available)
    func `stays when a person is erased, who does not`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let (form, page, test) = try world.testing()
        let origin = LandingOrigin(page: page.id, version: 1, variant: .b, test: test.id)
        let outcome = try take(world, form, origin, key: "a", email: "lea@borie.example")

        try world.erase(try #require(outcome.contact))

        let (days, sent) = try world.database.read { connection in
            (
                try LandingFigures(connection, in: world.workspace).days(of: test),
                try Submissions(connection, in: world.workspace.id).find(outcome.submission)
            )
        }
        #expect(sent == nil && days.map(\.b.conversions) == [1])
    }
}

@Suite struct `The pictures of a workspace` {
    @Test(arguments: Engine.available)
    func `come back as they were, and are kept once`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let bytes = Landing.png(800, 600) + (0..<500_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }

        let picture = try world.picture(bytes)
        let again = try world.picture(bytes, named: "same.png")

        #expect(again == picture && picture.width == 800 && picture.size == bytes.count)
        let found = try world.database.read { connection in
            let pictures = Pictures(connection, in: world.workspace.id)
            return (
                try pictures.bytes(of: picture.id, mark: picture.mark), try pictures.bytes(of: picture.id, mark: "x")
            )
        }
        #expect(found.0?.bytes == bytes && found.0?.kind == .png && found.1 == nil)
    }

    @Test(arguments: Engine.available)
    func `stay while a page or the logo needs them`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let (shown, logo, free) = (
            try world.picture(Landing.png(1, 1)), try world.picture(Landing.png(2, 2)),
            try world.picture(Landing.png(3, 3))
        )
        _ = try world.publish(Landing.document(form: nil, picture: shown.id))
        try world.database.write { connection in
            let settings = Settings(connection, in: world.workspace.id)
            var all = try settings.all()
            all.brand.logo = logo.id
            try settings.save(all)
        }

        for id in [shown.id, logo.id] {
            #expect(throws: Pictures.Problem.inUse) {
                try world.database.write { try Pictures($0, in: world.workspace.id).drop(id) }
            }
        }
        #expect(try world.database.write { try Pictures($0, in: world.workspace.id).drop(free.id) })
        #expect(try world.database.read { try Pictures($0, in: world.workspace.id).all().count } == 2)
    }
}
