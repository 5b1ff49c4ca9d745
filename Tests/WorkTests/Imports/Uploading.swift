import Storage
import Synchronization
import TestSupport
import Testing
import Verger
import Work

extension World {
    func draft(_ id: Int64) throws -> ImportDraft? {
        try database.read { try ImportDrafts($0, in: workspace.id).find(id) }
    }

    func rows(_ selection: DraftRows.Selection, of id: Int64) throws -> [DraftRow] {
        try database.read { try DraftRows($0, in: workspace.id, of: id).page(selection, limit: 100) }
    }

    func start(_ id: Int64) throws {
        try database.write {
            try ImportDrafts($0, in: workspace.id).start(id, by: "anne@borie.example", leavingOutErrors: true, at: now)
        }
    }

    func carrier(_ database: (any SQLDatabase)? = nil, at instant: Instant? = nil, batch: Int = 5) -> Carrier {
        var settings = Carrier.Settings()
        settings.batch = batch
        settings.looked = batch
        let now = instant ?? self.now
        return Carrier(database ?? self.database, bell: Bell(), logger: .silent, settings: settings) { now }
    }

    /// Every contact's address, and how many activities there are.
    func brought() throws -> (addresses: [String], activities: Int) {
        try database.read { connection in
            let contacts = Contacts(connection, in: workspace)
            let all = try contacts.find(contacts.ids(after: nil, limit: 100_000))
            let count = try connection.row("SELECT COUNT(*) FROM activity") { Int($0.integer(0)) } ?? 0
            return (all.compactMap { $0.fields[.email] }.sorted(), count)
        }
    }
}
