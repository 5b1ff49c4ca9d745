import Foundation
import Storage
import Verger
import Web

/// Forms sent over HTTP: each is checked, makes a contact with its activities and its consent, and is on disk when it is
/// answered. Beside the engine's own rate for single rows.
struct FormsBenchmark {
    private let setting: Setting

    init(_ setting: Setting) {
        self.setting = setting
    }

    func run() throws {
        try waiting(for: measure)
    }

    private func measure() async throws {
        let raw = try RawRate(setting.engine).measured()
        let database = try setting.engine.freshDatabase()
        let office = try Office.open(in: database)
        let workspace = office.workspace
        let key = try database.write { connection in
            let document = StartingForm.document(for: .stand, in: .french, company: workspace.name)
            let forms = Forms(connection, in: workspace.id)
            let form = try forms.add("bench", document, at: .today)
            _ = try forms.publish(form, by: "bench", at: .today)
            return try InstanceSecret(connection, at: .today).sealed(
                Ticket(.kiosk, in: workspace.id, of: [form.id], expiresAt: .today + Instant.day))
        }
        let ingest = IngestBenchmark(setting)
        try await ingest.serving(database, withWorker: false) { port in
            let sent = try ingest.load(port: port, senders: 32) { sender, number in
                FormsBenchmark.request("/f/\(workspace.slug)/bench/kiosk", key: key, "\(sender)-\(number)")
            }
            ingest.show(
                "forms sent over HTTP, each a contact with its consent", sent, weight: 1, beside: raw.singles,
                "rows inserted, one a durable transaction", target: 300)
        }
    }

    private static func request(_ path: String, key: String, _ name: String) -> [UInt8] {
        let body =
            "key=\(key)&version=1&submission=0000000000000000-\(name)&q1=Zo%C3%A9&q2=Pain&q3=zoe.\(name)%40fournil.example&c1=yes"
        let head = """
            POST \(path) HTTP/1.1\r
            Host: localhost\r
            Content-Type: application/x-www-form-urlencoded\r
            Content-Length: \(body.utf8.count)\r
            \r

            """
        return Array(head.utf8) + Array(body.utf8)
    }
}
