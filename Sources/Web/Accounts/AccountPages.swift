import HTML
import HTTPTypes
import Storage
import Verger

/// What a person decides about themselves: name, language, colours, password, sessions.
enum AccountPages {
    static let routes: [Route] = [
        Route(.get, Links.account, person: { try AccountPage(visitor($0)).answer() }),
        Route(.post, Links.account, person: saveProfile),
        Route(.post, Links.account("password"), person: changePassword),
        Route(.post, Links.account("sign-outs"), person: endSessions),
    ]

    /// Whoever asks, in the workspace that frames the page.
    struct Visitor {
        let token: String
        let session: Session
        let person: Person
        /// In the workspace that was open last.
        let visit: Visit
        let memberships: [Member]

        /// Writes down in each workspace of the person what they did.
        func record(_ action: String, _ connection: any SQLConnection) throws {
            for member in memberships {
                try AuditLog(connection, in: member.workspace.id).record(
                    action, by: person.email, [("address", .text(visit.call.origin))], at: visit.now)
            }
        }

        /// The answer with a session under another name, since what it can do has changed.
        func rotating(_ answer: Answer, _ connection: any SQLConnection) throws -> Answer {
            answer.keeping(
                try Sessions(connection).rotate(session, in: visit.workspace.id, at: visit.now).token, visit.site)
        }
    }

    static func visitor(_ call: Call) throws -> Visitor {
        let (token, found) = try call.person()
        let memberships = try call.site.database.read { try People($0).memberships(of: found.person) }
        guard let member = found.member ?? memberships.first else { throw Refusal.forbidden(.viewContacts) }
        var call = call
        if call.cookie("verger_language") == nil, let language = member.language { call.language = language }
        return Visitor(
            token: token, session: found.session, person: found.person,
            visit: Visit(call: call, member: member, formToken: Secret.formToken(ofSession: token)),
            memberships: memberships)
    }

    private static func saveProfile(_ call: Call) throws -> Answer {
        let visitor = try visitor(call)
        guard let name = call.form.text("name"), name.count <= 200, !name.contains("\0") else {
            return try AccountPage(visitor, .name(AccountPage.Words.noName)).answer()
        }
        let language = call.form.text("language").flatMap(Language.init(rawValue:))
        let theme = call.form.text("theme").flatMap(Theme.init(rawValue:)) ?? .system
        try call.site.database.write { connection in
            let people = People(connection)
            try people.rename(visitor.person.id, to: name)
            try people.save(language: language, theme: theme, of: visitor.person.id)
        }
        let words = AccountPage.Words.saved.text(in: language ?? visitor.visit.language)
        // The cookie of the sign-in page would be stronger than what the person has just decided.
        return Answer.redirect(to: Links.account).toast(words)
            .with(.setCookie, "verger_language=; Path=/; Max-Age=0; SameSite=Lax")
    }

    private static func changePassword(_ call: Call) throws -> Answer {
        let visitor = try visitor(call)
        let result = try SignIn(call.site.database).confirm(
            call.form["current"] ?? "", of: visitor.person, from: call.origin, at: call.now)
        if case .failure(let refusal) = result {
            let sentence = refusal == .wrong ? AccountPage.Words.wrongPassword : refusal.sentence(at: call.now)
            return refusal.marked(
                try AccountPage(visitor, .currentPassword(sentence)).answer(status: refusal.status()), at: call.now)
        }
        let new = NewPassword(call)
        let rules = PasswordRules(
            email: visitor.person.email, name: visitor.person.name, workspace: visitor.visit.workspace.name)
        if let problem = new.problem(rules) { return try AccountPage(visitor, .newPassword(problem)).answer() }
        let hash = try Secret.passwordHash(new.password)
        return try call.site.database.write { connection in
            try People(connection).setPassword(hash, of: visitor.person.id, keeping: visitor.session.id)
            try visitor.record("password changed", connection)
            let answer = Answer.redirect(to: Links.account)
                .toast(visitor.visit.say(AccountPage.Words.passwordChanged))
            return try visitor.rotating(answer, connection)
        }
    }

    /// Ends one session, or all others.
    private static func endSessions(_ call: Call) throws -> Answer {
        let visitor = try visitor(call)
        let chosen = call.form.text("session")
        try call.site.database.write { connection in
            let sessions = Sessions(connection)
            if let chosen {
                guard try sessions.end(chosen, of: visitor.person.id) else { throw Refusal.notFound }
            } else {
                try sessions.endAll(of: visitor.person.id, but: visitor.session.id)
            }
        }
        return Answer.redirect(to: Links.account).toast(
            visitor.visit.say(chosen == nil ? AccountPage.Words.othersEnded : AccountPage.Words.oneEnded))
    }

    static func signOutForm(_ call: Call, _ formToken: String) -> Markup {
        form(.method("post"), .action(Links.signOut), .class("row-actions")) {
            input(.type("hidden"), .name("form_token"), .value(formToken))
            button(.class("btn")) { call.say(Sentence(fr: "Se déconnecter", en: "Sign out")) }
        }
    }
}
