import Storage
import Verger

/// How many in the big base hold a condition, against a bare count of the contacts.
struct SegmentBenchmark {
    private static let rounds = 5

    private static let conditions = [
        "stage >= prospect and score.total >= 40",
        "country = BE",
        "did page_viewed within 30 days",
        "did demo_requested within 30 days",
        "did content_downloaded where level = evaluation at least 2 times within 90 days",
        "company.industry = restauration and not did any exchange within 30 days",
        "sum payment_received.amount - sum payment_refunded.amount > 0",
    ]

    private let setting: Setting

    init(_ setting: Setting) {
        self.setting = setting
    }

    func run() throws {
        let (database, office) = try BigBase(setting).open()
        let bare = try median {
            _ = try database.read { connection in
                try connection.row(
                    "SELECT COUNT(*) FROM \(connection.dialect.states) WHERE workspace = 1 AND first_fact <= ?",
                    [.instant(.today)]
                ) {
                    $0.integer(0)
                }
            }
        }
        for text in SegmentBenchmark.conditions {
            let condition = try office.rules.resolve(parsing: text)
            var count = 0
            let time = try median {
                count = try database.read { try ContactSet($0, in: office.workspace).count(condition, at: .today) }
            }
            Figure(
                engine: setting.engine.rawValue, name: "segment: \(text)".cut(to: 60),
                value: "\(milliseconds(time)) (\(count.grouped))",
                yardstick: "counting all states: \(milliseconds(bare))",
                ratio: (time / bare).text(places: 1), target: "<= 300 ms", isMet: time <= 0.3
            ).show()
        }
    }

    private func milliseconds(_ time: Double) -> String { (time * 1000).text() + " ms" }

    private func median(_ body: () throws -> Void) throws -> Double {
        try (0..<SegmentBenchmark.rounds).map { _ in try seconds(body) }.median
    }
}

extension String {
    /// At most `count` characters.
    func cut(to limit: Int) -> String { count <= limit ? self : prefix(limit - 1) + "…" }
}
