import HTML
import HTTPTypes
import Storage
import Verger

/// The people of a workspace: invited, given a role, shut out, handed a link for their password.
enum UserPages {
    static let routes: [Route] = [
        Route(.get, "settings/users", may: .manageUsers, { try UserList($0).answer() }),
        Route(.post, "settings/users", may: .manageUsers, invite).creating,
        Route(.get, "settings/users/{user}", may: .manageUsers, { try UserPage($0, user($0)).answer() }),
        Route(.post, "settings/users/{user}", may: .manageUsers, change),
        Route(.post, "settings/users/{user}/links", may: .manageUsers, makeLink).creating,
        Route(.post, "settings/users/{user}/access", may: .manageUsers, openOrShut),
        Route(.post, "settings/users/{user}/second-factor-removals", may: .manageUsers, removeSecondFactor),
    ]

    /// The user in the address, of this workspace and no other.
    static func user(_ visit: Visit) throws -> User {
        let id = try visit.number("user")
        guard let user = try visit.read({ try Users($0, in: visit.workspace.id).find(id) }) else {
            throw Refusal.notFound
        }
        return user
    }

    @Sendable private static func invite(_ visit: Visit) throws -> Answer {
        let form = visit.form
        guard let email = form.text("email").flatMap(EmailAddress.init) else {
            return try UserList(visit).answer(("email", Words.noEmail))
        }
        guard let name = form.text("name"), name.count <= 200, !name.contains("\0") else {
            return try UserList(visit).answer(("name", Words.noName))
        }
        let role = form.text("role").flatMap(Role.init(rawValue:)) ?? .reader
        let invited: (user: User, link: String?, isMailed: Bool)
        do {
            invited = try visit.write { connection in
                let user = try Users(connection, in: visit.workspace.id).add(
                    email: email.address, name: name, role: role, partnerSource: form.text("source"),
                    passwordHash: nil, at: visit.now)
                try visit.audit(
                    "user added", [("email", .text(user.email)), ("role", .text(role.rawValue))], connection)
                let link = try link(to: user, visit, connection)
                return (user, link, try mail(link, to: user, visit, connection))
            }
        } catch let problem as Users.Problem {
            return try UserList(visit).answer(("email", problem.sentence))
        }
        guard let link = invited.link else {
            return Answer.redirect(to: visit.links.settings("users")).toast(visit.say(Words.knownPerson))
        }
        return linkPage(visit, invited.user, link, isMailed: invited.isMailed)
    }

    /// A link for somebody whom no other workspace knows; nil for the others, who have an account that is theirs alone.
    private static func link(
        to user: User, _ visit: Visit, _ connection: any SQLConnection
    ) throws -> String? {
        let people = People(connection)
        guard try people.belongs(user.id, onlyTo: visit.workspace.id) else { return nil }
        let hasPassword = try people.passwordHash(of: user.id) != nil
        return try people.link(hasPassword ? .reset : .invitation, to: user.id, at: visit.now)
    }

    @Sendable private static func makeLink(_ visit: Visit) throws -> Answer {
        let user = try user(visit)
        let (made, isMailed) = try visit.write { connection in
            let link = try Self.link(to: user, visit, connection)
            if link != nil { try visit.audit("password link made", [("email", .text(user.email))], connection) }
            return (link, try mail(link, to: user, visit, connection))
        }
        guard let link = made else { return try UserPage(visit, user).answer(Words.notYours) }
        return linkPage(visit, user, link, isMailed: isMailed)
    }

    /// Sends it by mail, where there is a server; returns whether there is.
    private static func mail(
        _ link: String?, to user: User, _ visit: Visit, _ connection: any SQLConnection
    ) throws -> Bool {
        guard let link, let person = try People(connection).find(user.id) else { return false }
        return try AccountLetters(
            site: visit.site, workspace: visit.workspace, connection: connection, now: visit.now
        ).send(link, to: person, in: person.language ?? visit.language)
    }

    private static func linkPage(_ visit: Visit, _ user: User, _ link: String, isMailed: Bool) -> Answer {
        let page = visit.settingsPage(.users, Sentence(verbatim: user.name)) {
            div(.class("form")) {
                h2 { visit.say(Words.link) }
                p { visit.say(isMailed ? Words.mailed(user.email) : Words.handIt(user.email)) }
                HTML.code(.class("handed")) { visit.site.address + Links.password(link) }
                p(.class("muted")) { visit.say(Words.once) }
                p { a(.class("btn primary"), .href(visit.links.settings("users"))) { visit.say(Words.handed) } }
            }
        }
        return visit.answer(page)
    }

    @Sendable private static func change(_ visit: Visit) throws -> Answer {
        let user = try user(visit)
        guard let role = visit.form.text("role").flatMap(Role.init(rawValue:)) else {
            return try UserPage(visit, user).answer(Words.noRole)
        }
        do {
            try visit.write { connection in
                _ = try Users(connection, in: visit.workspace.id)
                    .change(user.id, to: role, partnerSource: visit.form.text("source"))
                try visit.audit(
                    "role changed", [("email", .text(user.email)), ("role", .text(role.rawValue))], connection)
            }
        } catch let problem as Users.Problem {
            return try UserPage(visit, user).answer(problem.sentence)
        }
        return Answer.redirect(to: visit.links.settings("users")).toast(visit.say(Words.changed(user.name)))
    }

    @Sendable private static func openOrShut(_ visit: Visit) throws -> Answer {
        let user = try user(visit)
        let isOpen = (visit.form.text("open") ?? visit.query.text("open")) == "yes"
        do {
            try visit.write { connection in
                let users = Users(connection, in: visit.workspace.id)
                _ =
                    isOpen
                    ? try users.enable(email: user.email) : try users.disable(email: user.email, at: visit.now)
                try visit.audit(
                    isOpen ? "user enabled" : "user disabled", [("email", .text(user.email))], connection)
            }
        } catch let problem as Users.Problem {
            return try UserPage(visit, user).answer(problem.sentence)
        }
        let undo = visit.links.settings("users/\(user.id)/access") + Fields([("open", isOpen ? "no" : "yes")]).query
        return Answer.redirect(to: visit.links.settings("users"))
            .toast(visit.say(isOpen ? Words.enabled(user.name) : Words.disabled(user.name)), undo: undo)
    }

    /// For somebody who lost both the telephone and the recovery codes, and works nowhere else.
    @Sendable private static func removeSecondFactor(_ visit: Visit) throws -> Answer {
        let user = try user(visit)
        let isRemoved = try visit.write { connection in
            guard try People(connection).belongs(user.id, onlyTo: visit.workspace.id) else { return false }
            try SecondFactors(connection).remove(of: user.id)
            try Sessions(connection).endAll(of: user.id)
            try visit.audit("second factor removed", [("email", .text(user.email))], connection)
            return true
        }
        guard isRemoved else { return try UserPage(visit, user).answer(Words.notYours) }
        return Answer.redirect(to: visit.links.settings("users")).toast(visit.say(Words.secondFactorRemoved(user.name)))
    }

    private enum Words {
        static let noEmail = Sentence(
            fr: "Une adresse est attendue, par exemple claire@entreprise.fr.",
            en: "An address is expected, for example claire@company.co.uk.")
        static let noName = Sentence(fr: "Un nom est à donner.", en: "A name is needed.")
        static let noRole = Sentence(fr: "Choisissez un rôle.", en: "Choose a role.")
        static let knownPerson = Sentence(
            fr: "Invité. Cette personne a déjà un compte\u{A0}: elle entre avec son mot de passe.",
            en: "Invited. This person has an account already, and comes in with their password.")
        static let notYours = Sentence(
            fr:
                "Cette personne travaille aussi dans un autre espace\u{A0}: son mot de passe et sa double authentification ne sont pas à vous. Elle peut en demander le lien à qui exploite le serveur.",
            en:
                "This person works in another workspace too: their password and second factor are not yours. They may ask whoever runs the server for a link."
        )
        static let link = Sentence(fr: "Lien à remettre", en: "Link to hand over")
        static func handIt(_ email: String) -> Sentence {
            Sentence(
                fr: "Remettez ce lien à \(email), et à personne d’autre. Il sert à choisir un mot de passe.",
                en: "Hand this link to \(email), and to nobody else. It serves to choose a password.")
        }
        static func mailed(_ email: String) -> Sentence {
            Sentence(
                fr: "Ce lien part par courrier à \(email). Vous pouvez aussi le remettre, à cette personne seulement.",
                en: "This link is on its way to \(email) by mail. You may hand it over too, to that person only.")
        }
        static let once = Sentence(
            fr: "Il sert une fois, et ne sera plus montré.", en: "It works once, and will not be shown again.")
        static let handed = Sentence(fr: "C’est noté", en: "I have taken it")
        static func changed(_ name: String) -> Sentence {
            Sentence(fr: "Rôle de \(name) changé.", en: "Role of \(name) changed.")
        }
        static func disabled(_ name: String) -> Sentence {
            Sentence(fr: "\(name) ne peut plus entrer.", en: "\(name) may not come in any more.")
        }
        static func enabled(_ name: String) -> Sentence {
            Sentence(fr: "\(name) peut entrer.", en: "\(name) may come in.")
        }
        static func secondFactorRemoved(_ name: String) -> Sentence {
            Sentence(
                fr: "Double authentification de \(name) retirée.", en: "Second factor of \(name) removed.")
        }
    }
}
