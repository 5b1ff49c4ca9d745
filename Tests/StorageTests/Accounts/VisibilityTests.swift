import Storage
import TestSupport
import Testing
import Verger

@Suite struct `What a member sees` {
    static let visibilities: [Visibility] = [
        .everyone, .ownedBy("PAUL@borie.example", unassignedToo: true),
        .ownedBy("paul@borie.example", unassignedToo: false), .broughtBy("Agence Éclair"), .broughtBy("inconnue"),
        .ownedBy("' OR 1 = 1 --", unassignedToo: false),
    ]

    @Test(arguments: Engine.available)
    func `is the same in a list as on a page`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.importing(
            .contacts,
            """
            external_id,owner,source
            c1,Paul@borie.example,
            c2,anne@borie.example,agence eclair
            c3,,AGENCE ÉCLAIR
            c4,,
            c5,paul@borie.example,Salon
            """)

        for visibility in Self.visibilities {
            let (listed, shown) = try world.database.read { connection in
                let listed = try connection.contacts(seen: visibility, in: world.workspace)
                let contacts = Contacts(connection, in: world.workspace)
                let all = try contacts.find(contacts.ids(after: nil, limit: 10))
                return (listed, all.filter(visibility.includes).map(\.id))
            }
            #expect(listed == shown, "\(visibility)")
            #expect(visibility != .everyone || listed.count == 5)
        }
    }
}

extension SQLConnection {
    fileprivate func contacts(seen visibility: Visibility, in workspace: Workspace) throws -> [Contact.ID] {
        let query: SQLFragment =
            "SELECT c.id FROM contact c WHERE c.workspace = \(workspace.id.value) AND \(visibility.sql) ORDER BY c.id"
        return try rows(query.text, query.arguments.map(\.bound)) { Contact.ID($0.integer(0)) }
    }
}
