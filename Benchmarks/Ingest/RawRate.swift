import Storage
import Verger

/// How fast the engine takes the rows of activities, and nothing else, durably.
struct RawRate {
    private static let count = 60_000
    private static let singles = 4000

    private let engine: Engine

    init(_ engine: Engine) {
        self.engine = engine
    }

    /// A second, 100 rows a transaction and one.
    func measured() throws -> (batches: Double, singles: Double) {
        let database = try engine.freshDatabase()
        let office = try Office.open(in: database)
        let ids = try database.write { connection in
            let contacts = Contacts(connection, in: office.workspace)
            let ids = try contacts.newIDs(5000)
            try contacts.insert(ids.map { Contact(id: $0) }, at: .today)
            return ids
        }
        let batches = try seconds {
            for start in stride(from: 0, to: RawRate.count, by: 100) {
                try insert(start..<(start + 100), ids, database, office)
            }
        }
        let singles = try seconds {
            for row in RawRate.count..<(RawRate.count + RawRate.singles) {
                try insert(row..<(row + 1), ids, database, office)
            }
        }
        return (Double(RawRate.count) / batches, Double(RawRate.singles) / singles)
    }

    private func insert(
        _ rows: Range<Int>, _ ids: [Contact.ID], _ database: any SQLDatabase, _ office: Office
    ) throws {
        try database.write { connection in
            try connection.insert(
                into: "activity", columns: ["workspace", "contact", "at", "id", "kind", "message_id", "properties"],
                count: rows.count
            ) { index, column in
                let row = rows.lowerBound + index
                switch column {
                case 0: return .integer(office.workspace.id.value)
                case 1: return .integer(ids[(row &* 7919) % ids.count].value)
                case 2: return .instant(.today + Int64(row))
                case 3: return .integer(1_000_000 + row)
                case 4: return .text("page_viewed")
                case 5: return .text("6b0c7e7e-2d2b-4e5e-raw-\(row)")
                default:
                    return .text(
                        #"{"path":"/tarifs","referrer":"https://www.google.com/","title":"Nos tarifs","url":"https://borie.example/tarifs"}"#
                    )
                }
            }
        }
    }
}
