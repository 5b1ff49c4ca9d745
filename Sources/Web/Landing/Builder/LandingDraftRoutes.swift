import HTML
import HTTPTypes
import Storage
import Verger

/// The draft of a landing page: changed by the button, seen at once, put online when it is ready.
enum LandingDraftRoutes {
    static let all: [Route] = [
        Route(.get, "landing-pages/{page}/edit", may: .manageForms, edit),
        Route(.post, "landing-pages/{page}/edit", may: .manageForms, save),
        Route(.get, "landing-pages/{page}/preview", may: .viewForms, preview),
        Route(.get, "landing-pages/{page}/look", may: .viewForms, look),
    ]

    private static func variant(_ visit: Visit) -> LandingVariant {
        visit.query.text("variant").flatMap(LandingVariant.init(rawValue:)) ?? .a
    }

    @Sendable private static func edit(_ visit: Visit) throws -> Answer {
        visit.answer(
            try visit.read { connection in
                try LandingDraftPage(visit, LandingRoutes.page(visit, connection), variant(visit), connection)
            }.page)
    }

    @Sendable private static func save(_ visit: Visit) throws -> Answer {
        let old = try visit.read { try LandingRoutes.page(visit, $0) }
        let edit = LandingEdit(visit.form, of: old.draft)
        var page = old
        page.draft = edit.document
        page.revision = visit.form.integer("revision") ?? old.revision
        do {
            let revision = try visit.write { connection -> Int in
                guard edit.document != old.draft || page.revision != old.revision else { return old.revision }
                return try LandingPages(connection, in: visit.workspace.id).save(page)
            }
            page.revision = revision
        } catch LandingPages.Problem.changed {
            // At the revision that is there now: saving again keeps what was written here.
            var mine = old
            mine.draft = edit.document
            return try refused(visit, mine, edit.variant, [], conflict: true)
        }
        if visit.call.wantsFragment { return .fragment(LandingDraftPage.saved(visit, page, edit.variant)) }
        switch edit.action {
        case "publish": return try publish(visit, page, edit.variant)
        case "pictures": return .redirect(to: visit.links.pictures + Fields([("page", String(page.id))]).query)
        case "preview":
            return .redirect(to: visit.links.landing(page.id, "look") + "?variant=\(edit.variant.rawValue)")
        default:
            let place = edit.focus ?? (edit.action == "save" ? "saved" : "blocks")
            return .redirect(
                to: visit.links.landing(page.id, "edit")
                    + Fields([("variant", edit.variant.rawValue), ("open", edit.focus ?? "")]).query + "#\(place)")
        }
    }

    private static func publish(_ visit: Visit, _ page: LandingPage, _ variant: LandingVariant) throws -> Answer {
        let problems = try visit.read { page.draft.problems(try LandingResources(visit, $0)) }
        guard problems.isEmpty else { return try refused(visit, page, variant, problems) }
        do {
            let version = try visit.write { connection in
                let version = try LandingPages(connection, in: visit.workspace.id).publish(
                    page, by: visit.member.user.email, at: visit.now)
                try visit.audit(
                    "landing page published",
                    [("page", .number(Int(page.id))), ("name", .text(page.name)), ("version", .number(version))],
                    connection)
                return version
            }
            return .redirect(to: visit.links.landing(page.id)).toast(
                visit.notation.text("Version \(version) en ligne.", "Version \(version) is online."))
        } catch let problem as LandingPages.Problem {
            return try refused(visit, page, variant, [Verger.Problem(problem.sentence, path: "test")])
        }
    }

    /// Comes back with all that was typed.
    private static func refused(
        _ visit: Visit, _ page: LandingPage, _ variant: LandingVariant, _ problems: [Problem], conflict: Bool = false
    ) throws -> Answer {
        if visit.call.wantsFragment { return .fragment(LandingDraftPage.conflict(visit)) }
        var shown = try visit.read { try LandingDraftPage(visit, page, variant, $0) }
        shown.problems = problems
        shown.isConflict = conflict
        var answer = visit.answer(shown.page)
        answer.status = conflict ? .conflict : .unprocessableContent
        return answer
    }

    /// What people would see, to look at only.
    @Sendable private static func preview(_ visit: Visit) throws -> Answer {
        let variant = variant(visit)
        let landing = try visit.read { connection in
            let page = try LandingRoutes.page(visit, connection)
            let origin = LandingOrigin(page: page.id, version: 0, variant: variant, test: nil)
            return try PublishedLanding(page, page.draft, as: origin, in: visit.workspace, visit.site, connection)
        }
        var view: FormView?
        if let form = landing.form, form.isOpen {
            view = FormView(document: form.document, questions: form.document.asked(of: nil), target: "")
            view?.isPreview = true
        }
        return landing.answer(view, at: visit.site.address, isPreview: true)
    }

    @Sendable private static func look(_ visit: Visit) throws -> Answer {
        let page = try visit.read { try LandingRoutes.page(visit, $0) }
        return visit.answer(
            LandingLook(
                visit: visit, landing: page, variant: page.draft.challenger == nil ? .a : variant(visit),
                isPhone: visit.query["view"] == "phone"
            ).page)
    }
}

extension LandingResources {
    init(_ visit: Visit, _ connection: any SQLConnection) throws {
        self.init(
            forms: Set(
                try Forms(connection, in: visit.workspace.id).all().filter { $0.published != nil }.map(\.id)),
            pictures: Set(try Pictures(connection, in: visit.workspace.id).all().map(\.id)),
            sites: Set(try TrackedSites(connection, in: visit.workspace.id).all().map(\.id)))
    }
}
