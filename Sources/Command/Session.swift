import Storage
import Verger

/// A workspace at work: its database, the definition in force and its rules.
struct Session {
    let database: any SQLDatabase
    let workspace: Workspace
    let definition: Definitions.Stored
    let rules: Rules
    let now: Instant

    init(_ database: any SQLDatabase, in workspace: Workspace, at now: Instant) throws {
        self.database = database
        self.workspace = workspace
        self.now = now
        let isDue = try database.read { try Definitions($0, in: workspace).isDue(at: now) }
        if isDue { try database.write { try Definitions($0, in: workspace).activateDue(at: now) } }
        let found = try database.read { connection in
            let definitions = Definitions(connection, in: workspace)
            return (stored: try definitions.active(), rules: try definitions.rules())
        }
        guard let definition = found.stored, let rules = found.rules else {
            throw Failure.refused(
                Sentence(
                    fr:
                        "cet espace n’a pas de définition\u{202F}; activez-en une par «\u{A0}verger definition activate b2b\u{A0}»",
                    en: "this workspace has no definition; activate one by “verger definition activate b2b”"))
        }
        self.definition = definition
        self.rules = rules
    }

    /// Evaluates those who have news, and those whose standing ran out when `wholly`.
    func refresh(wholly: Bool = true) throws {
        let progress = Progress("…")
        try Evaluation(database, in: workspace).refresh(rules, at: now, onlyNews: !wholly) { progress.show($0) }
        progress.end()
    }

    /// Notes in the audit log what this command does.
    func audit(_ action: String, _ details: [(String, Document)], _ connection: any SQLConnection) throws {
        try AuditLog(connection, in: workspace.id).record(action, by: "command", details, at: now)
    }

    /// The contact that a person means.
    func contact(named name: String) throws -> Contact {
        let found = try database.read { try Contacts($0, in: workspace).find(named: name) }
        guard let found else { throw Session.noContact(name) }
        return found
    }

    /// Somebody whom the law protects, contact or not.
    enum Person {
        case contact(Contact)
        case identity(Identity)
    }

    func person(named name: String, _ connection: any SQLConnection) throws -> Person {
        if let contact = try Contacts(connection, in: workspace).find(named: name) { return .contact(contact) }
        guard let identity = Identity(named: name) else { throw Session.noContact(name) }
        return .identity(identity)
    }

    private static func noContact(_ name: String) -> Failure {
        Failure.notFound(
            Sentence(
                fr:
                    "aucun contact «\u{A0}\(name)\u{A0}»\u{A0}: donnez un identifiant externe, un numéro ou une adresse e-mail",
                en: "no contact “\(name)”: give an external id, a number or an e-mail address"))
    }

    /// The last instant of a day (`2026-01-31`), or an instant.
    func instant(asOf text: String) throws -> Instant {
        guard let instant = Instant(iso8601: text, in: workspace.zone) else {
            throw Failure.refused(
                Sentence(
                    fr:
                        "«\u{A0}\(text)\u{A0}» n’est pas une date\u{A0}: écrivez 2026-01-31 ou 2026-01-31T09:00:00+01:00",
                    en: "“\(text)” is not a date: write 2026-01-31 or 2026-01-31T09:00:00+01:00"))
        }
        return text.utf8.count == 10 ? workspace.zone.end(of: workspace.zone.day(at: instant)) - 1 : instant
    }

    /// Where the contact is shown: name, company, how to reach them.
    func headline(of contact: Contact) throws -> (title: String, reach: String) {
        let company = try contact.company.flatMap { id in
            try database.read { try Companies($0, in: workspace).find([id]).first }
        }
        let role = [contact.fields[.jobTitle], company?.fields[.name]].compactMap(\.self).joined(separator: ", ")
        let title = contact.displayName + (role.isEmpty ? "" : " · " + role)
        let reach = [contact.fields[.email], contact.fields[.phone]].compactMap(\.self).joined(separator: " · ")
        return (title, reach)
    }
}
