import ArgumentParser
import Storage
import Verger

struct Setup: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Create the database, a workspace and its first administrator.",
        discussion: """
              verger setup --name "Atelier Borie" --admin claire@borie.example

            The password is asked for, or read from standard input.
            """)

    @Option(help: "The name of the workspace")
    var name = "Verger"

    @Option(help: "Its short name, for commands")
    var slug = "main"

    @Option(help: "Time zone (IANA)")
    var zone = "Europe/Paris"

    @Option(help: "Currency (ISO 4217)")
    var currency = "EUR"

    @Option(help: "Country of phone numbers without a code (ISO 3166-1)")
    var region = "FR"

    @Option(help: "E-mail address of the first administrator")
    var admin: String?

    @OptionGroup var options: Options

    func run() throws {
        guard let zone = Zone(identifier: zone) else {
            throw ValidationError("“\(zone)” is not a time zone; write one such as Europe/Paris")
        }
        guard currency.utf8.count == 3, region.utf8.count == 2 else {
            throw ValidationError("A currency has three letters, a region two: EUR, FR")
        }
        let person = try admin.map { try UserEntry(email: $0, name: $0, role: .admin, options) }
        let hash = try person?.passwordHash(in: name)
        let database = try options.open()
        let existing = try database.read { try Workspaces($0).find(slug: slug) }
        let workspace =
            try existing
            ?? options.newWorkspace(
                slug: slug, name: name, zone: zone, currency: currency.uppercased(), region: region.uppercased(),
                in: database)
        if let person, let hash { try person.add(to: workspace, in: database, passwordHash: hash) }
        Terminal.print(
            existing == nil
                ? options.text("espace «\u{A0}\(workspace.slug)\u{A0}» prêt", "workspace “\(workspace.slug)” ready")
                : options.text(
                    "l’espace «\u{A0}\(workspace.slug)\u{A0}» existe déjà",
                    "workspace “\(workspace.slug)” is there already"))
        Terminal.flush()
    }
}

/// A person to let in, with a password asked for.
struct UserEntry {
    let email: EmailAddress
    let name: String
    let role: Role
    let partnerSource: String?
    let options: Options

    init(email: String, name: String, role: Role, partnerSource: String? = nil, _ options: Options) throws {
        guard let address = EmailAddress(email) else {
            throw Failure.refused(
                Sentence(
                    fr: "«\u{A0}\(email)\u{A0}» n’est pas une adresse e-mail", en: "“\(email)” is not an e-mail address"
                ))
        }
        self.email = address
        self.name = name
        self.role = role
        self.partnerSource = partnerSource
        self.options = options
    }

    /// Of the password that is asked for.
    func passwordHash(in workspace: String) throws -> String {
        let prompt = options.text("Mot de passe de \(email.address)\u{A0}: ", "Password of \(email.address): ")
        let password = Terminal.password(prompt) ?? ""
        let rules = PasswordRules(email: email.address, name: name, workspace: workspace)
        if let problem = rules.problem(of: password) { throw Failure.refused(problem) }
        return try Secret.passwordHash(password)
    }

    func add(to workspace: Workspace, in database: any SQLDatabase, passwordHash hash: String?) throws {
        try database.write { connection in
            try Users(connection, in: workspace.id).add(
                email: email.address, name: name, role: role, partnerSource: partnerSource, passwordHash: hash,
                at: options.now)
            try AuditLog(connection, in: workspace.id).record(
                "user added", by: "command", [("email", .text(email.key)), ("role", .text(role.rawValue))],
                at: options.now)
        }
    }
}
