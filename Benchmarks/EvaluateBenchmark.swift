import Storage
import Verger

/// Everyone in the big base evaluated again from the facts, against the same rows read in the same order and nothing else.
struct EvaluateBenchmark {
    private let setting: Setting

    init(_ setting: Setting) {
        self.setting = setting
    }

    func run() throws {
        let (database, office) = try BigBase(setting).open()
        var activities = 0
        let reading = try seconds { activities = try EvaluateBenchmark.read(database) }
        var contacts = 0
        let processor = processorSeconds()
        let time = try seconds {
            contacts = try Evaluation(database, in: office.workspace).rebuild(office.rules, at: .today)
        }
        let processorTime = processorSeconds() - processor
        // A month later no score is what it was; then everything is put back for whoever measures next.
        let changing = try seconds {
            try Evaluation(database, in: office.workspace).rebuild(office.rules, at: .today + 30 * Instant.day)
        }
        let memory = try peakMemory()
        try Evaluation(database, in: office.workspace).rebuild(office.rules, at: .today)

        let isPromised = setting.engine == .sqlite && setting.contacts == 1_000_000
        let scale = Double(contacts) / 1_000_000
        let base = "\(contacts.grouped) contacts, \(activities.grouped) activities"
        Figure(
            engine: setting.engine.rawValue, name: "evaluation, \(base)", value: time.text(places: 1) + " s",
            yardstick: "reading all activities: \(reading.text(places: 1)) s", ratio: (time / reading).text(places: 2),
            target: isPromised ? "<= 60 s" : "<= \((60 * scale).text(places: 1)) s", isMet: time <= 60 * scale
        ).show()
        Figure(
            engine: setting.engine.rawValue, name: "    its processor time, of all cores together",
            value: processorTime.text(places: 1) + " s"
        ).show()
        Figure(
            engine: setting.engine.rawValue, name: "    as of a month later, where scores are others",
            value: changing.text(places: 1) + " s", yardstick: "reading all activities: \(reading.text(places: 1)) s",
            ratio: (changing / reading).text(places: 2), target: "<= \((60 * scale).text(places: 1)) s",
            isMet: changing <= 60 * scale
        ).show()
        Figure(
            engine: setting.engine.rawValue, name: "    its peak of resident memory", value: memory.text() + " MB",
            target: "<= 500 MB", isMet: memory <= 500
        ).show()
    }

    /// Reads what an evaluation needs of each activity; returns how many there are.
    private static func read(_ database: any SQLDatabase) throws -> Int {
        var count = 0
        try database.read { connection in
            try connection.scan(
                "SELECT contact, at, id, kind, properties FROM activity WHERE workspace = 1 ORDER BY contact, at, id",
                []
            ) { row in
                count += row.integer(0) > 0 && row.integer(1) > 0 && !row.text(3).isEmpty ? 1 : 0
                return true
            }
        }
        return count
    }
}
