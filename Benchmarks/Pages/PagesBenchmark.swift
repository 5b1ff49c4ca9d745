import Foundation
import Storage
import Verger

/// Pages of a large workspace over HTTP, by the program itself in a process of its own: how long one reader waits, how many
/// answers a second many readers get, how much memory that takes. Readers and server share this machine.
struct PagesBenchmark {
    private let setting: Setting

    init(_ setting: Setting) {
        self.setting = setting
    }

    func run() throws {
        let (database, office) = try BigBase(setting).open()
        let reader = try Reader(database, office)
        let server = try ServedBase(setting, BigBase(setting).address())
        defer { server.stop() }
        show(
            "start to first page", value: milliseconds(server.startTime), target: "<= 300 ms",
            isMet: server.startTime <= 0.3)
        let idle = try server.memory("VmRSS")
        show("memory, idle", value: "\(idle.text()) MB", target: "<= 120 MB", isMet: idle <= 120)
        let yardstick = try Load.run(server.url("/healthz"), reader, connections: 32)
        for page in try reader.pages() {
            let alone = try Load.run(server.url(page.path), reader, connections: 1)
            let many = try Load.run(server.url(page.path), reader, connections: 32)
            show(
                "\(page.name): one reader, p50 and p95",
                value: "\(milliseconds(alone.p50)), \(milliseconds(alone.p95))", target: page.isFast ? "<= 50 ms" : "",
                isMet: page.isFast ? alone.p95 <= 0.05 : nil)
            show(
                "\(page.name): 32 readers", value: "\(Int(many.rate).grouped)/s",
                yardstick: "a page of two bytes: \(Int(yardstick.rate).grouped)/s",
                ratio: (many.rate / yardstick.rate).text(places: 3), target: target(of: page),
                isMet: target(of: page).isEmpty ? nil : many.rate >= 1000)
        }
        let loaded = try server.memory("VmHWM")
        show("memory, at its peak under that load", value: "\(loaded.text()) MB")
    }

    /// A list page of 100,000 contacts is promised 1,000 times a second.
    private func target(of page: Reader.Page) -> String {
        page.name == "list of contacts" && setting.contacts <= 100_000 ? ">= 1,000/s" : ""
    }

    private func milliseconds(_ time: Double) -> String { (time * 1000).text(places: time < 0.01 ? 1 : 0) + " ms" }

    private func show(
        _ name: String, value: String, yardstick: String = "", ratio: String = "", target: String = "",
        isMet: Bool? = nil
    ) {
        Figure(
            engine: setting.engine.rawValue, name: "pages of \(setting.contacts.grouped): \(name)".cut(to: 60),
            value: value, yardstick: yardstick, ratio: ratio, target: target, isMet: isMet
        ).show()
    }
}

/// Somebody signed in to the big base, and what they look at.
struct Reader {
    let cookie: String
    private let workspace: Workspace
    private let contact: Contact.ID

    struct Page {
        let name: String
        let path: String
        /// Whether it is promised within 50 ms.
        var isFast = true
    }

    init(_ database: any SQLDatabase, _ office: Office) throws {
        workspace = office.workspace
        // Bases are kept: the second run finds the reader of the first.
        (cookie, contact) = try database.write { connection in
            let email = "reader@bench.example"
            let known = try Users(connection, in: office.workspace.id).all().contains { $0.email == email }
            if !known {
                try Users(connection, in: office.workspace.id).add(
                    email: email, name: "Reader", role: .admin, passwordHash: Secret.passwordHash("pomme d’api"),
                    at: .today)
            }
            let person = try connection.row("SELECT id FROM person WHERE email = ?", [.text(email)]) { $0.integer(0) }
            let token = try Sessions(connection).begin(
                person ?? 0, in: office.workspace.id, isPending: false,
                by: Sessions.Browser(userAgent: "bench", address: "127.0.0.1"), at: .today
            ).token
            let first = try Contacts(connection, in: office.workspace).ids(after: nil, limit: 1)
            return ("verger_session=\(token)", first.first ?? Contact.ID(1))
        }
    }

    func pages() throws -> [Page] {
        let base = "/w/\(workspace.slug)"
        let filter = "stage%20%3E%3D%20prospect%20and%20country%20%3D%20FR"
        return [
            Page(name: "list of contacts", path: "\(base)/contacts"),
            Page(name: "filtered list", path: "\(base)/contacts?where=\(filter)"),
            Page(name: "search", path: "\(base)/contacts?q=kowal%20hel"),
            Page(name: "palette", path: "\(base)/palette?q=kowal"),
            Page(name: "page of a contact", path: "\(base)/contacts/\(contact.value)"),
            Page(name: "list of companies", path: "\(base)/companies"),
            Page(name: "today", path: "\(base)/today"),
            Page(name: "funnel of a year", path: "\(base)/reports/funnel", isFast: false),
        ]
    }
}
