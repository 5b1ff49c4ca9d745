import HTML
import HTTPTypes
import Storage
import Verger

/// In by an address and a password, then a code where one is asked for; and out.
enum SignInPages {
    static let routes: [Route] = [
        Route(.get, Links.home, open: home),
        Route(.get, Links.signIn, open: { page($0) }),
        Route(Links.signIn, password: signIn),
        Route(.get, Links.secondFactor, open: askForCode),
        Route(.post, Links.secondFactor, open: takeCode),
        Route(.post, Links.signOut, person: signOut),
        Route(.get, "/language", open: chooseLanguage),
    ]

    // MARK: Where to go

    /// The workspace that was open last; all of them, when there are several; the door, for a stranger.
    private static func home(_ call: Call) throws -> Answer {
        guard let visitor = try call.visitor(), !visitor.visit.session.isPending else {
            return .redirect(to: Links.signIn)
        }
        let memberships = try call.site.database.read { try People($0).memberships(of: visitor.visit.person) }
        if memberships.count == 1 { return .redirect(to: Links(memberships[0].workspace).today) }
        return Cover(call, Words.workspaces).answer {
            div(.class("form")) {
                h1 { call.say(Words.workspaces) }
                if memberships.isEmpty { p { call.say(Words.noWorkspace) } }
                for member in memberships {
                    a(.class("btn wide"), .href(Links(member.workspace).today)) { member.workspace.name }
                }
                AccountPages.signOutForm(call, Secret.formToken(ofSession: visitor.token))
            }
        }
    }

    private static func chooseLanguage(_ call: Call) throws -> Answer {
        guard let language = call.query.text("to").flatMap(Language.init(rawValue:)) else { throw Refusal.notFound }
        return Answer.redirect(to: call.next ?? Links.home).with(
            .setCookie, "verger_language=\(language.rawValue); Path=/; Max-Age=31536000; SameSite=Lax")
    }

    // MARK: The password

    private static func signIn(_ call: Call) throws -> Answer {
        let (email, password) = (call.form.text("email") ?? "", call.form["password"] ?? "")
        let result = try SignIn(call.site.database)
            .check(email: email, password: password, from: call.origin, at: call.now)
        switch result {
        case .success(let found): return try Admission(call).answer(found.person, found.memberships)
        case .failure(let refusal): return refusal.marked(page(call, refusal), at: call.now)
        }
    }

    /// The page for somebody whose session was over when they sent a form.
    static func interruption(_ call: Call, _ kept: KeptForm) -> Answer {
        var answer = page(call, kept: kept).overWholePage(call)
        answer.status = .unauthorized
        return answer
    }

    private static func page(
        _ call: Call, _ refusal: SignIn.Refusal? = nil, kept: KeptForm? = nil
    ) -> Answer {
        let kept = kept ?? KeptForm(carriedBy: call)
        let next = kept == nil ? call.next : call.sendingPage
        var email = FormField(
            "email", call.say(Words.email), type: "email", value: refusal == nil ? "" : call.form["email"] ?? "")
        email.autocomplete = "username"
        email.hasFocus = refusal == nil
        var password = FormField("password", call.say(Words.password), type: "password")
        password.autocomplete = "current-password"
        password.error = refusal.map { call.say($0.sentence(at: call.now)) }
        password.hasFocus = refusal != nil
        password.aside = a(.class("link small"), .href(Links.forgotten)) { call.say(Words.forgotten) }
        if let demo = call.site.demoAccount, refusal == nil {
            (email.value, password.value, password.fillsPassword) = (demo.email, demo.password, true)
        }
        email.isTall = true
        password.isTall = true
        return Cover(call, Words.signIn).answer(status: refusal?.status() ?? .ok) {
            form(.method("post"), .action(Links.signIn)) {
                h1 { call.say(Words.signIn) }
                if let kept {
                    p(.class("muted")) { call.say(Words.interrupted) }
                    kept.markup
                }
                email.markup
                password.markup
                if let demo = call.site.demoAccount {
                    p(.class("faint small")) { call.say(Words.demo(demo.password)) }
                }
                if let next { input(.type("hidden"), .name("next"), .value(next)) }
                button(.class("btn primary wide")) { call.say(Words.go) }
            }
        }
    }

    // MARK: The second factor

    /// Whoever has given a password and not yet the code.
    private static func pending(_ call: Call) throws -> (token: String, visit: Sessions.Visit) {
        guard let visitor = try call.visitor(), visitor.visit.session.isPending else { throw Refusal.signInNeeded }
        return visitor
    }

    private static func askForCode(_ call: Call) throws -> Answer {
        let visitor = try pending(call)
        return codePage(call, visitor.visit.person, visitor.token)
    }

    private static func takeCode(_ call: Call) throws -> Answer {
        let visitor = try pending(call)
        guard let sent = call.form["form_token"], Secret.areEqual(sent, Secret.formToken(ofSession: visitor.token))
        else { throw Refusal.foreignForm }
        let result = try SignIn(call.site.database).check(
            code: call.form["code"] ?? "", of: visitor.visit.person.id, from: call.origin, at: call.now)
        switch result {
        case .success: return try Admission(call).answer(visitor.visit)
        case .failure(let refusal):
            return refusal.marked(
                codePage(call, visitor.visit.person, visitor.token, refusal), at: call.now)
        }
    }

    static func codePage(
        _ call: Call, _ person: Person, _ token: String, _ refusal: SignIn.Refusal? = nil
    ) -> Answer {
        var code = FormField("code", call.say(Words.code))
        code.autocomplete = "one-time-code"
        code.hint = call.say(Words.codeHint)
        code.error = refusal.map { call.say($0 == .wrong ? Words.wrongCode : $0.sentence(at: call.now)) }
        code.hasFocus = true
        code.isTall = true
        return Cover(call, Words.secondFactor).answer(status: refusal?.status() ?? .ok) {
            form(.method("post"), .action(Links.secondFactor)) {
                h1 { call.say(Words.secondFactor) }
                p(.class("muted")) { person.email }
                code.markup
                input(.type("hidden"), .name("form_token"), .value(Secret.formToken(ofSession: token)))
                KeptForm(carriedBy: call)?.markup
                if let next = call.next { input(.type("hidden"), .name("next"), .value(next)) }
                button(.class("btn primary wide")) { call.say(Words.go) }
                a(.class("link small"), .href(Links.signIn)) { call.say(Words.otherAccount) }
            }
        }
    }

    // MARK: Out

    private static func signOut(_ call: Call) throws -> Answer {
        let visitor = try call.person()
        try call.site.database.write { connection in
            _ = try Sessions(connection).end(visitor.visit.session.id, of: visitor.visit.person.id)
        }
        return Answer.redirect(to: Links.signIn).leaving(call.site)
    }

    private enum Words {
        static let interrupted = Sentence(
            fr: "Votre session était terminée. Ce que vous avez saisi est gardé\u{A0}: connectez-vous pour l’envoyer.",
            en: "Your session was over. What you typed is kept: sign in to send it.")
        static let signIn = Sentence(fr: "Se connecter", en: "Sign in")
        static let email = Sentence(fr: "Adresse e-mail", en: "E-mail address")
        static let password = Sentence(fr: "Mot de passe", en: "Password")
        static let forgotten = Sentence(fr: "Mot de passe oublié", en: "Forgotten password")
        static let go = Sentence(fr: "Continuer", en: "Continue")
        static let secondFactor = Sentence(fr: "Code de vérification", en: "Verification code")
        static let code = Sentence(fr: "Code", en: "Code")
        static let codeHint = Sentence(
            fr: "Les six chiffres de votre application, ou un code de secours.",
            en: "The six digits of your app, or a recovery code.")
        static let wrongCode = Sentence(
            fr: "Ce code n’ouvre pas, ou il a déjà servi. Attendez le suivant.",
            en: "This code does not open, or was used already. Wait for the next one.")
        static let otherAccount = Sentence(fr: "Se connecter autrement", en: "Sign in as somebody else")
        static let workspaces = Sentence(fr: "Vos espaces", en: "Your workspaces")
        static let noWorkspace = Sentence(
            fr: "Aucun espace ne vous est ouvert. Demandez à être invité.",
            en: "No workspace is open to you. Ask for an invitation.")
        static func demo(_ password: String) -> Sentence {
            Sentence(
                fr: "Démonstration\u{A0}: le mot de passe est \(password)",
                en: "Demonstration: the password is \(password)")
        }
    }
}
