import HTML
import HTTPTypes
import Storage
import Verger
import Work

/// Forgotten and new passwords: asked for here, set by a link that works once.
enum PasswordPages {
    static let routes: [Route] = [
        Route(.get, Links.forgotten, open: forgotten),
        Route(.post, Links.forgotten, open: ask),
        Route(.get, Links.forgotten + "/{link}", open: { try page($0, holder($0)) }),
        Route(Links.forgotten + "/{link}", password: set),
    ]

    // MARK: Forgotten

    private static func forgotten(_ call: Call) -> Answer {
        var email = FormField("email", call.say(Words.email), type: "email")
        email.autocomplete = "username"
        email.isTall = true
        email.hasFocus = true
        return Cover(call, Words.forgotten).answer {
            form(.method("post"), .action(Links.forgotten)) {
                h1 { call.say(Words.forgotten) }
                p(.class("muted")) { call.say(Words.explanation) }
                email.markup
                button(.class("btn primary wide")) { call.say(Words.ask) }
                a(.class("link small"), .href(Links.signIn)) { call.say(Words.back) }
            }
        }
    }

    /// Writes the demand down for the administrators of the person's workspaces. A stranger gets the same answer.
    private static func ask(_ call: Call) throws -> Answer {
        try call.requireOwnSite()
        let email = call.form.text("email") ?? ""
        let subjects: [Throttle.Subject] = [.account("reset " + email), .address("reset " + call.origin)]
        do {
            try call.site.database.write { connection in
                try SignInAttempts(connection).begin(subjects, at: call.now)
                guard !email.contains("\0"), let person = try People(connection).find(email: email) else { return }
                let memberships = try People(connection).memberships(of: person)
                for member in memberships {
                    try AuditLog(connection, in: member.workspace.id).record(
                        "password asked for", by: person.email, [("address", .text(call.origin))], at: call.now)
                }
                // Never by the server of one workspace into another one.
                guard let member = memberships.first, memberships.count == 1 else { return }
                let link = try People(connection).link(
                    person.hasPassword ? .reset : .invitation, to: person.id, at: call.now)
                _ = try AccountLetters(
                    site: call.site, workspace: member.workspace, connection: connection, now: call.now
                ).send(link, to: person, in: person.language ?? call.language)
            }
            call.site.bell.ring()
        } catch SignInAttempts.Problem.wait(let end) {
            throw Refusal.tooMany(
                secondsToWait: Int((end - call.now) / Instant.second) + 1,
                SignIn.Refusal.waiting(until: end, at: call.now))
        }
        return Cover(call, Words.asked).answer {
            div(.class("form")) {
                h1 { call.say(Words.asked) }
                p { call.say(Words.askedExplanation) }
                a(.class("link"), .href(Links.signIn)) { call.say(Words.back) }
            }
        }
    }

    // MARK: By a link

    private static func holder(_ call: Call) throws -> Person? {
        let link = call.parameters["link"] ?? ""
        return try call.site.database.read { try People($0).holder(ofLink: link, at: call.now) }
    }

    private static func page(_ call: Call, _ holder: Person?, _ problem: Sentence? = nil) -> Answer {
        guard let holder else {
            return ErrorPage(call, status: .gone, title: Words.over, sentence: Words.overExplanation).answer
        }
        return Cover(call, Words.choose).answer(status: problem == nil ? .ok : .unprocessableContent) {
            form(.method("post"), .action(call.path)) {
                h1 { call.say(Words.choose) }
                p(.class("muted")) { "\(holder.name) · \(holder.email)" }
                input(
                    .type("hidden"), .name("username"), .value(holder.email), .autocomplete("username"))
                NewPassword(call).fields(problem)
                button(.class("btn primary wide")) { call.say(Words.set) }
            }
        }
    }

    private static func set(_ call: Call) throws -> Answer {
        guard let holder = try holder(call) else { return page(call, nil) }
        let memberships = try call.site.database.read { try People($0).memberships(of: holder) }
        let rules = PasswordRules(
            email: holder.email, name: holder.name, workspace: memberships.first?.workspace.name ?? "")
        let new = NewPassword(call)
        if let problem = new.problem(rules) { return page(call, holder, problem) }
        let hash = try Secret.passwordHash(new.password)
        let link = call.parameters["link"] ?? ""
        let isSet = try call.site.database.write { connection in
            let people = People(connection)
            // Of two requests with the same link, one finds the password changed.
            try people.lock(holder.id)
            guard try people.holder(ofLink: link, at: call.now) != nil else { return false }
            try people.setPassword(hash, of: holder.id)
            for member in memberships {
                try AuditLog(connection, in: member.workspace.id).record(
                    "password set", by: holder.email, [("address", .text(call.origin))], at: call.now)
            }
            return true
        }
        guard isSet else { return page(call, nil) }
        guard !memberships.isEmpty else { return .redirect(to: Links.signIn) }
        return try Admission(call).answer(holder, memberships)
    }

    private enum Words {
        static let forgotten = Sentence(fr: "Mot de passe oublié", en: "Forgotten password")
        static let email = Sentence(fr: "Adresse e-mail", en: "E-mail address")
        static let explanation = Sentence(
            fr:
                "Un lien pour en choisir un autre vous parviendra par courrier, ou par l’administration de votre espace.",
            en: "A link to choose another one will reach you by mail, or by an admin of your workspace.")
        static let ask = Sentence(fr: "Demander un lien", en: "Ask for a link")
        static let back = Sentence(fr: "Revenir à la connexion", en: "Back to sign-in")
        static let asked = Sentence(fr: "Demande notée", en: "Your demand is noted")
        static let askedExplanation = Sentence(
            fr:
                "Si cette adresse a un compte, un lien lui parvient par courrier quand son espace en envoie\u{202F}; sinon, l’administration de l’espace voit la demande dans les réglages et vous remettra un lien. Votre mot de passe reste valable d’ici là.",
            en:
                "If this address has an account, a link reaches it by mail where its workspace sends any; otherwise the admins of the workspace see the demand in the settings and will hand you a link. Your password holds until then."
        )
        static let choose = Sentence(fr: "Choisir un mot de passe", en: "Choose a password")
        static let set = Sentence(fr: "Enregistrer et entrer", en: "Save and come in")
        static let over = Sentence(fr: "Ce lien n’ouvre plus", en: "This link opens no more")
        static let overExplanation = Sentence(
            fr:
                "Il a déjà servi, ou son délai est passé. Votre mot de passe n’a pas changé\u{A0}: demandez un autre lien.",
            en: "It was used already, or has run out. Your password has not changed: ask for another link.")
    }
}
