import HTML
import HTTPTypes
import Storage
import Verger
import Work

/// What somebody sees after sending: thanks, what was to be had, and what is still to be done.
struct ThanksPage {
    static let routes: [Route] = [
        Route(.get, "/f/{workspace}/{form}/thanks/{ticket}", open: { try show($0) }),
        Route(.get, "/confirm/{workspace}/{ticket}", open: { try ask($0) }),
        Route(.post, "/confirm/{workspace}/{ticket}", open: { try confirm($0) }),
    ]

    private let call: Call
    private let published: PublishedForm
    private let submission: Int64

    init(_ call: Call, _ published: PublishedForm, _ submission: Int64) {
        self.call = call
        self.published = published
        self.submission = submission
    }

    @Sendable private static func show(_ call: Call) throws -> Answer {
        let published = try call.site.database.read { try PublishedForm(call, $0) }
        let ticket: Ticket
        do {
            ticket = try call.site.formDesk.secret(call.site).ticket(
                call.parameters["ticket"] ?? "", for: .thanks, in: published.workspace.id, at: call.now)
        } catch {
            return .redirect(to: published.path)
        }
        let page = ThanksPage(call, published, ticket.subject.first ?? 0)
        let isFramed = call.query["frame"] == "1"
        let markup = try page.markup(isFramed: isFramed)
        return published.page(isFramed: isFramed, isHidden: true).answer {
            main(.class("sheet")) {
                if !isFramed { published.look.sign }
                markup
            }
        }
    }

    func markup(isFramed: Bool = false, isElsewhere: Bool = false) throws -> Markup {
        let (sent, content, newer) = try call.site.database.read { connection in
            let sent = try Submissions(connection, in: published.workspace.id).find(submission)
            let content = try published.document.content.flatMap {
                try Contents(connection, in: published.workspace.id).find($0)
            }
            let versions = try Forms(connection, in: published.workspace.id).versions(of: published.form.id)
            let newer = sent.flatMap { sent in
                versions.last { $0.number > sent.version && $0.publishedAt <= sent.receivedAt }
            }
            return (sent, content, newer)
        }
        let say = published.say
        let address = try content.flatMap { try link(to: $0, from: isElsewhere ? call.site.address : "") }
        return group {
            h1(.tabindex(-1), .class("thanks")) { published.document.thanks }
            if newer != nil {
                p(.class("alert")) {
                    say(
                        Sentence(
                            fr:
                                "Ce formulaire a changé pendant que vous le remplissiez. Vos réponses sont gardées telles que vous les avez données, avec le texte que vous avez lu.",
                            en:
                                "This form was changed while you filled it in. Your answers are kept as you gave them, with the words that you read."
                        ))
                }
            }
            if let sent, published.document.isConfirmedByMail, sent.confirmedAt == nil, !sent.consents.isEmpty {
                p {
                    say(
                        Sentence(
                            fr:
                                "Un e-mail vous attend\u{A0}: ouvrez-le et confirmez, pour que ce que vous avez accepté prenne effet.",
                            en:
                                "A mail is waiting for you: open it and confirm, so that what you agreed to takes effect."
                        ))
                }
            }
            if let content, let address {
                p {
                    a(
                        .class("go"), .href(address), Attribute("target", isFramed ? "_blank" : nil),
                        Attribute("rel", "noopener")
                    ) {
                        content.file == nil ? content.title : say(Sentence(fr: "Télécharger", en: "Download"))
                    }
                }
                if let file = content.file {
                    p(.class("small")) {
                        "\(content.title), \(file.kind.label), \(file.size.sizeText(published.language))."
                        " "
                        say(Sentence(fr: "Ce lien vaut sept jours.", en: "This link is good for seven days."))
                    }
                }
            }
            if isFramed, let redirect = published.document.redirect {
                p { a(.href(redirect), Attribute("target", "_top")) { say(Sentence(fr: "Continuer", en: "Go on")) } }
            }
        }
    }

    private func link(to content: Content, from origin: String) throws -> String? {
        guard content.file != nil else { return content.address }
        let secret = try call.site.formDesk.secret(call.site)
        let ticket = Ticket(
            .download, in: published.workspace.id, of: [content.id, submission], expiresAt: call.now + 7 * Instant.day)
        return "\(origin)/c/\(published.workspace.slug)/\(content.id)/file/\(secret.sealed(ticket))"
    }

    // MARK: The link in the mail

    /// Shows a button: programs follow links before people do, and must not agree in their place.
    @Sendable private static func ask(_ call: Call) throws -> Answer {
        try confirmation(call) { published, submission in
            h1 {
                published.say(
                    submission.confirmedAt == nil
                        ? Sentence(fr: "Confirmez-vous\u{202F}?", en: "Do you confirm?")
                        : Sentence(fr: "C’est déjà confirmé", en: "It is confirmed already"))
            }
            for consent in submission.consents { blockquote { p { consent.text } } }
            if submission.confirmedAt == nil {
                form(.method("post"), .action(call.path), .class("vf")) {
                    div(.class("send")) {
                        button(.class("go")) { published.say(Sentence(fr: "Je confirme", en: "I confirm")) }
                    }
                }
                p(.class("small")) {
                    published.say(
                        Sentence(
                            fr: "Si ce n’est pas vous, fermez cette page\u{A0}: rien ne vous sera envoyé.",
                            en: "If it was not you, close this page: nothing will be sent to you."))
                }
            }
        }
    }

    @Sendable private static func confirm(_ call: Call) throws -> Answer {
        try call.requireOwnSite()
        return try confirmation(call, isAgreed: true) { published, _ in
            h1 { published.say(Sentence(fr: "C’est confirmé. Merci.", en: "It is confirmed. Thank you.")) }
        }
    }

    private static func confirmation(
        _ call: Call, isAgreed: Bool = false, @MarkupBuilder _ content: (PublishedForm, Submission) -> Markup
    ) throws -> Answer {
        let secret = try call.site.formDesk.secret(call.site)
        let found = try call.site.database.read { connection -> (PublishedForm, Submission)? in
            guard let workspace = try Workspaces(connection).find(slug: call.parameters["workspace"] ?? ""),
                let ticket = try? secret.ticket(
                    call.parameters["ticket"] ?? "", for: .confirm, in: workspace.id, at: call.now),
                let submission = try Submissions(connection, in: workspace.id).find(ticket.subject.first ?? 0),
                let published = try PublishedForm(workspace, of: submission, call.site, connection)
            else { return nil }
            return (published, submission)
        }
        guard let (published, submission) = found else { return LostLink(call).answer }
        if isAgreed {
            defer { call.site.bell.ring(published.workspace.id) }
            _ = try call.site.database.write { connection in
                try FormIntake(
                    connection, in: published.workspace, types: published.types, kinds: published.kinds, at: call.now
                ).confirm(submission.id)
            }
        }
        return published.page(isHidden: true).answer {
            main(.class("sheet")) {
                published.look.sign
                content(published, submission)
            }
        }
    }
}

/// A link that was changed, or that has run out: what happened, and what to do.
struct LostLink {
    private let call: Call

    init(_ call: Call) { self.call = call }

    var answer: Answer {
        PublicDocument(language: call.language, title: call.say(Words.title), isHidden: true)
            .answer(status: .gone) {
                main(.class("sheet")) {
                    h1 { call.say(Words.title) }
                    p(.class("intro")) { call.say(Words.sentence) }
                }
            }
    }

    private enum Words {
        static let title = Sentence(fr: "Ce lien ne vaut plus", en: "This link is no longer good")
        static let sentence = Sentence(
            fr: "Il a expiré, ou il a été coupé en chemin. Redemandez-le par le formulaire où vous l’aviez reçu.",
            en: "It has run out, or was cut on its way. Ask for it again by the form that gave it to you.")
    }
}

extension Int {
    /// Bytes as people say them: `1,4 Mo`.
    func sizeText(_ language: Language) -> String {
        let isFrench = language == .french
        let (value, unit) =
            self >= 1 << 20
            ? (Double(self) / 1_048_576, isFrench ? "Mo" : "MB") : (Double(self) / 1024, isFrench ? "Ko" : "KB")
        let tenths = Int((value * 10).rounded())
        let text =
            tenths >= 100 || tenths % 10 == 0
            ? "\((tenths + 5) / 10)" : "\(tenths / 10)\(isFrench ? "," : ".")\(tenths % 10)"
        return text + "\u{A0}" + unit
    }
}
