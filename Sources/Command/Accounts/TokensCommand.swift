import ArgumentParser
import Storage
import Verger

struct TokensCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tokens", abstract: "Keys by which programs enter a workspace.",
        subcommands: [Add.self, List.self, Revoke.self], defaultSubcommand: List.self)

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make a token; it is shown this once.")

        @Argument(help: "What it is for")
        var name: String

        @Option(help: "write_key (in a page: what visitors do), server_key (any event), read or full")
        var scope: TokenScope = .full

        @Option(help: "What it may do at most: admin, manager, marketer or reader")
        var role: Role = .manager

        @OptionGroup var options: Options

        func validate() throws {
            guard Tokens.roles.contains(role) else {
                throw ValidationError("--role is admin, manager, marketer or reader: a program follows no contact")
            }
        }

        func run() throws {
            let database = try options.open()
            let workspace = try options.chosen(in: database)
            let (id, token) = try database.write { connection in
                let made = try Tokens(connection, in: workspace.id).add(
                    name: name, scope: scope, role: role, by: "command", at: options.now)
                try AuditLog(connection, in: workspace.id).record(
                    "token added", by: "command",
                    [
                        ("token", .number(Int(made.id))), ("name", .text(name)), ("scope", .text(scope.rawValue)),
                        ("role", .text(role.rawValue)),
                    ], at: options.now)
                return made
            }
            if options.json {
                Terminal.print(Document.object([("id", .number(Int(id))), ("token", .text(token))]).json())
            } else {
                Terminal.print(token)
                Terminal.error(
                    options.text(
                        "Gardez-le\u{A0}: il ne sera plus montré. Pour le retirer\u{A0}: verger tokens revoke \(id)",
                        "Keep it: it will not be shown again. To take it back: verger tokens revoke \(id)"))
            }
            Terminal.flush()
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the tokens, never their secrets.")

        @OptionGroup var options: Options

        func run() throws {
            let database = try options.open()
            let workspace = try options.chosen(in: database)
            let tokens = try database.read { try Tokens($0, in: workspace.id).all() }
            options.list(
                tokens, ("", .right), (options.text("nom", "name"), .left),
                (options.text("portée", "scope"), .left), (options.text("créé", "made"), .left),
                (options.text("servi", "used"), .left), ("", .left)
            ) { token in
                [
                    String(token.id), token.name, token.scope.label.text(in: options.spoken),
                    workspace.zone.text(of: token.createdAt, in: options.spoken), token.lastUsedOn?.description ?? "",
                    token.revokedAt == nil ? "" : options.text("retiré", "revoked"),
                ]
            } json: { token in
                [
                    ("id", .number(Int(token.id))), ("name", .text(token.name)),
                    ("scope", .text(token.scope.rawValue)), ("role", .text(token.role.rawValue)),
                    ("createdBy", .text(token.createdBy)),
                    ("lastUsedOn", .text(orNull: token.lastUsedOn?.description)),
                    ("createdAt", .text(token.createdAt.iso8601)),
                    ("revokedAt", .text(orNull: token.revokedAt?.iso8601)),
                ]
            }
        }
    }

    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make a token useless.")

        @Argument(help: "Its number")
        var id: Int

        @OptionGroup var options: Options

        func run() throws {
            let database = try options.open()
            let workspace = try options.chosen(in: database)
            let wasThere = try database.write { connection in
                try AuditLog(connection, in: workspace.id).record(
                    "token revoked", by: "command", [("token", .number(id))], at: options.now)
                return try Tokens(connection, in: workspace.id).revoke(Int64(id), at: options.now)
            }
            guard wasThere else {
                throw Failure.notFound(Sentence(fr: "aucun jeton valable \(id)", en: "no valid token \(id)"))
            }
            Terminal.print(options.text("jeton \(id) retiré", "token \(id) revoked"))
            Terminal.flush()
        }
    }
}

extension TokenScope: ExpressibleByArgument {}
