import Storage
import Verger

/// One activity recorded and its contact evaluated, one after another, against a durable transaction of one row.
struct AppendBenchmark {
    private static let rounds = 2000

    private let setting: Setting
    private let count: Int

    init(_ setting: Setting) {
        self.setting = setting
        count = min(setting.contacts, 100_000)
    }

    func run() throws {
        let database = try setting.engine.freshDatabase()
        let office = try Office.open(in: database)
        try BigBaseWriter(database, office, activitiesPerContact: setting.activitiesPerContact).write(count)
        try Evaluation(database, in: office.workspace).rebuild(office.rules, at: .today)
        let ids = try database.read { try Contacts($0, in: office.workspace).ids(after: nil, limit: count) }
        _ = try database.write { try $0.execute("DELETE FROM news") }

        var appends: [Double] = []
        var bare: [Double] = []
        var chance = Chance(seed: 1)
        for round in 0..<AppendBenchmark.rounds {
            let contact = chance.pick(ids)
            appends.append(try seconds { try append(round, to: contact, in: database, office) })
            bare.append(try seconds { try record(round, in: database) })
        }
        report(appends, bare)
    }

    private func append(_ round: Int, to contact: Contact.ID, in database: any SQLDatabase, _ office: Office) throws {
        let now = Instant.today + Int64(round)
        let new = Activities.New(
            contact: contact, at: now, kind: "content_downloaded", channel: "web", messageID: "bench-\(round)",
            properties: ["content": "guide", "level": "evaluation"])
        _ = try database.write { connection in
            try Activities(connection, in: office.workspace.id).append(
                [new], kinds: office.kinds, zone: office.workspace.zone)
        }
        try Evaluation(database, in: office.workspace).refresh(office.rules, at: now)
    }

    /// A row of about the same size, alone in its transaction.
    private func record(_ round: Int, in database: any SQLDatabase) throws {
        _ = try database.write { connection in
            try connection.execute(
                "INSERT INTO audit (workspace, id, at, actor, action, details) VALUES (1, ?, 0, 'bench', 'bench', '{}')",
                [.integer(1_000_000_000 + round)])
        }
    }

    private func report(_ appends: [Double], _ bare: [Double]) {
        for (name, share) in [("p50", 0.5), ("p99", 0.99)] {
            let time = appends.quantile(share)
            let yardstick = bare.quantile(share)
            Figure(
                engine: setting.engine.rawValue, name: "append and evaluate among \(count.grouped) contacts, \(name)",
                value: (time * 1000).text(places: 2) + " ms",
                yardstick: "durable transaction of a row: \((yardstick * 1000).text(places: 2)) ms",
                ratio: (time / yardstick).text(places: 1), target: share > 0.9 ? "<= 10 ms" : "",
                isMet: share > 0.9 ? time <= 0.01 : nil
            ).show()
        }
    }
}

extension Office {
    /// Every kind of activity, by name.
    var kinds: [String: ActivityKind] {
        Dictionary(uniqueKeysWithValues: (ActivityKind.catalogue + definition.definition.kinds).map { ($0.name, $0) })
    }
}
