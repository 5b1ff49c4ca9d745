import HTML
import HTTPTypes
import Storage
import Verger

/// What stands around a form, by the way that it is shown.
struct FormFrame {
    private let call: Call
    private let published: PublishedForm
    private let way: Submission.Way

    init(_ call: Call, _ published: PublishedForm, _ way: Submission.Way) {
        self.call = call
        self.published = published
        self.way = way
    }

    private var document: FormDocument { published.document }

    private var target: String {
        switch way {
        case .page, .kiosk, .api: published.path
        case .frame: published.path + "/frame"
        case .embed: call.site.address + published.path + "/embed"
        }
    }

    /// The form with a fresh stamp; `place` is where it is sent, where that is another page.
    func view(
        _ questions: [Question], touch: String, person: String?, target place: String? = nil
    ) throws -> FormView {
        let stamp = FormStamp(form: published.form.id, version: published.version, shownAt: call.now, key: Once.key())
        let secret = try call.site.formDesk.secret(call.site)
        var view = FormView(document: document, questions: questions, target: place ?? target)
        view.carried = [
            ("stamp", stamp.text(sealed: secret.seal(of: stamp.unsealed, for: "forms"))),
            ("asked", questions.filter(\.isProgressive).map(\.id).joined(separator: " ")), ("touch", touch),
        ]
        if let person { view.carried.append(("p", person)) }
        return view
    }

    func answer(_ view: FormView, status: HTTPResponse.Status) -> Answer {
        switch way {
        case .embed:
            // Scripts tell by the status whether it went.
            var answer = Answer.fragment(fragment(view.markup), status: status)
            answer.headers[.cacheControl] = "no-store"
            return published.shared(answer, with: call)
        case .page, .frame, .kiosk, .api:
            return published.page(isFramed: way == .frame).answer(status: status) {
                frame {
                    h1 { document.title }
                    if !document.intro.isEmpty { p(.class("intro")) { document.intro } }
                    view.markup
                }
            }
        }
    }

    /// Nothing can be sent any more.
    func closed() -> Answer {
        let content = group {
            h1 { document.title }
            p(.class("intro")) {
                published.say(Sentence(fr: "Ce formulaire est fermé.", en: "This form is closed."))
            }
        }
        if way == .embed {
            return published.shared(.fragment(fragment(content), status: .gone), with: call)
        }
        return published.page(isFramed: way == .frame).answer(status: .gone) { frame { content } }
    }

    /// Leads to the page after it.
    func thanks(_ outcome: FormIntake.Outcome) throws -> Answer {
        let secret = try call.site.formDesk.secret(call.site)
        let ticket = secret.sealed(
            Ticket(.thanks, in: published.workspace.id, of: [outcome.submission], expiresAt: call.now + Instant.day))
        let page = ThanksPage(call, published, outcome.submission)
        switch way {
        case .embed:
            var markup = try page.markup(isElsewhere: true)
            if let redirect = document.redirect { markup = markup + span(.data("redirect", redirect), .hidden()) {} }
            return published.shared(.fragment(fragment(markup)), with: call)
        case .frame: return .redirect(to: "\(published.path)/thanks/\(ticket)?frame=1")
        case .page, .kiosk, .api:
            return .redirect(to: document.redirect ?? "\(published.path)/thanks/\(ticket)")
        }
    }

    private func fragment(_ content: Markup) -> Markup {
        let style = published.page().style
        return link(Attribute("rel", "stylesheet"), .href(call.site.address + Links.asset("form.css")))
            + div(.class("vf-root"), .style(style), .lang(published.language.rawValue)) { content }
    }

    private func frame(@MarkupBuilder _ content: () -> Markup) -> Markup {
        main(.class("sheet")) {
            if way != .frame { published.look.sign }
            content()
        }
    }
}
