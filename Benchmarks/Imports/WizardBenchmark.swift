import CZlib
import Exchange
import Foundation
import Logging
import Storage
import Verger
import Work

/// Contacts from a file as somebody uploads it: kept part by part, looked at, brought in; against the same rows as the
/// command imports them, and against the rows that result inserted and nothing else.
struct WizardBenchmark {
    private static let rounds = 3

    private let setting: Setting
    private let count: Int

    init(_ setting: Setting) {
        self.setting = setting
        count = min(setting.contacts, 100_000)
    }

    func run() throws {
        let csv = ContactsFile.bytes(of: count)
        let workbook = try SimpleWorkbook.bytes(of: csv)
        var command: [Double] = []
        var inserts: [Double] = []
        var times: [String: (looked: [Double], brought: [Double])] = [:]
        for _ in 0..<WizardBenchmark.rounds {
            for (format, bytes) in [("csv", csv), ("xlsx", workbook)] {
                let (looked, brought) = try wizard(bytes, format)
                times[format, default: ([], [])].looked.append(looked)
                times[format, default: ([], [])].brought.append(brought)
            }
            let database = try setting.engine.freshDatabase()
            let office = try Office.open(in: database)
            command.append(try seconds { try ImportBenchmark.importContacts(csv, into: database, office) })
            let rows = try ResultingRows(of: database, batch: 2000)
            let bare = try setting.engine.freshDatabase()
            _ = try Office.open(in: bare)
            inserts.append(try seconds { try rows.insert(into: bare) })
        }
        for format in ["csv", "xlsx"] {
            guard let (looked, brought) = times[format] else { continue }
            let size = (format == "csv" ? csv : workbook).count
            Figure(
                engine: setting.engine.rawValue,
                name: "wizard, \(count.grouped) rows of \(format.uppercased()) (\(size >> 20) MB): looked at",
                value: rate(looked), yardstick: "the same imported by the command: \(rate(command))",
                ratio: (command.median / looked.median * 100).text() + " %"
            ).show()
            Figure(
                engine: setting.engine.rawValue, name: "    brought in", value: rate(brought),
                yardstick: "the same rows inserted: \(rate(inserts))",
                ratio: (inserts.median / brought.median * 100).text() + " %", target: ">= 50 %",
                isMet: inserts.median / brought.median >= 0.5
            ).show()
        }
    }

    private func rate(_ times: [Double]) -> String { Int(Double(count) / times.median).grouped + "/s" }

    /// How long the looking takes, and the bringing in.
    private func wizard(_ bytes: [UInt8], _ format: String) throws -> (looked: Double, brought: Double) {
        let database = try setting.engine.freshDatabase()
        let office = try Office.open(in: database)
        let header = String(decoding: ContactsFile.bytes(of: 0), as: UTF8.self).trimmingCharacters(in: .newlines)
            .split(separator: ",").map(String.init)
        let mapping = ImportMapping.guessed(
            for: header, samples: header.map { _ in [] }, kind: .contacts,
            fields: office.definition.definition.fields.keys)
        let id = try database.write { connection in
            let drafts = ImportDrafts(connection, in: office.workspace.id)
            let id = try drafts.newID()
            for (number, start) in stride(from: 0, to: bytes.count, by: ImportDrafts.chunk).enumerated() {
                let end = min(start + ImportDrafts.chunk, bytes.count)
                try drafts.keep(Array(bytes[start..<end]), as: number, of: id, at: .today)
            }
            try drafts.add(
                .init(
                    fileName: "contacts.\(format)", format: format, size: bytes.count, mark: format, sheets: [],
                    sheet: 0,
                    header: header, samples: [], mapping: mapping), as: id, by: "bench@example.com", in: .english,
                at: .today)
            try drafts.save(
                mapping, ImportStatement(origin: "bench", ground: .none), of: id, isReady: true, at: .today)
            return id
        }
        let carrier = Carrier(database, bell: Bell(), logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() })
        { .today }
        let looked = try seconds { _ = try carrier.turn() }
        try database.write {
            try ImportDrafts($0, in: office.workspace.id).start(
                id, by: "bench@example.com", leavingOutErrors: false, at: .today)
        }
        let brought = try seconds { _ = try carrier.turn() }
        let draft = try database.read { try ImportDrafts($0, in: office.workspace.id).find(id) }
        guard draft?.state == .finished, draft?.survey?.refused == 0 else {
            throw StorageProblem.constraint("the import did not end: \(String(describing: draft?.problem?.en))")
        }
        return (looked, brought)
    }
}
