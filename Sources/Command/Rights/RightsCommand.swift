import ArgumentParser
import Storage
import Verger

struct RightsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rights", abstract: "Answer what people demand about what is known of them.",
        subcommands: [Access.self, Erase.self])

    struct Access: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print everything that is known of a contact, as JSON (GDPR, articles 15 and 20).")

        @Argument(help: "External id, number or e-mail address")
        var contact: String

        @OptionGroup var options: Options

        func run() throws {
            let session = try options.session()
            let contact = try session.contact(named: contact)
            let file = try session.database.write { connection in
                try session.audit(
                    "personal data exported", [("contact", .number(Int(contact.id.value)))], connection)
                return try PersonalFile(of: contact.id, connection, in: session.workspace, at: session.now)
            }
            if let file { Terminal.print(file.json.json(pretty: true)) }
            Terminal.flush()
        }
    }

    struct Erase: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Erase a contact from every table, for good (GDPR, article 17).",
            discussion: """
                Nothing stays but a hash that keeps the person from coming back by an import, a form, the API or the tracker.
                It can't be undone: --yes says that you know.
                """)

        @Argument(help: "External id, number or e-mail address")
        var contact: String

        @Flag(help: "Yes, for good")
        var yes = false

        @OptionGroup var options: Options

        func run() throws {
            let session = try options.session()
            let contact = try session.contact(named: contact)
            guard yes else {
                throw Failure.refused(
                    Sentence(
                        fr:
                            "\(contact.displayName) serait effacé de toutes les tables, sans retour\u{A0}: ajoutez --yes",
                        en: "\(contact.displayName) would be erased from every table, for good: add --yes"))
            }
            let outcome = try session.database.write { connection in
                try Erasure(connection, in: session.workspace).erase(contact.id, by: "command", at: session.now)
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
    }
}
