import ArgumentParser
import Storage
import Verger

struct RightsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rights", abstract: "Answer what people demand about what is known of them.",
        subcommands: [Access.self, Erase.self])

    struct Access: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print everything that is known of a person, as JSON (GDPR, articles 15 and 20).",
            discussion: "Of an address or id that no contact has: what forms, mails, programs and files brought of it.")

        @Argument(help: "External id, number or e-mail address")
        var contact: String

        @OptionGroup var options: Options

        func run() throws {
            let session = try options.session()
            let file = try session.database.write { connection -> Document? in
                switch try session.person(named: contact, connection) {
                case .contact(let contact):
                    try session.audit(
                        "personal data exported", [("contact", .number(Int(contact.id.value)))], connection)
                    return try PersonalFile(of: contact.id, connection, in: session.workspace, at: session.now)?.json
                case .identity(let identity):
                    try session.audit(
                        "personal data exported", [("kind", .text(identity.kind.rawValue))], connection)
                    return try IdentityFile(of: identity, connection, in: session.workspace, at: session.now).json
                }
            }
            if let file { Terminal.print(file.json(pretty: true)) }
            Terminal.flush()
        }
    }

    struct Erase: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Erase a person from every table, for good (GDPR, article 17).",
            discussion: """
                Nothing stays but a hash that keeps the person from coming back by an import, a form, the API or the tracker.
                An address or id that no contact has can be erased too. It can't be undone: --yes says that you know.
                """)

        @Argument(help: "External id, number or e-mail address")
        var contact: String

        @Flag(help: "Yes, for good")
        var yes = false

        @OptionGroup var options: Options

        func run() throws {
            let session = try options.session()
            let person = try session.database.read { try session.person(named: contact, $0) }
            guard yes else { throw Failure.refused(warning(person)) }
            let outcome = try session.database.write { connection in
                let erasure = Erasure(connection, in: session.workspace)
                return switch person {
                case .contact(let contact): try erasure.erase(contact.id, by: "command", at: session.now)
                case .identity(let identity): try erasure.erase(identity, by: "command", at: session.now)
                }
            }
            guard let outcome else { return }
            if options.json {
                Terminal.print(
                    Document.object([
                        ("rows", .number(outcome.rows)), ("redacted", .number(outcome.redacted)),
                        ("suppressed", .number(outcome.suppressed)),
                    ]).json())
            } else {
                Terminal.print(
                    options.text(
                        "Effacé\u{A0}: \(outcome.rows) lignes retirées, \(outcome.redacted) caviardées, \(outcome.suppressed) identifiants refusés désormais",
                        "Erased: \(outcome.rows) rows removed, \(outcome.redacted) redacted, \(outcome.suppressed) identities kept out from now on"
                    ))
            }
            Terminal.flush()
        }

        private func warning(_ person: Session.Person) -> Sentence {
            switch person {
            case .contact(let contact):
                Sentence(
                    fr: "\(contact.displayName) serait effacé de toutes les tables, sans retour\u{A0}: ajoutez --yes",
                    en: "\(contact.displayName) would be erased from every table, for good: add --yes")
            case .identity(let identity):
                Sentence(
                    fr:
                        "aucun contact «\u{A0}\(identity.value)\u{A0}»\u{A0}; ce qui en est conservé serait effacé, sans retour, et il serait refusé désormais\u{A0}: ajoutez --yes",
                    en:
                        "no contact “\(identity.value)”; what is kept of it would be erased, for good, and it would be kept out from now on: add --yes"
                )
            }
        }
    }
}
