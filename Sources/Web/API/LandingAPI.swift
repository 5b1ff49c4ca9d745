import HTTPTypes
import Storage
import Verger

/// Landing pages and how they do, for programs.
enum LandingAPI {
    static let routes = [
        Route(
            .get, api: "landing-pages", may: .viewForms,
            Operation(
                "List landing pages", "The latest made first, with the figures of the last twelve months.",
                query: [.limit, .cursor],
                answers: [.init(.ok, "A page of landing pages.", .page(of: .landingPage))]), list),
        Route(
            .get, api: "landing-pages/{page}", may: .viewForms,
            Operation("Read a landing page", answers: [.init(.ok, "The landing page.", .landingPage)]), read),
    ]

    private static func list(_ visit: Visit) throws -> Answer {
        try visit.site.landingCounter.writeDown(visit.site)
        let place = try visit.cursor(in: "landing-pages")
        return try visit.read { connection in
            let found = try LandingPages(connection, in: visit.workspace.id)
                .page(before: place?.id, limit: visit.limit + 1)
            let shown = found.prefix(visit.limit)
            let last = found.count > shown.count ? shown.last.map { Position(value: .null, id: $0.id) } : nil
            let card = try LandingCard(visit, connection)
            return .page(
                try shown.map { try card.document(of: $0) }, next: last.map { Cursor.text($0, in: "landing-pages") })
        }
    }

    private static func read(_ visit: Visit) throws -> Answer {
        try visit.site.landingCounter.writeDown(visit.site)
        return try visit.read { connection in
            .json(try LandingCard(visit, connection).document(of: LandingRoutes.page(visit, connection)))
        }
    }
}

/// A landing page as programs read it.
private struct LandingCard {
    private let visit: Visit
    private let figures: LandingFigures
    private let counts: [Int64: LandingCount]
    private let tests: [Int64: LandingTest]
    private let publishedAt: [Int64: Instant]

    init(_ visit: Visit, _ connection: any SQLConnection) throws {
        self.visit = visit
        figures = LandingFigures(connection, in: visit.workspace)
        counts = try figures.figures(since: LandingRoutes.since(visit))
        tests = try LandingTests(connection, in: visit.workspace.id).running()
        publishedAt = try LandingPages(connection, in: visit.workspace.id).publishedAt()
    }

    func document(of page: LandingPage) throws -> Document {
        let count = counts[page.id] ?? LandingCount()
        return .object([
            ("id", .number(Int(page.id))), ("name", .text(page.name)), ("slug", .text(page.slug)),
            ("url", .text(visit.address(of: page))), ("language", .text(page.draft.language.rawValue)),
            ("online", Document(.boolean(page.published != nil))),
            ("publishedAt", .text(orNull: publishedAt[page.id]?.iso8601)),
            ("archived", Document(.boolean(page.archivedAt != nil))), ("views", .number(count.views)),
            ("visitors", .number(count.visitors)), ("conversions", .number(count.conversions)),
            ("conversion", share(count)), ("test", try tests[page.id].map(test) ?? .null),
        ])
    }

    private func share(_ count: LandingCount) -> Document {
        count.conversion.map { .number(Number(millionths: Int64(($0.value * 1_000_000).rounded()))) } ?? .null
    }

    private func test(_ test: LandingTest) throws -> Document {
        let reading = TestReading(test, try figures.days(of: test), in: visit.workspace.zone, at: visit.now)
        return .object([
            ("startedAt", .text(test.startedAt.iso8601)), ("verdict", .text(reading.verdict.code)),
            ("skewed", Document(.boolean(reading.isSkewed))),
            (
                "variants",
                .list(
                    LandingVariant.allCases.map { variant in
                        let count = variant == .a ? reading.a : reading.b
                        return .object([
                            ("variant", .text(variant.rawValue)), ("visitors", .number(count.visitors)),
                            ("needed", .number(test.plan.needed(of: variant))),
                            ("conversions", .number(count.conversions)),
                        ])
                    })
            ),
        ])
    }
}

extension TestReading.Verdict {
    fileprivate var code: String {
        switch self {
        case .notYet: "not_yet"
        case .abandoned: "abandoned"
        case .better: "better"
        case .worse: "worse"
        case .same: "same"
        }
    }
}

extension Schema {
    static let landingPage = Schema.record([
        "id": .id, "name": .text, "slug": .text, "url": .text, "language": .choice(["fr", "en"]), "online": .boolean,
        "publishedAt": .instant.orNull, "archived": .boolean,
        "views": .integer.noted("By people: neither programs nor members who have signed in."),
        "visitors": .integer.noted("Views that were the first of a browser on its day."),
        "conversions": .integer.noted("Contacts who sent its form."),
        "conversion": .number.orNull.noted("Of the visitors; null of nobody."),
        "test": Schema.record([
            "startedAt": .instant,
            "verdict": .choice(["not_yet", "abandoned", "better", "worse", "same"]).noted(
                "Of B against A, decided once, when the plan is fulfilled."),
            "skewed": .boolean.noted("Visitors were not split as planned: the verdict is worth nothing."),
            "variants": .list(
                of: .record([
                    "variant": .choice(["a", "b"]), "visitors": .integer, "needed": .integer, "conversions": .integer,
                ])),
        ]).orNull.noted("The test that is running; null for none."),
    ]).named("LandingPage")
}
