import HTML
import HTTPTypes
import Storage
import Verger

/// The first account of an instance, by the address that its first start prints.
enum SetupPages {
    static let routes: [Route] = [
        Route(.get, Links.setup, open: show),
        Route(Links.setup, password: setUp),
    ]

    private static func show(_ call: Call) throws -> Answer {
        try requireOpen(call)
        return page(call)
    }

    private static func requireOpen(_ call: Call) throws {
        let link = call.query["link"] ?? ""
        guard try call.site.database.read({ try People($0).isSetupLink(link, at: call.now) }) else {
            throw Refusal.notFound
        }
    }

    private static func page(_ call: Call, _ problem: (field: String, sentence: Sentence)? = nil) -> Answer {
        func field(_ name: String, _ label: Sentence, type: String = "text", autocomplete: String) -> Markup {
            var field = FormField(name, call.say(label), type: type, value: call.form[name] ?? "")
            field.autocomplete = autocomplete
            field.isTall = true
            field.error = problem?.field == name ? problem.map { call.say($0.sentence) } : nil
            return field.markup
        }
        return Cover(call, Words.title).answer(status: problem == nil ? .ok : .unprocessableContent) {
            form(.method("post"), .action(call.target)) {
                h1 { call.say(Words.title) }
                p(.class("muted")) { call.say(Words.explanation) }
                field("workspace", Words.workspace, autocomplete: "organization")
                field("name", Words.name, autocomplete: "name")
                field("email", Words.email, type: "email", autocomplete: "username")
                NewPassword(call).fields(problem?.field == "password" ? problem?.sentence : nil)
                button(.class("btn primary wide")) { call.say(Words.go) }
            }
        }
    }

    private static func setUp(_ call: Call) throws -> Answer {
        try requireOpen(call)
        let form = call.form
        guard let company = form.text("workspace") else { return page(call, ("workspace", Words.missing)) }
        guard let name = form.text("name") else { return page(call, ("name", Words.missing)) }
        guard let email = form.text("email").flatMap(EmailAddress.init) else {
            return page(call, ("email", Words.noEmail))
        }
        let new = NewPassword(call)
        let rules = PasswordRules(email: email.address, name: name, workspace: company)
        if let problem = new.problem(rules) { return page(call, ("password", problem)) }
        let hash = try Secret.passwordHash(new.password)
        let person = try call.site.database.write { connection in
            let people = People(connection)
            try people.lockSetup()
            guard try people.isEmpty(), let workspace = try Workspaces(connection).all().first else {
                throw Refusal.notFound
            }
            try Settings(connection, in: workspace.id).rename(
                to: company, zone: workspace.zone, currency: workspace.currency, region: workspace.region)
            try Users(connection, in: workspace.id).add(
                email: email.address, name: name, role: .admin, passwordHash: hash, at: call.now)
            try AuditLog(connection, in: workspace.id).record("set up", by: email.key, at: call.now)
            return try people.find(email: email.address)
        }
        guard let person else { throw Refusal.notFound }
        let memberships = try call.site.database.read { try People($0).memberships(of: person) }
        return try Admission(call).answer(person, memberships)
    }

    private enum Words {
        static let title = Sentence(fr: "Premier compte", en: "First account")
        static let explanation = Sentence(
            fr: "Il administre l’espace et invite les autres.", en: "It runs the workspace and invites the others.")
        static let workspace = Sentence(fr: "Entreprise", en: "Company")
        static let name = Sentence(fr: "Votre nom", en: "Your name")
        static let email = Sentence(fr: "Adresse e-mail", en: "E-mail address")
        static let go = Sentence(fr: "Créer et entrer", en: "Create and come in")
        static let missing = Sentence(fr: "Ce champ est à remplir.", en: "This field is to be filled in.")
        static let noEmail = Sentence(
            fr: "Une adresse est attendue, par exemple claire@entreprise.fr.",
            en: "An address is expected, for example claire@company.co.uk.")
    }
}
