import Exchange
import HTML
import HTTPTypes
import Storage
import Verger

/// An authenticator app is set up, its recovery codes are shown once, and it is taken away.
enum SecondFactorPages {
    static let routes: [Route] = [
        Route(.get, Links.account("second-factor"), person: { try show(AccountPages.visitor($0)) }),
        Route(.post, Links.account("second-factor"), person: confirm),
        Route(.post, Links.account("second-factor/removals"), person: remove),
        Route(.post, Links.account("recovery-codes"), person: renewCodes),
    ]

    private static func show(
        _ visitor: AccountPages.Visitor, _ problem: Sentence? = nil, status: HTTPResponse.Status = .ok
    ) throws -> Answer {
        let visit = visitor.visit
        let secret = try visit.site.database.write {
            try SecondFactors($0).offer(to: visitor.person.id, at: visit.now)
        }
        var answer = frame(visitor) {
            if let secret { offer(visitor, secret, problem) } else { management(visitor, problem) }
        }
        answer.status = problem != nil && status == .ok ? .unprocessableContent : status
        return answer
    }

    // MARK: Setting up

    private static func offer(
        _ visitor: AccountPages.Visitor, _ secret: [UInt8], _ problem: Sentence?
    ) -> Markup {
        let visit = visitor.visit
        let uri = OneTimePassword.uri(secret: secret, account: visitor.person.email, issuer: "Verger")
        var code = FormField("code", visit.say(Words.code))
        code.autocomplete = "one-time-code"
        code.inputMode = "numeric"
        code.error = problem.map(visit.say)
        return visit.postForm(Links.account("second-factor"), .class("form")) {
            p { visit.say(Words.scan) }
            if let picture = QRCode(uri) { drawing(picture, visit) }
            p(.class("small")) {
                visit.say(Words.byHand)
                " "
                HTML.code(.class("secret")) { grouped(Base32.text(secret)) }
            }
            code.markup
            div(.class("actions")) {
                button(.class("btn primary")) { visit.say(Words.confirm) }
                a(.class("btn quiet"), .href(Links.account)) { visit.say(Words.cancel) }
            }
        }
    }

    /// Dark on light whatever the theme, since cameras expect it.
    private static func drawing(_ code: QRCode, _ visit: Visit) -> Markup {
        // Four modules of margin (ISO/IEC 18004, 9.1).
        let side = code.width + 8
        return svg(
            .class("qr"), Attribute("viewBox", "-4 -4 \(side) \(side)"), .role("img"),
            .aria("label", visit.say(Words.picture))
        ) { path(Attribute("d", code.path)) }
    }

    private static func grouped(_ text: String) -> String {
        let letters = Array(text)
        return stride(from: 0, to: letters.count, by: 4)
            .map { String(letters[$0..<min($0 + 4, letters.count)]) }.joined(separator: " ")
    }

    private static func confirm(_ call: Call) throws -> Answer {
        let visitor = try AccountPages.visitor(call)
        let found = try call.site.database.write { connection -> (codes: [String], token: String)? in
            let factors = SecondFactors(connection)
            guard let codes = try factors.confirm(call.form["code"] ?? "", of: visitor.person.id, at: call.now)
            else { return nil }
            // Sessions that a password alone has opened end here.
            let sessions = Sessions(connection)
            try sessions.endAll(of: visitor.person.id, but: visitor.session.id)
            try visitor.record("second factor set up", connection)
            return (codes, try sessions.rotate(visitor.session, in: visitor.visit.workspace.id, at: call.now).token)
        }
        guard let found else { return try show(visitor, Words.wrongCode) }
        return codesPage(visitor, found.codes).keeping(found.token, call.site)
    }

    // MARK: Keeping and removing

    private static func management(_ visitor: AccountPages.Visitor, _ problem: Sentence?) -> Markup {
        let visit = visitor.visit
        var password = FormField("password", visit.say(Words.password), type: "password")
        password.autocomplete = "current-password"
        password.error = problem.map(visit.say)
        return visit.postForm(Links.account("recovery-codes"), .class("form")) {
            p { visit.say(Words.inPlace) }
            input(.type("hidden"), .name("username"), .value(visitor.person.email), .autocomplete("username"))
            password.markup
            div(.class("actions")) {
                button(.class("btn")) { visit.say(Words.renew) }
                button(
                    .class("btn bad"), Attribute("formaction", Links.account("second-factor/removals"))
                ) { visit.say(Words.remove) }
                a(.class("btn quiet"), .href(Links.account)) { visit.say(Words.cancel) }
            }
        }
    }

    private static func renewCodes(_ call: Call) throws -> Answer {
        let visitor = try AccountPages.visitor(call)
        if let refused = try refusal(visitor) { return refused }
        let codes = try call.site.database.write { connection in
            try visitor.record("recovery codes renewed", connection)
            return try SecondFactors(connection).renewRecoveryCodes(of: visitor.person.id, at: call.now)
        }
        return codesPage(visitor, codes)
    }

    private static func remove(_ call: Call) throws -> Answer {
        let visitor = try AccountPages.visitor(call)
        if let refused = try refusal(visitor) { return refused }
        return try call.site.database.write { connection in
            try SecondFactors(connection).remove(of: visitor.person.id)
            try visitor.record("second factor removed", connection)
            let answer = Answer.redirect(to: Links.account).toast(visitor.visit.say(Words.removed))
            return try visitor.rotating(answer, connection)
        }
    }

    /// The page again for whoever does not give the password, or has no second factor.
    private static func refusal(_ visitor: AccountPages.Visitor) throws -> Answer? {
        guard visitor.person.hasSecondFactor else { return .redirect(to: Links.account("second-factor")) }
        let call = visitor.visit.call
        let result = try SignIn(call.site.database).confirm(
            call.form["password"] ?? "", of: visitor.person, from: call.origin, at: call.now)
        guard case .failure(let refusal) = result else { return nil }
        let sentence = refusal == .wrong ? AccountPage.Words.wrongPassword : refusal.sentence(at: call.now)
        return refusal.marked(try show(visitor, sentence, status: refusal.status()), at: call.now)
    }

    // MARK: Parts

    private static func codesPage(_ visitor: AccountPages.Visitor, _ codes: [String]) -> Answer {
        let visit = visitor.visit
        return frame(visitor) {
            div(.class("form")) {
                p { visit.say(Words.codes) }
                ul(.class("codes")) {
                    for code in codes { li { HTML.code { code } } }
                }
                p(.class("muted")) { visit.say(Words.keepCodes) }
                p { a(.class("btn primary"), .href(Links.account)) { visit.say(Words.kept) } }
            }
        }
    }

    private static func frame(
        _ visitor: AccountPages.Visitor, @MarkupBuilder content: () -> Markup
    ) -> Answer {
        var page = Page(.settings, title: visitor.visit.say(AccountPage.Words.secondFactor))
        page.parent = (visitor.visit.say(AccountPage.Words.title), Links.account)
        page.content = content()
        return visitor.visit.answer(page)
    }

    private enum Words {
        static let scan = Sentence(
            fr: "Lisez cette image avec une application de codes, sur votre téléphone.",
            en: "Scan this picture with an authenticator app, on your phone.")
        static let picture = Sentence(fr: "QR code du secret", en: "QR code of the secret")
        static let byHand = Sentence(fr: "Ou saisissez-y\u{A0}:", en: "Or type into it:")
        static let code = Sentence(fr: "Code à six chiffres qu’elle affiche", en: "Six-digit code that it shows")
        static let confirm = Sentence(fr: "Vérifier", en: "Verify")
        static let cancel = Sentence(fr: "Annuler", en: "Cancel")
        static let wrongCode = Sentence(
            fr: "Ce code n’est pas le bon. Vérifiez l’heure du téléphone et saisissez le code suivant.",
            en: "This is not the code. Check the clock of the phone and type the next code.")
        static let codes = Sentence(
            fr: "Dix codes de secours. Chacun ouvre une fois, à la place du téléphone.",
            en: "Ten recovery codes. Each opens once, in place of the phone.")
        static let keepCodes = Sentence(
            fr: "Imprimez-les ou notez-les\u{A0}: ils ne seront plus montrés.",
            en: "Print them or write them down: they will not be shown again.")
        static let kept = Sentence(fr: "C’est noté", en: "I have kept them")
        static let inPlace = Sentence(
            fr:
                "La double authentification est en place. Donnez votre mot de passe pour obtenir d’autres codes de secours, ou pour la retirer.",
            en: "The second factor is in place. Give your password to get other recovery codes, or to remove it.")
        static let password = Sentence(fr: "Mot de passe", en: "Password")
        static let renew = Sentence(fr: "Renouveler les codes de secours", en: "Renew the recovery codes")
        static let remove = Sentence(fr: "Retirer", en: "Remove")
        static let removed = Sentence(
            fr: "Double authentification retirée\u{A0}: le mot de passe suffit.",
            en: "Second factor removed: the password is enough.")
    }
}
