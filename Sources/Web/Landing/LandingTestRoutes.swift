import HTML
import HTTPTypes
import Storage
import Verger

/// The test of two variants: planned, running, ended.
enum LandingTestRoutes {
    static let all: [Route] = [
        Route(.get, "landing-pages/{page}/test", may: .viewForms) { try show($0) },
        Route(.post, "landing-pages/{page}/test", may: .manageForms, start),
        Route(.post, "landing-pages/{page}/test/end", may: .manageForms, end),
    ]

    /// The pace of the last four weeks.
    private static let paceDays = 28

    private static func show(_ visit: Visit, problem: Problem? = nil) throws -> Answer {
        try visit.site.landingCounter.writeDown(visit.site)
        return try visit.read { connection in
            let page = try LandingRoutes.page(visit, connection)
            let figures = LandingFigures(connection, in: visit.workspace)
            let tests = try LandingTests(connection, in: visit.workspace.id).all(of: page.id)
            let readings = try tests.map { test in
                (
                    test: test,
                    reading: TestReading(test, try figures.days(of: test), in: visit.workspace.zone, at: visit.now)
                )
            }
            let today = visit.workspace.zone.day(at: visit.now)
            let recent = try figures.days(of: page.id, since: Day(number: today.number - Int64(paceDays)))
                .reduce(LandingCount()) { $0 + $1.count }
            let shown = try page.published.flatMap {
                try LandingPages(connection, in: visit.workspace.id).version($0, of: page.id)
            }
            var answer = visit.answer(
                LandingTestPage(
                    visit: visit, landing: page, shown: shown, readings: readings,
                    form: TestPlanForm(
                        visit.call.method == .post && problem != nil ? visit.form : visit.query,
                        known: recent.conversion),
                    pace: Double(recent.visitors) / Double(paceDays), problem: problem
                ).page)
            if problem != nil { answer.status = .unprocessableContent }
            return answer
        }
    }

    @Sendable private static func start(_ visit: Visit) throws -> Answer {
        let plan: TestPlan
        do {
            plan = try TestPlanForm(visit.form, known: nil).plan()
        } catch let problem as Problem {
            return try show(visit, problem: problem)
        }
        let test = try visit.write { connection -> LandingTest? in
            let page = try LandingRoutes.page(visit, connection)
            let shown = try page.published.flatMap {
                try LandingPages(connection, in: visit.workspace.id).version($0, of: page.id)
            }
            // Without a form in both there is nothing to compare.
            guard let shown, LandingVariant.allCases.allSatisfy({ shown.form(of: $0) != nil }) else { return nil }
            let test = try LandingTests(connection, in: visit.workspace.id).start(
                plan, of: page, by: visit.member.user.email, at: visit.now)
            if test != nil { try LandingRoutes.note(visit, "landing test started", page, connection) }
            return test
        }
        guard test != nil else { return try show(visit, problem: Problem(LandingTestWords.notReady)) }
        return .redirect(to: visit.links.landing(try visit.number("page"), "test")).toast(
            visit.notation.text(
                "Le test a commencé. La page ne change plus avant sa fin.",
                "The test has begun. The page does not change before it ends."))
    }

    /// Ends it, and shows everybody the variant that was chosen; nobody’s choice leaves A.
    @Sendable private static func end(_ visit: Visit) throws -> Answer {
        let kept = visit.form.text("keep").flatMap(LandingVariant.init(rawValue:))
        let page = try visit.write { connection in
            var page = try LandingRoutes.page(visit, connection)
            let pages = LandingPages(connection, in: visit.workspace.id)
            let tests = LandingTests(connection, in: visit.workspace.id)
            guard let test = try tests.running(of: page.id),
                let shown = try pages.version(test.version, of: page.id)
            else { return page }
            try tests.end(ofPage: page.id, keeping: kept, by: visit.member.user.email, at: visit.now)
            try LandingRoutes.note(visit, "landing test ended", page, connection)
            if let kept {
                // What was written meanwhile stays in the draft, where it is something else.
                let isUntouched = page.draft == shown
                let draft = page.draft
                page.draft = shown.keeping(kept)
                _ = try pages.publish(page, by: visit.member.user.email, at: visit.now)
                page.draft = isUntouched ? page.draft : draft
                if isUntouched { page.revision = try pages.save(page) }
            }
            return page
        }
        let notation = visit.notation
        return .redirect(to: visit.links.landing(page.id, "test")).toast(
            kept.map {
                notation.text(
                    "Test terminé. Tout le monde voit la variante \($0.name).",
                    "The test has ended. Everybody sees variant \($0.name).")
            } ?? notation.text("Test abandonné. Tout le monde voit A.", "The test was given up. Everybody sees A."))
    }
}

/// What was typed of a plan, or what suits the page.
struct TestPlanForm {
    let baseline: String
    let lift: String
    let share: String
    /// Whether the baseline is that of the last weeks.
    let isKnown: Bool

    init(_ typed: Fields, known: Proportion?) {
        let usual = known.flatMap { $0.whole >= TestPlan.fewest && $0.part > 0 ? $0 : nil }
        isKnown = typed.text("baseline") == nil && usual != nil
        baseline = typed.text("baseline") ?? String(TestPlanForm.hundredths(usual?.value ?? 0.03))
        lift = typed.text("lift") ?? "30"
        share = typed.text("share") ?? "50"
    }

    /// `3.2` of 0.032.
    private static func hundredths(_ share: Double) -> String {
        Number(millionths: Int64((share * 10_000).rounded()) * 10_000).description
    }

    func plan() throws -> TestPlan {
        let percent = Double(baseline.replacing(",", with: ".")) ?? -1
        let hundredths = (percent * 100).rounded()
        return try TestPlan(
            baseline: (0...10_000).contains(hundredths) ? Int(hundredths) : -1, lift: Int(lift) ?? -1,
            share: Int(share) ?? -1)
    }
}
