import Exchange
import Storage
import Verger

/// Contacts from a CSV file, read, identified, recorded and evaluated, against the rows that result from it inserted by
/// batches of the same size and nothing else.
struct ImportBenchmark {
    private static let rounds = 3

    private let setting: Setting
    private let count: Int

    init(_ setting: Setting) {
        self.setting = setting
        count = min(setting.contacts, 100_000)
    }

    func run() throws {
        let file = ContactsFile.bytes(of: count)
        var imports: [Double] = []
        var inserts: [Double] = []
        var processor: [(imports: Double, inserts: Double)] = []
        for _ in 0..<ImportBenchmark.rounds {
            let database = try setting.engine.freshDatabase()
            let office = try Office.open(in: database)
            let start = processorSeconds()
            imports.append(try seconds { try ImportBenchmark.importContacts(file, into: database, office) })
            let importTime = processorSeconds() - start
            let rows = try ResultingRows(of: database, batch: 2000)
            let bare = try setting.engine.freshDatabase()
            _ = try Office.open(in: bare)
            let middle = processorSeconds()
            inserts.append(try seconds { try rows.insert(into: bare) })
            processor.append((importTime, processorSeconds() - middle))
        }
        let share = inserts.median / imports.median
        Figure(
            engine: setting.engine.rawValue, name: "import of \(count.grouped) contacts, 14 columns, evaluated",
            value: rate(imports), yardstick: "the same rows inserted: \(rate(inserts))",
            ratio: (share * 100).text() + " %", target: ">= 50 %", isMet: share >= 0.5
        ).show()
        Figure(
            engine: setting.engine.rawValue, name: "    its processor time, of all cores together",
            value: processor.map(\.imports).median.text(places: 1) + " s",
            yardstick: "the same rows inserted: \(processor.map(\.inserts).median.text(places: 1)) s"
        ).show()
    }

    private func rate(_ times: [Double]) -> String { Int(Double(count) / times.median).grouped + "/s" }

    /// As the command does it.
    static func importContacts(_ file: [UInt8], into database: any SQLDatabase, _ office: Office) throws {
        var offset = 0
        var reader = try CSVReader {
            guard offset < file.count else { return nil }
            let chunk = Array(file[offset..<min(offset + 128 * 1024, file.count)])
            offset += chunk.count
            return chunk
        }
        let header = try reader.next()?.cells ?? []
        var converter = try RowConverter(
            kind: .contacts, header: header,
            settings: ImportSettings(fields: office.definition.definition.fields, kinds: office.kinds, now: .today),
            phone: PhoneNumbers.e164)
        let importer = Importer(
            database, in: office.workspace, under: office.definition, rules: office.rules, kind: .contacts,
            file: "contacts.csv", fingerprint: "bench", at: .today)
        _ = try importer.run(
            next: { try reader.next().map { converter.convert($0) } },
            report: { throw StorageProblem.constraint("row \($0.row): \($0.sentence.en)") })
    }
}
