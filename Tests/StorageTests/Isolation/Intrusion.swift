import Storage
import TestSupport
import Verger

/// A call of a repository of the second workspace, with whatever names and ids of the first one could lead it astray.
struct Intrusion: Sendable {
    /// `Type.function`.
    let name: String
    let answer: @Sendable (_ mine: Furnished, _ theirs: Furnished) throws -> Any

    /// A call inside a transaction.
    init(_ name: String, _ call: @escaping @Sendable (Attempt) throws -> Any) {
        self.name = name
        answer = { mine, theirs in
            try mine.world.database.write { try call(Attempt(connection: $0, mine: mine, theirs: theirs)) }
        }
    }

    /// A call that makes its own transactions.
    init(alone name: String, _ call: @escaping @Sendable (_ mine: Furnished, _ theirs: Furnished) throws -> Any) {
        self.name = name
        answer = call
    }

    static let all =
        accounts + contacts + contactChanges + companies + timeline + definitions + evaluation + measures + segments
        + imports + search + lists + memberships + handovers + tasks + webhooks + editing + tracking + sites + programs
        + mails + identity + sources + consents + rights + contents + forms + landing + inbound
}

/// The repositories of the second workspace inside a transaction, and the ids of the first.
struct Attempt {
    let connection: any SQLConnection
    let mine: Furnished
    let theirs: Furnished

    var workspace: Workspace { mine.workspace }
    var users: Users { Users(connection, in: workspace.id) }
    var tokens: Tokens { Tokens(connection, in: workspace.id) }
    var settings: Settings { Settings(connection, in: workspace.id) }
    var audit: AuditLog { AuditLog(connection, in: workspace.id) }
    var contacts: Contacts { Contacts(connection, in: workspace) }
    var companies: Companies { Companies(connection, in: workspace) }
    var activities: Activities { Activities(connection, in: workspace.id) }
    var definitions: Definitions { Definitions(connection, in: workspace) }
    var dossiers: Dossiers { Dossiers(connection, in: workspace) }
    var news: News { News(connection, in: workspace.id) }
    var standings: Standings { Standings(connection, in: workspace.id) }
    var segments: Segments { Segments(connection, in: workspace.id) }
    var memberships: Memberships { Memberships(connection, in: workspace.id) }
    var handovers: Handovers { Handovers(connection, in: workspace) }
    var salesTasks: SalesTasks { SalesTasks(connection, in: workspace) }
    var mails: Mails { Mails(connection, in: workspace.id) }
    var mailServers: MailServers { MailServers(connection, in: workspace.id) }
    var webhooks: Webhooks { Webhooks(connection, in: workspace.id) }
    var sets: ContactSet { ContactSet(connection, in: workspace) }
    var runs: ImportRuns { ImportRuns(connection, in: workspace.id) }
    var reversal: Reversal { Reversal(connection, in: workspace, types: [:]) }

    static let kinds = Dictionary(uniqueKeysWithValues: ActivityKind.catalogue.map { ($0.name, $0) })

    /// A condition that holds of both contacts.
    func everything() throws -> ResolvedCondition {
        try definitions.rules()!.resolve(parsing: "stage >= suspect or tag \"vip\"")
    }
}

extension Furnished {
    var workspace: Workspace { world.workspace }
    var now: Instant { world.now }
    var later: Instant { world.now + Instant.hour }
}
