import Foundation
import Storage
import Verger
import Work

/// Calls of programs recorded durably: read from JSON, of known and new people, in batches and one by one, beside the
/// engine's own rate for the same rows.
struct IngestBenchmark {
    private static let batch = 100

    private let setting: Setting

    init(_ setting: Setting) {
        self.setting = setting
    }

    func run() throws {
        let calls = 100_000
        let bodies = (0..<(calls / IngestBenchmark.batch)).map { number in
            "{\"batch\":["
                + (0..<IngestBenchmark.batch).map { call(number * IngestBenchmark.batch + $0) }.joined(separator: ",")
                + "],\"sentAt\":\"2026-11-21T12:00:00.000Z\"}"
        }
        let bytes = bodies.reduce(0) { $0 + $1.utf8.count }
        let reader = TrackingReader(receivedAt: .today)
        var deliveries: [TrackingDelivery] = []
        let reading = try seconds { deliveries = try bodies.map { try reader.delivery($0, to: .batch) } }
        print(
            "read \(Int(Double(calls) / reading))/s, \(Int(Double(bytes) / reading / 1e6)) MB/s, \(bytes / calls) bytes"
        )

        let database = try setting.engine.freshDatabase()
        let office = try Office.open(in: database)
        for round in 0..<2 {
            let recording = try seconds {
                for group in stride(from: 0, to: deliveries.count, by: 20) {
                    try database.write { connection in
                        let plan = try TrackingPlan(connection, in: office.workspace)
                        _ = try Intake(connection, in: office.workspace, under: plan, at: .today)
                            .record(
                                deliveries[group..<min(group + 20, deliveries.count)].flatMap(\.calls).map { call in
                                    var call = call
                                    call.messageID = call.messageID.map { "\(round)-\($0)" }
                                    return call
                                })
                    }
                }
            }
            print("intake \(Int(Double(calls) / recording))/s")
        }
        let raw = try self.raw(deliveries.flatMap(\.calls))
        print("raw \(Int(raw))/s")
    }

    private func raw(_ calls: [TrackingCall]) throws -> Double {
        let database = try setting.engine.freshDatabase()
        let office = try Office.open(in: database)
        let ids = try database.write { connection in
            let contacts = Contacts(connection, in: office.workspace)
            let ids = try contacts.newIDs(30_000)
            try contacts.insert(ids.map { Contact(id: $0) }, at: .today)
            return ids
        }
        let rows = calls.enumerated().map { index, call -> [SQLValue] in
            [
                .integer(office.workspace.id.value), .integer(ids[index % ids.count].value), .instant(call.at),
                .integer(1_000_000 + index), .text("page_viewed"), .text(orNull: call.messageID),
                .text(
                    Document.object(call.properties.sorted { $0.key < $1.key }.map { ($0.key, .text($0.value)) }).json()
                ),
            ]
        }
        let time = try seconds {
            for start in stride(from: 0, to: rows.count, by: 2000) {
                try database.write { connection in
                    try connection.insert(
                        into: "activity",
                        columns: ["workspace", "contact", "at", "id", "kind", "message_id", "properties"],
                        count: min(2000, rows.count - start)
                    ) { rows[start + $0][$1] }
                }
            }
        }
        return Double(rows.count) / time
    }

    private func call(_ index: Int) -> String {
        let person = (index &* 7919) % 30_000
        let who =
            person % 3 == 0
            ? "\"userId\":\"user-\(person)\",\"anonymousId\":\"5f0c6a52-\(person)\""
            : "\"anonymousId\":\"5f0c6a52-\(person)\""
        let what =
            index % 4 == 0
            ? "\"type\":\"track\",\"event\":\"Form Submitted\",\"properties\":{\"formName\":\"contact\",\"page\":\"/contact\"}"
            : "\"type\":\"page\",\"name\":\"Tarifs\",\"properties\":{\"url\":\"https://borie.example/tarifs\",\"path\":\"/tarifs\",\"referrer\":\"https://www.google.com/\",\"title\":\"Nos tarifs\"}"
        return
            "{\(what),\(who),\"messageId\":\"6b0c7e7e-2d2b-4e5e-9d5e-\(index)\",\"timestamp\":\"2026-11-21T11:59:5\(index % 10).123Z\",\"integrations\":{},\"context\":{\"library\":{\"name\":\"analytics-python\",\"version\":\"2.4.0\"},\"locale\":\"fr-FR\",\"userAgent\":\"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36\"}}"
    }
}
