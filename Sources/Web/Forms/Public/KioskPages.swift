import Exchange
import HTML
import HTTPTypes
import Storage
import Verger
import Work

/// A form on the tablet of a stand: full screen, without a network if need be, and nothing of one visitor is left for the next.
enum KioskPages {
    static let routes: [Route] = [
        Route(.get, "/f/{workspace}/{form}/kiosk", open: { try show($0) }),
        Route(.post, "/f/{workspace}/{form}/kiosk", open: { try send($0) }).accepting(bytes: 256 * 1024),
        Route(.get, "/f/{workspace}/{form}/kiosk/sw.js", open: { worker($0) }),
    ]

    /// What was filled in without a network may come so late.
    private static let patience = 30 * Instant.day

    /// The address of a kiosk for some days.
    static func link(
        _ form: Form, _ workspace: Workspace, days: Int, _ site: Site, by secret: InstanceSecret, at now: Instant
    ) -> String {
        let ticket = Ticket(.kiosk, in: workspace.id, of: [form.id], expiresAt: now + Int64(days) * Instant.day)
        let key = secret.sealed(ticket)
        return "\(site.address)/f/\(workspace.slug)/\(form.slug)/kiosk" + Fields([(name: "key", value: key)]).query
    }

    @Sendable private static func show(_ call: Call) throws -> Answer {
        let published = try call.site.database.read { try PublishedForm(call, $0) }
        guard published.isOpen, (try? opened(call.query["key"], published, call, at: call.now)) != nil else {
            return LostLink(call).answer
        }
        var view = FormView(
            document: published.document, questions: published.document.questions, target: published.path + "/kiosk")
        view.isShared = true
        view.carried = [
            ("key", call.query["key"] ?? ""), ("version", String(published.version)),
            ("asked", published.document.questions.filter(\.isProgressive).map(\.id).joined(separator: " ")),
        ]
        var page = published.page(isHidden: true)
        page.scripts = ["form.js", "offline.js"]
        page.bodyClass = "kiosk"
        return page.answer {
            main(
                .class("sheet"), .data("queue", "kiosk-\(published.form.id)"),
                .data("send-to", published.path + "/kiosk"),
                .data("worker", published.path + "/kiosk/sw.js"), .data("scope", published.path + "/kiosk"),
                .data("idle", "45"), .data("language", published.language.rawValue)
            ) {
                p(.class("company")) { published.workspace.name }
                div(.data("filling", "")) {
                    h1 { published.document.title }
                    if !published.document.intro.isEmpty { p(.class("intro")) { published.document.intro } }
                    view.markup
                }
                div(.data("done", ""), .hidden(), .class("done"), .role("status")) {
                    h1 { published.document.thanks }
                    button(.class("go"), .type("button"), .data("again", "")) {
                        published.say(Sentence(fr: "Personne suivante", en: "Next person"))
                    }
                }
                p(.class("state"), .data("state", ""), .aria("live", "polite"))
                element(
                    "noscript", [],
                    p(.class("alert")) {
                        published.say(
                            Sentence(
                                fr: "Le kiosque demande JavaScript. Sans lui, employez la page du formulaire\u{A0}: ",
                                en: "The kiosk needs JavaScript. Without it, use the page of the form: "))
                        a(.href(published.path)) { published.document.title }
                    })
            }
        }
    }

    private static func opened(
        _ key: String?, _ published: PublishedForm, _ call: Call, at instant: Instant
    ) throws -> Ticket {
        let ticket = try call.site.formDesk.secret(call.site).ticket(
            key ?? "", for: .kiosk, in: published.workspace.id, at: instant)
        guard ticket.subject == [published.form.id] else { throw Ticket.Problem.forged }
        return ticket
    }

    /// One sending of a tablet, perhaps of days ago. It is taken whatever is wrong with it, since nobody is there to correct it.
    @Sendable private static func send(_ call: Call) throws -> Answer {
        try call.requireOwnSite()
        let published = try call.site.database.read { try PublishedForm(call, $0) }
        let typed = FormSending.answers(call.form)
        let at = min(call.form.text("at").flatMap { Instant(iso8601: $0, in: .utc) } ?? call.now, call.now)
        guard (try? opened(call.form["key"], published, call, at: at)) != nil, call.now - at <= patience else {
            return refusal(.forbidden, "forged or expired key")
        }
        guard let key = call.form["submission"], FormStamp.isKey(key) else {
            return refusal(.badRequest, "no submission id")
        }
        let version = call.form.integer("version") ?? published.version
        guard let shown = try call.site.database.read({ try published.asShown(in: version, call.site, $0) }) else {
            return refusal(.badRequest, "no such version")
        }
        let reading = FormSending.reading(typed, shown)
        let isReachable = [ContactField.email, .phone].contains { reading.contact.fields[$0.rawValue] != nil }
        let trap = SubmissionVerdict(trap: call.form[FormView.trap] ?? "", took: nil, userAgent: "kiosk")
        let sending = FormIntake.Sending(
            form: shown.form, document: shown.document, version: version, key: key, way: .kiosk, at: at,
            reading: reading, touch: FormTouch(), address: "", verdict: isReachable ? trap : .bot(.unreadable))
        defer { call.site.bell.ring(published.workspace.id) }
        let outcome = try FormSending.record(sending, shown, call)
        return .json(.object([("taken", true), ("repeated", Document(.boolean(outcome.isRepeated)))]))
    }

    private static func refusal(_ status: HTTPResponse.Status, _ reason: String) -> Answer {
        .json(.object([("taken", false), ("reason", .text(reason))]), status: status)
    }

    @Sendable private static func worker(_ call: Call) -> Answer {
        .serviceWorker(scope: String(call.path.dropLast("/sw.js".count)))
    }
}

extension Answer {
    /// The script that keeps a page there without a network.
    static func serviceWorker(scope: String) -> Answer {
        Answer(
            type: "text/javascript; charset=utf-8", headers: [.cacheControl: "no-cache"],
            Assets.shared.bytes("worker.js") ?? []
        ).with(HTTPField.Name("Service-Worker-Allowed")!, scope)
    }
}
