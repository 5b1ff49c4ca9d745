import Exchange
import Foundation
import Spreadsheet
import Storage
import Verger

/// One import of one file, from its bytes to what is recorded.
final class ImportRun {
    let report: ProblemReport

    private let kind: ImportKind
    private let path: String
    private let session: Session
    private let options: Options
    private let handle: FileHandle
    private let size: Int
    private let changedAt: Instant?
    private var next: () throws -> CSVRecord?
    private var converter: RowConverter
    /// How much of the file was read, from 0 to 1; nil for one that has no end yet.
    private let share: () -> Double?

    init(
        kind: ImportKind, path: String, mapPath: String?, problemsPath: String?, _ session: Session, _ options: Options
    ) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue,
            let handle = FileHandle(forReadingAtPath: path)
        else {
            throw Failure.notFound(
                Sentence(
                    fr: "le fichier «\u{A0}\(path)\u{A0}» ne peut pas être lu", en: "the file “\(path)” can't be read"))
        }
        let map = try mapPath.map { try ImportRun.map($0, for: kind) }
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        let size = attributes[.size] as? Int ?? 0
        self.size = size
        changedAt = (attributes[.modificationDate] as? Date).map { Instant(seconds: Int64($0.timeIntervalSince1970)) }
        let table = try ImportRun.table(path, handle, map, size, options)
        next = table.next
        share = table.share
        let definition = session.definition.definition
        let settings = ImportSettings(
            zone: session.workspace.zone, currency: session.workspace.currency, region: session.workspace.region,
            fields: definition.fields, kinds: session.rules.catalogue.kindsByName, now: session.now)
        do {
            converter = try RowConverter(
                kind: kind, header: table.header,
                map: map ?? table.ready?.mapping(of: table.header, fields: definition.fields.keys).map(),
                settings: settings
            ) { text, region in PhoneNumbers.e164(text, region: region) }
        } catch {
            throw Failure.problems(error.all, of: mapPath ?? path)
        }
        self.kind = kind
        self.path = path
        self.session = session
        self.options = options
        self.handle = handle
        report = ProblemReport(
            path: problemsPath ?? (path.hasPrefix("/dev/") ? "import" : path) + ".problems.csv",
            language: options.spoken)
        if let ready = table.ready, !options.json {
            Terminal.error(
                options.text("Reconnu\u{A0}: \(ready.label.fr)", "Recognised: \(ready.label.en)"))
        }
        for notice in (map?.notices ?? []) + converter.notices where table.ready == nil || notice.severity == .error {
            Terminal.error(Failure.describe(notice, of: (path as NSString).lastPathComponent, in: options.spoken))
        }
    }

    func perform(isDryRun: Bool) throws -> Importer.Outcome {
        defer { try? handle.close() }
        let importer = Importer(
            session.database, in: session.workspace, under: session.definition, rules: session.rules, kind: kind,
            file: (path as NSString).lastPathComponent, fingerprint: try fingerprint(), dated: changedAt,
            at: session.now)
        let progress = Progress(
            options.text("Import", "Import"), counting: options.text("lignes", "rows"), in: options.spoken)
        let outcome = try importer.run(
            next: nextRow, isDryRun: isDryRun, report: { try report.add($0) },
            progress: { progress.show($0.rows, share: share()) })
        progress.end(tells: !options.json)
        try report.close()
        if !isDryRun { try session.refresh() }
        return outcome
    }

    private func nextRow() throws -> ConvertedRow? {
        guard let record = try next() else { return nil }
        let converted = converter.convert(record)
        for problem in converted.problems { try report.add(problem) }
        return converted
    }

    /// Of the file's size, date and ends: to know an interrupted import again without reading a gigabyte twice.
    private func fingerprint() throws -> String {
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? file.close() }
        let head = try file.read(upToCount: 1 << 16) ?? Data()
        try file.seek(toOffset: UInt64(max(0, size - 1 << 16)))
        let tail = try file.read(upToCount: 1 << 16) ?? Data()
        let changed = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date ?? .distantPast
        let parts = [
            String(size), String(changed.timeIntervalSince1970), head.base64EncodedString(), tail.base64EncodedString(),
        ]
        return Secret.fingerprint(parts.joined(separator: "|"))
    }

    private static func map(_ path: String, for kind: ImportKind) throws -> ImportMap {
        do {
            return try ImportMap(Document(yaml: TextFile.contents(of: path)), for: kind)
        } catch let problems as Problems {
            throw Failure.problems(problems.all, of: path)
        }
    }
}

extension ImportRun {
    /// The rows of a file under their header.
    private struct Table {
        let header: [String]
        /// The export that it is, where no map says otherwise.
        var ready: ReadyMap?
        let share: () -> Double?
        let next: () throws -> CSVRecord?
    }

    private static func table(
        _ path: String, _ handle: FileHandle, _ map: ImportMap?, _ size: Int, _ options: Options
    ) throws -> Table {
        if let workbook = try workbook(path, handle, options) {
            var rows = workbook.rows
            return Table(
                header: rows.header, ready: map == nil ? ReadyMap.recognised(by: rows.header) : nil,
                share: { workbook.share }
            ) {
                try rows.next()
            }
        }
        var read = 0
        let share: () -> Double? = { size > 0 ? Double(read) / Double(size) : nil }
        var reader = try CSVReader(delimiter: map?.delimiter, encoding: map?.encoding) {
            guard let chunk = try handle.read(upToCount: 1 << 18), !chunk.isEmpty else { return nil }
            read += chunk.count
            return Array(chunk)
        }
        guard let first = try reader.next(), first.damage == nil else {
            throw Failure.refused(
                Sentence(
                    fr: "«\u{A0}\(path)\u{A0}» est vide ou illisible\u{A0}: la première ligne doit nommer les colonnes",
                    en: "“\(path)” is empty or unreadable: its first line must name the columns"))
        }
        var waiting: CSVRecord? = first
        guard map == nil, kindless(first) else {
            let header = try header(of: first)
            return Table(
                header: header, ready: map == nil ? ReadyMap.recognised(by: header) : nil, share: share
            ) {
                try reader.next()
            }
        }
        // Lines before the header: the notes of an export, the title of a list.
        do {
            var rows = try HeadedTable {
                defer { waiting = nil }
                return try waiting ?? reader.next()
            }
            return Table(
                header: try rows?.titles ?? header(of: first),
                ready: rows.flatMap { ReadyMap.recognised(by: $0.titles) },
                share: share
            ) {
                try rows?.next()
            }
        } catch let problem as HeadedTable.Problem {
            throw Failure.refused(problem.sentence)
        }
    }

    /// All cells of a first line, which may have empty ones at its end; no more columns than a file may have.
    private static func header(of record: CSVRecord) throws -> [String] {
        do throws(HeadedTable.Problem) {
            let titles = try HeadedTable.cells(of: record)
            return record.cells.count > HeadedTable.widest ? titles : record.cells
        } catch {
            throw Failure.refused(error.sentence)
        }
    }

    /// Whether a first record has one filled cell, so that the header may come after it.
    private static func kindless(_ record: CSVRecord) -> Bool { record.cells.compactMap(\.trimmedOrNil).count == 1 }

    /// The workbook that a file is; nil for other files, and for what can't be read twice.
    private static func workbook(
        _ path: String, _ handle: FileHandle, _ options: Options
    ) throws -> OpenTable? {
        guard !path.hasPrefix("/dev/"), let head = try handle.read(upToCount: TableFormat.head), !head.isEmpty else {
            return nil
        }
        try handle.seek(toOffset: 0)
        do {
            guard try TableFormat(of: Array(head)) == .xlsx else { return nil }
            let size = Int(try handle.seekToEnd())
            let bytes = ByteSource(count: size) { offset, length in
                try handle.seek(toOffset: UInt64(offset))
                return Array(try handle.read(upToCount: length) ?? Data())
            }
            return try OpenTable(bytes, in: options.spoken)
        } catch let problem as SpreadsheetProblem {
            throw Failure.refused(problem.sentence)
        }
    }
}
