import Exchange
import Foundation
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
    private var reader: CSVReader
    private var converter: RowConverter
    private let bytesRead: ByteCount

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
        let count = ByteCount()
        let source: CSVReader.Source = {
            guard let chunk = try handle.read(upToCount: 1 << 18), !chunk.isEmpty else { return nil }
            count.value += chunk.count
            return Array(chunk)
        }
        reader = try CSVReader(delimiter: map?.delimiter, encoding: map?.encoding, source: source)
        guard let header = try reader.next(), header.damage == nil else {
            throw Failure.refused(
                Sentence(
                    fr: "«\u{A0}\(path)\u{A0}» est vide ou illisible\u{A0}: la première ligne doit nommer les colonnes",
                    en: "“\(path)” is empty or unreadable: its first line must name the columns"))
        }
        let definition = session.definition.definition
        let settings = ImportSettings(
            zone: session.workspace.zone, currency: session.workspace.currency, region: session.workspace.region,
            fields: definition.fields, kinds: session.rules.catalogue.kindsByName, now: session.now)
        do {
            converter = try RowConverter(
                kind: kind, header: header.cells, map: map, settings: settings
            ) { text, region in PhoneNumbers.e164(text, region: region) }
        } catch {
            throw Failure.problems(error.all, of: mapPath ?? path)
        }
        self.kind = kind
        self.path = path
        self.session = session
        self.options = options
        self.handle = handle
        bytesRead = count
        size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
        report = ProblemReport(
            path: problemsPath ?? (path.hasPrefix("/dev/") ? "import" : path) + ".problems.csv",
            language: options.spoken)
        for notice in (map?.notices ?? []) + converter.notices {
            Terminal.error(Failure.describe(notice, of: (path as NSString).lastPathComponent, in: options.spoken))
        }
    }

    func perform(isDryRun: Bool) throws -> Importer.Outcome {
        defer { try? handle.close() }
        let importer = Importer(
            session.database, in: session.workspace, under: session.definition, rules: session.rules, kind: kind,
            file: (path as NSString).lastPathComponent, fingerprint: try fingerprint(), at: session.now)
        let progress = Progress(options.text("Import", "Importing"))
        let outcome = try importer.run(
            next: nextRow, isDryRun: isDryRun, report: { try report.add($0) }, progress: { progress.show($0.rows) })
        progress.end()
        try report.close()
        if !isDryRun { try session.refresh() }
        return outcome
    }

    private func nextRow() throws -> ConvertedRow? {
        guard let record = try reader.next() else { return nil }
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

/// How many bytes a source has given.
final class ByteCount {
    var value = 0
}
