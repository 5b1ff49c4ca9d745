import HTML
import HTTPTypes
import Storage
import Verger

/// The public pages of a form: its own page, the same inside a frame, and the part that a script puts into other sites.
enum FormPages {
    static let routes: [Route] = [
        Route(.get, "/f/{workspace}/{form}", open: { try show($0, .page) }),
        Route(.post, "/f/{workspace}/{form}", open: { try send($0, .page) }).accepting(bytes: 256 * 1024),
        Route(.get, "/f/{workspace}/{form}/frame", open: { try show($0, .frame) }),
        Route(.post, "/f/{workspace}/{form}/frame", open: { try send($0, .frame) }).accepting(bytes: 256 * 1024),
        Route(.get, "/f/{workspace}/{form}/embed", open: { try show($0, .embed) }),
        Route(.post, "/f/{workspace}/{form}/embed", open: { try send($0, .embed) }).accepting(bytes: 256 * 1024),
        Route(.options, "/f/{workspace}/{form}/embed", open: { try preflight($0) }),
        Route(.get, "/f/{workspace}/{form}/embed.js", open: { _ in script }),
    ]

    @Sendable private static func show(_ call: Call, _ way: Submission.Way) throws -> Answer {
        let secret = try call.site.formDesk.secret(call.site)
        let (published, questions) = try call.site.database.read { connection in
            let published = try PublishedForm(call, connection)
            let person = try published.person(call.query.text("p"), by: secret, at: call.now, connection)
            return (published, published.document.asked(of: person))
        }
        try published.admit(call, way)
        guard published.isOpen else { return FormFrame(call, published, way).closed() }
        try call.site.formDesk.note(.formShown, published.form.id, in: published.workspace, call.site)
        let view = try FormFrame(call, published, way).view(
            questions, touch: FormTouch.carried(of: call, way), person: call.query.text("p"))
        return FormFrame(call, published, way).answer(view, status: .ok)
    }

    @Sendable private static func send(_ call: Call, _ way: Submission.Way) throws -> Answer {
        let published = try call.site.database.read { try PublishedForm(call, $0) }
        try published.admit(call, way)
        let sending = FormSending(call, published, way)
        let frame = FormFrame(call, published, way)
        switch try sending.outcome() {
        case .recorded(let outcome): return try frame.thanks(outcome)
        case .again(let problems, let notice, let status):
            let asked = Set(sending.typed["asked"]?.first?.split(separator: " ").map(String.init) ?? [])
            let questions = published.document.questions.filter { !$0.isProgressive || asked.contains($0.id) }
            var view = try frame.view(
                questions, touch: sending.typed["touch"]?.first ?? "", person: sending.typed["p"]?.first)
            if let pass = sending.typed["pass"]?.first { view.carried.append(("pass", pass)) }
            view.typed = sending.typed
            view.problems = problems
            view.notice = notice
            return frame.answer(view, status: status)
        }
    }

    @Sendable private static func preflight(_ call: Call) throws -> Answer {
        let published = try call.site.database.read { try PublishedForm(call, $0) }
        try published.admit(call, .embed)
        return published.shared(.nothing, with: call)
            .with(.accessControlAllowMethods, "GET, POST")
            .with(.accessControlAllowHeaders, "content-type")
            .with(.accessControlMaxAge, "3600")
    }

    private static var script: Answer {
        Answer(
            type: "text/javascript; charset=utf-8", headers: [.cacheControl: "public, max-age=300"],
            Assets.shared.bytes("embed.js") ?? []
        ).with(HTTPField.Name("Cross-Origin-Resource-Policy")!, "cross-origin")
    }
}

extension PublishedForm {
    /// Throws when the page that asks stands on a site that may not.
    func admit(_ call: Call, _ way: Submission.Way) throws {
        guard let origin = call.foreignOrigin else { return }
        guard way == .embed, document.sites.contains(origin.lowercased()) else { throw Refusal.foreignForm }
    }

    /// What a script of an allowed site may read.
    func shared(_ answer: Answer, with call: Call) -> Answer {
        guard let origin = call.foreignOrigin, document.sites.contains(origin.lowercased()) else { return answer }
        return answer.with(.accessControlAllowOrigin, origin).with(.vary, "Origin")
    }
}

extension FormTouch {
    /// The names of the campaign, the page and what led to it, as the address and the browser tell; as a form carries them.
    static func carried(of call: Call, _ way: Submission.Way) -> String {
        let touch = FormTouch { name in
            switch name {
            case "page": call.query.text("page") ?? place(of: call, way)
            case "referrer": call.query.text("referrer") ?? (way == .embed ? nil : call.headers[.referer])
            default: call.query.text(name)
            }
        }
        return String(
            Fields(touch.values.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }).query.dropFirst())
    }

    /// The page that the form stands on: its own, or the one around the frame.
    private static func place(of call: Call, _ way: Submission.Way) -> String? {
        switch way {
        case .page, .kiosk: call.site.address + call.path
        case .frame: call.headers[.referer]
        case .embed, .api: nil
        }
    }
}
