import ArgumentParser
import Storage
import Verger

struct UsersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "users", abstract: "Who may enter a workspace.",
        subcommands: [Add.self, List.self, Disable.self], defaultSubcommand: List.self)

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let someone in; the password is asked for, or read from standard input.",
            discussion: "  verger users add paul@borie.example --name \"Paul Martin\" --role rep")

        @Argument(help: "E-mail address")
        var email: String

        @Option(help: "Name")
        var name: String?

        @Option(help: "admin, manager, marketer, rep, partner or reader")
        var role: Role = .reader

        @OptionGroup var options: Options

        func run() throws {
            let database = try options.open()
            let workspace = try options.chosen(in: database)
            let person = try UserEntry(email: email, name: name ?? email, role: role, options)
            try person.add(to: workspace, in: database, passwordHash: person.passwordHash())
            Terminal.print(options.text("\(email) peut entrer", "\(email) may come in"))
            Terminal.flush()
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the people of the workspace.")

        @OptionGroup var options: Options

        func run() throws {
            let database = try options.open()
            let workspace = try options.chosen(in: database)
            let users = try database.read { try Users($0, in: workspace.id).all() }
            options.list(
                users, ("e-mail", .left), (options.text("nom", "name"), .left), (options.text("rôle", "role"), .left),
                ("", .left)
            ) { user in
                [
                    user.email, user.name, user.role.label.text(in: options.spoken),
                    user.isDisabled ? options.text("désactivé", "disabled") : "",
                ]
            } json: { user in
                [
                    ("email", .text(user.email)), ("name", .text(user.name)), ("role", .text(user.role.rawValue)),
                    ("disabled", Document(.boolean(user.isDisabled))),
                ]
            }
        }
    }

    struct Disable: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Keep someone out from now on.")

        @Argument(help: "E-mail address")
        var email: String

        @OptionGroup var options: Options

        func run() throws {
            let database = try options.open()
            let workspace = try options.chosen(in: database)
            let wasThere = try database.write { connection in
                try AuditLog(connection, in: workspace.id).record(
                    "user disabled", by: "command", [("email", .text(email))], at: options.now)
                return try Users(connection, in: workspace.id).disable(email: email, at: options.now)
            }
            guard wasThere else {
                throw Failure.notFound(
                    Sentence(fr: "personne n’a l’adresse \(email)", en: "nobody has the address \(email)"))
            }
            Terminal.print(options.text("\(email) ne peut plus entrer", "\(email) may not come in any more"))
            Terminal.flush()
        }
    }
}

extension Role: ExpressibleByArgument {}
