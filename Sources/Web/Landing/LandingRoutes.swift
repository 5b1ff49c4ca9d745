import HTML
import HTTPTypes
import Storage
import Verger

/// The landing pages of a workspace: list, one page, its draft, its test, the pictures.
enum LandingRoutes {
    static let all: [Route] =
        [
            Route(.get, "landing-pages", may: .viewForms, list),
            Route(.get, "landing-pages/new", may: .manageForms) { $0.answer(try NewLanding($0).page) },
            Route(.post, "landing-pages/new", may: .manageForms, add),
            Route(.get, "landing-pages/{page}", may: .viewForms) { try show($0) },
            Route(.post, "landing-pages/{page}/copies", may: .manageForms, copy),
            Route(.post, "landing-pages/{page}/address", may: .manageForms, move),
            Route(.post, "landing-pages/{page}/unpublishing", may: .manageForms, unpublish),
            Route(.post, "landing-pages/{page}/archiving", may: .manageForms) { try archive($0, isArchived: true) },
            Route(.post, "landing-pages/{page}/restoring", may: .manageForms) { try archive($0, isArchived: false) },
        ] + LandingDraftRoutes.all + LandingTestRoutes.all + PictureRoutes.all

    static func since(_ visit: Visit) -> Day { ContentRoutes.since(visit) }

    @Sendable private static func list(_ visit: Visit) throws -> Answer {
        try visit.site.landingCounter.writeDown(visit.site)
        let isArchive = visit.query["archived"] == "1"
        return try visit.read { connection in
            let pages = LandingPages(connection, in: visit.workspace.id)
            return visit.answer(
                LandingListPage(
                    visit: visit, pages: try pages.all(archived: isArchive), publishedAt: try pages.publishedAt(),
                    figures: try LandingFigures(connection, in: visit.workspace).figures(since: since(visit)),
                    tests: try LandingTests(connection, in: visit.workspace.id).running(), isArchive: isArchive
                ).page)
        }
    }

    @Sendable private static func add(_ visit: Visit) throws -> Answer {
        var new = try NewLanding(visit)
        do {
            let page = try visit.write { connection in
                let page = try LandingPages(connection, in: visit.workspace.id).add(
                    new.name, new.document, at: visit.now)
                try note(visit, "landing page added", page, connection)
                return page
            }
            return .redirect(to: visit.links.landing(page.id, "edit"))
        } catch let problem as LandingPages.Problem {
            new.problem = problem
            var answer = visit.answer(new.page)
            answer.status = .unprocessableContent
            return answer
        }
    }

    private static func show(_ visit: Visit, problem: LandingPages.Problem? = nil) throws -> Answer {
        try visit.site.landingCounter.writeDown(visit.site)
        return try visit.read { connection in
            let page = try Self.page(visit, connection)
            let figures = LandingFigures(connection, in: visit.workspace)
            var answer = visit.answer(
                LandingOverview(
                    visit: visit, landing: page,
                    versions: try LandingPages(connection, in: visit.workspace.id).versions(of: page.id),
                    figures: try figures.figures(since: since(visit))[page.id] ?? LandingCount(),
                    test: try LandingTests(connection, in: visit.workspace.id).running(of: page.id), problem: problem
                ).page)
            if problem != nil { answer.status = .unprocessableContent }
            return answer
        }
    }

    /// Another page that begins as this one is now.
    @Sendable private static func copy(_ visit: Visit) throws -> Answer {
        let copy = try visit.write { connection in
            let page = try Self.page(visit, connection)
            let pages = LandingPages(connection, in: visit.workspace.id)
            let taken = Set(try (pages.all() + pages.all(archived: true)).map(\.name))
            let names = (1...).lazy.map { number in
                visit.notation.text("\(page.name), copie", "\(page.name), copy") + (number == 1 ? "" : " \(number)")
            }
            let copy = try pages.add(names.first { !taken.contains($0) } ?? page.name, page.draft, at: visit.now)
            try note(visit, "landing page added", copy, connection)
            return copy
        }
        return .redirect(to: visit.links.landing(copy.id, "edit")).toast(
            visit.notation.text(
                "«\u{A0}\(copy.name)\u{A0}» est un brouillon à vous.", "“\(copy.name)” is a draft of yours."))
    }

    @Sendable private static func move(_ visit: Visit) throws -> Answer {
        do {
            let page = try visit.write { connection in
                let page = try Self.page(visit, connection)
                try LandingPages(connection, in: visit.workspace.id).move(page.id, to: visit.form["slug"] ?? "")
                try note(visit, "landing page moved", page, connection)
                return page
            }
            return .redirect(to: visit.links.landing(page.id)).toast(
                visit.notation.text(
                    "Adresse changée. L’ancienne mène à la nouvelle.", "Address changed. The old one leads to it."))
        } catch let problem as LandingPages.Problem {
            return try show(visit, problem: problem)
        }
    }

    @Sendable private static func unpublish(_ visit: Visit) throws -> Answer {
        let page = try visit.write { connection in
            let page = try Self.page(visit, connection)
            let isChanged = try LandingPages(connection, in: visit.workspace.id).unpublish(
                page.id, by: visit.member.user.email, at: visit.now)
            if isChanged { try note(visit, "landing page taken offline", page, connection) }
            return page
        }
        return .redirect(to: visit.links.landing(page.id)).toast(
            visit.notation.text("La page n’est plus en ligne.", "The page is no longer online."))
    }

    private static func archive(_ visit: Visit, isArchived: Bool) throws -> Answer {
        let page = try visit.write { connection in
            let page = try Self.page(visit, connection)
            try LandingPages(connection, in: visit.workspace.id).archive(
                page.id, by: visit.member.user.email, at: isArchived ? visit.now : nil, now: visit.now)
            try note(visit, isArchived ? "landing page archived" : "landing page restored", page, connection)
            return page
        }
        guard isArchived else {
            return .redirect(to: visit.links.landing(page.id)).toast(
                visit.notation.text("La page est revenue, hors ligne.", "The page is back, offline."))
        }
        return .redirect(to: visit.links.landings).toast(
            visit.notation.text("«\u{A0}\(page.name)\u{A0}» est archivée.", "“\(page.name)” is archived."),
            undo: visit.links.landing(page.id, "restoring"))
    }

    static func note(
        _ visit: Visit, _ action: String, _ page: LandingPage, _ connection: any SQLConnection
    ) throws {
        try visit.audit(action, [("page", .number(Int(page.id))), ("name", .text(page.name))], connection)
    }

    /// The page in the address.
    static func page(_ visit: Visit, _ connection: any SQLConnection) throws -> LandingPage {
        guard let page = try LandingPages(connection, in: visit.workspace.id).find(visit.number("page")) else {
            throw Refusal.notFound
        }
        return page
    }
}

extension Links {
    package var landings: String { to("landing-pages") }
    package func landing(_ id: Int64, _ part: String? = nil) -> String {
        "\(landings)/\(id)" + (part.map { "/" + $0 } ?? "")
    }
    package var pictures: String { to("pictures") }
}

/// The tabs of one landing page.
enum LandingTab: CaseIterable {
    case overview, edit, preview, test

    var label: Sentence {
        switch self {
        case .overview: Sentence(fr: "Vue d’ensemble", en: "Overview")
        case .edit: Sentence(fr: "Composition", en: "Build")
        case .preview: Sentence(fr: "Aperçu", en: "Preview")
        case .test: Sentence(fr: "Test A/B", en: "A/B test")
        }
    }

    func link(_ page: LandingPage, _ links: Links) -> String {
        switch self {
        case .overview: links.landing(page.id)
        case .edit: links.landing(page.id, "edit")
        case .preview: links.landing(page.id, "look")
        case .test: links.landing(page.id, "test")
        }
    }

    var permission: Permission { self == .edit ? .manageForms : .viewForms }
}

extension Visit {
    /// A page of one landing page with its tabs.
    func page(of landing: LandingPage, _ tab: LandingTab) -> Page {
        var page = Page(.landings, title: landing.name)
        page.parent = (say(Section.landings.label), links.landings)
        page.tabs = nav(.class("tabs"), .aria("label", landing.name)) {
            for other in LandingTab.allCases where may(other.permission) {
                a(.href(other.link(landing, links)), .aria("current", other == tab ? "page" : nil)) {
                    say(other.label)
                }
            }
        }
        if landing.archivedAt != nil {
            page.banner = div(.class("banner warn in-page")) {
                Icon.warn.markup
                span {
                    notation.text(
                        "Archivée\u{A0}: son adresse dit qu’elle n’est plus en ligne.",
                        "Archived: its address says that it is no longer online.")
                }
            }
        }
        return page
    }

    /// With the server's name, as it is handed on.
    func address(of landing: LandingPage) -> String {
        site.address + PublishedLanding.path(landing, in: workspace)
    }
}
