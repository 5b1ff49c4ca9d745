import ArgumentParser
import Foundation
import Storage
import Verger

struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Give everything back, in the form in which it is imported.",
        discussion: """
              verger export contacts > contacts.csv
              verger export activities --format json --output activities.json
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case csv, json
    }

    @Argument(help: "contacts, companies, activities or payments")
    var kind: ImportKind

    @Option(help: "csv or json; csv unless --json is given")
    var format: Format?

    @Option(help: "A file (default: standard output)")
    var output: String?

    @Flag(help: "Disarm cells that a spreadsheet would run as formulas (the file then differs from what was imported)")
    var spreadsheet = false

    @OptionGroup var options: Options

    func run() throws {
        let session = try options.session()
        let sheet = try ExportSheet(kind, session)
        let target = try ExportTarget(output)
        if (format ?? (options.json ? .json : .csv)) == .csv {
            let writer = CSVWriter(disarmsFormulas: spreadsheet)
            try target.write(writer.line(sheet.columns))
            try sheet.forEachRow { cells in try target.write(writer.line(cells)) }
        } else {
            try target.write("[")
            var separator = "\n"
            try sheet.forEachRow { cells in
                let pairs = zip(sheet.columns, cells).filter { !$0.1.isEmpty }.map { ($0.0, Document.text($0.1)) }
                try target.write(separator + Document.object(pairs).json())
                separator = ",\n"
            }
            try target.write("\n]\n")
        }
        try target.close()
    }
}

/// Standard output or a file.
final class ExportTarget {
    private let handle: FileHandle?
    private var pending = ""

    init(_ path: String?) throws {
        guard let path else {
            handle = nil
            return
        }
        if let old = FileHandle(forReadingAtPath: path), try old.read(upToCount: 6) == Data("SQLite".utf8) {
            throw Failure.refused(
                Sentence(
                    fr: "«\u{A0}\(path)\u{A0}» est une base\u{202F}; donnez un autre nom",
                    en: "“\(path)” is a database; give another name"))
        }
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let opened = FileHandle(forWritingAtPath: path)
        else {
            throw Failure.refused(
                Sentence(fr: "impossible d’écrire «\u{A0}\(path)\u{A0}»", en: "“\(path)” can't be written"))
        }
        handle = opened
    }

    func write(_ text: String) throws {
        guard let handle else { return Terminal.write(text) }
        pending += text
        if pending.utf8.count > 1 << 16 { try flush(handle) }
    }

    private func flush(_ handle: FileHandle) throws {
        do {
            try handle.write(contentsOf: Data(pending.utf8))
        } catch {
            throw Failure.refused(
                Sentence(
                    fr: "le fichier n’a pas pu être écrit en entier\u{202F}; le disque est-il plein\u{202F}?",
                    en: "the file could not be written to its end; is the disk full?"))
        }
        pending = ""
    }

    func close() throws {
        Terminal.flush()
        guard let handle else { return }
        try flush(handle)
        try handle.close()
    }
}
