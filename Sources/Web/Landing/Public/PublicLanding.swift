import HTML
import HTTPTypes
import Storage
import Verger

/// Landing pages for everybody: shown, filled in, and the pictures on them.
enum PublicLanding {
    static let routes: [Route] = [
        Route(.get, "/l/{workspace}/{page}", open: { try show($0) }),
        Route(.post, "/l/{workspace}/{page}", open: { try send($0) }).accepting(bytes: 256 * 1024),
        Route(.get, "/i/{workspace}/{image}", open: { try image($0) }),
    ]

    private static func find(_ call: Call, _ connection: any SQLConnection) throws -> (Workspace, LandingPage) {
        guard let workspace = try Workspaces(connection).find(slug: call.parameters["workspace"] ?? ""),
            let page = try LandingPages(connection, in: workspace.id).find(slug: call.parameters["page"] ?? ""),
            page.versions > 0
        else { throw Refusal.notFound }
        return (workspace, page)
    }

    // MARK: Looking

    private static func show(_ call: Call) throws -> Answer {
        let secret = try call.site.formDesk.secret(call.site)
        let (workspace, page) = try call.site.database.read { try find(call, $0) }
        guard page.slug == call.parameters["page"] else {
            return Answer(
                status: .movedPermanently,
                headers: [
                    .location: PublishedLanding.path(page, in: workspace) + call.query.query,
                    .cacheControl: "public, max-age=3600",
                ], [])
        }
        guard let version = page.published else { return try gone(call, workspace, page) }
        let (landing, view) = try call.site.database.read { connection -> (PublishedLanding, FormView?) in
            guard let document = try LandingPages(connection, in: workspace.id).version(version, of: page.id) else {
                throw Refusal.notFound
            }
            let test = try LandingTests(connection, in: workspace.id).running(of: page.id)
            let origin = LandingOrigin(
                page: page.id, version: version, variant: test.map { variant(of: $0, call, secret) } ?? .a,
                test: test?.id)
            let landing = try PublishedLanding(page, document, as: origin, in: workspace, call.site, connection)
            let person = try landing.form?.person(call.query.text("p"), by: secret, at: call.now, connection)
            return (landing, try Self.view(landing, landing.form?.document.asked(of: person) ?? [], call, secret))
        }
        let answer = landing.answer(view, at: call.site.address)
        if call.isCountedVisit() {
            try call.site.landingCounter.note(.init(landing.origin), by: call, in: workspace)
            if let form = landing.form, view != nil {
                try call.site.formDesk.note(.formShown, form.form.id, in: workspace, call.site)
            }
        }
        return answer.ifChanged(for: call)
    }

    /// Always the same for a browser while a test runs, and worked out anew each time: nothing is stored for it, neither
    /// there nor here.
    private static func variant(of test: LandingTest, _ call: Call, _ secret: InstanceSecret) -> LandingVariant {
        let browser = "\(test.id)\n\(RequestOrigin.key(call.origin))\n\(call.headers[.userAgent] ?? "")"
        let number = Int(secret.seal(of: browser, for: "landing tests").prefix(12), radix: 16) ?? 0
        return test.plan.variant(at: number % 10_000)
    }

    /// The form of a page with a fresh stamp; nil where it is closed or there is none.
    private static func view(
        _ landing: PublishedLanding, _ questions: [Question], _ call: Call, _ secret: InstanceSecret
    ) throws -> FormView? {
        guard let form = landing.form, form.isOpen else { return nil }
        var view = try FormFrame(call, form, .page).view(
            questions, touch: FormTouch.carried(of: call, .page), person: call.query.text("p"),
            target: landing.path + "#form")
        let origin = landing.origin.text
        view.carried.append(("landing", "\(origin).\(secret.seal(of: origin, for: "landing"))"))
        return view
    }

    /// It was online once.
    private static func gone(_ call: Call, _ workspace: Workspace, _ page: LandingPage) throws -> Answer {
        let look = try call.site.database.read { try BrandLook(workspace, $0) }
        let language = page.draft.language
        let title = Sentence(fr: "Cette page n’est plus en ligne", en: "This page is no longer online")
        return PublicDocument(
            language: language, title: title.text(in: language), look: look, isHidden: true, scripts: []
        )
        .answer(status: .gone) {
            main(.class("sheet")) {
                look.sign
                h1 { title.text(in: language) }
                p(.class("intro")) {
                    Sentence(
                        fr: "\(workspace.name) l’a retirée. Le lien qui vous a mené ici est ancien.",
                        en: "\(workspace.name) took it down. The link that led you here is an old one."
                    ).text(in: language)
                }
            }
        }
    }

    // MARK: Sending

    private static func send(_ call: Call) throws -> Answer {
        let secret = try call.site.formDesk.secret(call.site)
        let typed = FormSending.answers(call.form)
        let (workspace, page) = try call.site.database.read { try find(call, $0) }
        let carried = origin(typed["landing"]?.first ?? "", of: page, secret)
        guard
            let origin = carried
                ?? page.published.map({ LandingOrigin(page: page.id, version: $0, variant: .a, test: nil) })
        else { return try gone(call, workspace, page) }
        let landing = try call.site.database.read { connection in
            guard let document = try LandingPages(connection, in: workspace.id).version(origin.version, of: page.id)
            else { throw Refusal.notFound }
            return try PublishedLanding(page, document, as: origin, in: workspace, call.site, connection)
        }
        guard let form = landing.form else { throw Refusal.notFound }
        try form.admit(call, .page)
        var sending = FormSending(call, form, .page)
        sending.landing = origin
        sending.isCounted = carried != nil && !call.isByMember
        switch try sending.outcome() {
        case .recorded(let outcome): return try FormFrame(call, form, .page).thanks(outcome)
        case .again(let problems, let notice, let status):
            let asked = Set(typed["asked"]?.first?.split(separator: " ").map(String.init) ?? [])
            let questions = form.document.questions.filter { !$0.isProgressive || asked.contains($0.id) }
            var view = try FormFrame(call, form, .page).view(
                questions, touch: typed["touch"]?.first ?? "", person: typed["p"]?.first,
                target: landing.path + "#form")
            view.carried.append(("landing", "\(origin.text).\(secret.seal(of: origin.text, for: "landing"))"))
            view.typed = typed
            view.problems = problems
            view.notice = notice
            return landing.answer(view, at: call.site.address, status: status)
        }
    }

    /// The face that the form stood on, as our page said it.
    private static func origin(_ text: String, of page: LandingPage, _ secret: InstanceSecret) -> LandingOrigin? {
        guard let dot = text.lastIndex(of: "."), let origin = LandingOrigin(String(text[..<dot])),
            origin.page == page.id,
            secret.isSeal(String(text[text.index(after: dot)...]), of: origin.text, for: "landing")
        else { return nil }
        return origin
    }

    // MARK: Pictures

    private static func image(_ call: Call) throws -> Answer {
        let parts = (call.parameters["image"] ?? "").split { $0 == "-" || $0 == "." }
        guard parts.count == 3, let id = Int64(parts[0]) else { throw Refusal.notFound }
        let found = try call.site.database.read { connection -> (kind: FileKind, bytes: [UInt8])? in
            guard let workspace = try Workspaces(connection).find(slug: call.parameters["workspace"] ?? "") else {
                return nil
            }
            return try Pictures(connection, in: workspace.id).bytes(of: id, mark: String(parts[1]))
        }
        guard let found else { throw Refusal.notFound }
        return Answer(
            type: found.kind.type,
            headers: [
                .cacheControl: "public, max-age=31536000, immutable",
                .contentSecurityPolicy: "default-src 'none'; sandbox; frame-ancestors 'none'",
                HTTPField.Name("Cross-Origin-Resource-Policy")!: "cross-origin",
            ], found.bytes)
    }
}

extension Answer {
    /// The same, or 304 where the browser has it. What must not be kept is given each time.
    fileprivate func ifChanged(for call: Call) -> Answer {
        guard headers[.cacheControl] == "no-cache", case .bytes(let bytes) = body else { return self }
        let mark = "\"\(Secret.fingerprint(bytes))\""
        guard call.headers[.ifNoneMatch] == mark else { return with(.eTag, mark) }
        var headers = headers
        headers[.contentType] = nil
        return Answer(status: .notModified, headers: headers, []).with(.eTag, mark)
    }
}
