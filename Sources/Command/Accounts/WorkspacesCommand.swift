import ArgumentParser
import Storage
import Verger

struct WorkspacesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workspaces", abstract: "The workspaces of this database; nothing crosses between them.",
        subcommands: [Add.self, List.self], defaultSubcommand: List.self)

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Open a workspace, with the definition b2b.")

        @Argument(help: "Its short name: lower case, digits and hyphens")
        var slug: String

        @Option(help: "Its name")
        var name: String?

        @Option(help: "Time zone (IANA)")
        var zone = "Europe/Paris"

        @Option(help: "Currency (ISO 4217)")
        var currency = "EUR"

        @Option(help: "Country of phone numbers without a code (ISO 3166-1)")
        var region = "FR"

        @OptionGroup var options: Options

        func run() throws {
            guard let zone = Zone(identifier: zone) else { throw ValidationError("“\(zone)” is not a time zone") }
            guard currency.utf8.count == 3, region.utf8.count == 2 else {
                throw ValidationError("A currency has three letters, a region two: EUR, FR")
            }
            let workspace = try options.newWorkspace(
                slug: slug, name: name ?? slug, zone: zone, currency: currency.uppercased(),
                region: region.uppercased(), in: options.open())
            Terminal.print(
                options.text("espace «\u{A0}\(workspace.slug)\u{A0}» prêt", "workspace “\(workspace.slug)” ready"))
            Terminal.flush()
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the workspaces.")

        @OptionGroup var options: Options

        func run() throws {
            let all = try options.open().read { try Workspaces($0).all() }
            options.list(
                all, ("", .left), (options.text("nom", "name"), .left), ("zone", .left),
                (options.text("devise", "currency"), .left)
            ) { workspace in
                [workspace.slug, workspace.name, workspace.zone.identifier, workspace.currency]
            } json: { workspace in
                [
                    ("slug", .text(workspace.slug)), ("name", .text(workspace.name)),
                    ("zone", .text(workspace.zone.identifier)), ("currency", .text(workspace.currency)),
                    ("region", .text(workspace.region)),
                ]
            }
        }
    }
}
