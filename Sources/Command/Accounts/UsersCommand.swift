import ArgumentParser
import Storage
import Verger

struct UsersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "users", abstract: "Who may enter a workspace.",
        subcommands: [Add.self, List.self, Link.self, Disable.self, Enable.self], defaultSubcommand: List.self)

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

        @Option(help: "The source of the contacts that a partner brings (default: the e-mail address)")
        var source: String?

        @Flag(help: "Ask for no password: print a link by which they choose it")
        var invite = false

        @OptionGroup var options: Options

        func run() throws {
            let database = try options.open()
            let workspace = try options.chosen(in: database)
            let person = try UserEntry(
                email: email, name: name ?? email, role: role, partnerSource: source, options)
            let hash = invite ? nil : try person.passwordHash(in: workspace.name)
            try person.add(to: workspace, in: database, passwordHash: hash)
            if invite { try Link.print(for: email, in: workspace, of: database, options) }
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

    struct Link: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print a link by which someone sets a password, once.",
            discussion: "Put the address of the site before it. It is worth nothing once the password is set.")

        @Argument(help: "E-mail address")
        var email: String

        @OptionGroup var options: Options

        func run() throws {
            let database = try options.open()
            try Link.print(for: email, in: options.chosen(in: database), of: database, options)
            Terminal.flush()
        }

        static func print(
            for email: String, in workspace: Workspace, of database: any SQLDatabase, _ options: Options
        ) throws {
            let link = try database.write { connection -> String? in
                guard let user = try Users(connection, in: workspace.id).find(email: email) else { return nil }
                let hasPassword = try People(connection).passwordHash(of: user.id) != nil
                try AuditLog(connection, in: workspace.id).record(
                    "password link made", by: "command", [("email", .text(user.email))], at: options.now)
                return try People(connection).link(hasPassword ? .reset : .invitation, to: user.id, at: options.now)
            }
            guard let link else { throw UsersCommand.unknown(email) }
            Terminal.print("/password/\(link)")
        }
    }

    static func unknown(_ email: String) -> Failure {
        .notFound(Sentence(fr: "personne n’a l’adresse \(email)", en: "nobody has the address \(email)"))
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
                guard try Users(connection, in: workspace.id).disable(email: email, at: options.now) else {
                    return false
                }
                try AuditLog(connection, in: workspace.id).record(
                    "user disabled", by: "command", [("email", .text(email))], at: options.now)
                return true
            }
            guard wasThere else { throw UsersCommand.unknown(email) }
            Terminal.print(options.text("\(email) ne peut plus entrer", "\(email) may not come in any more"))
            Terminal.flush()
        }
    }

    struct Enable: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Let someone in again.")

        @Argument(help: "E-mail address")
        var email: String

        @OptionGroup var options: Options

        func run() throws {
            let database = try options.open()
            let workspace = try options.chosen(in: database)
            let wasThere = try database.write { connection in
                guard try Users(connection, in: workspace.id).enable(email: email) else { return false }
                try AuditLog(connection, in: workspace.id).record(
                    "user enabled", by: "command", [("email", .text(email))], at: options.now)
                return true
            }
            guard wasThere else { throw UsersCommand.unknown(email) }
            Terminal.print(options.text("\(email) peut entrer", "\(email) may come in"))
            Terminal.flush()
        }
    }
}

extension Role: ExpressibleByArgument {}
