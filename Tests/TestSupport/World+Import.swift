package import Storage
package import Verger

extension World {
    /// What became of an import.
    package struct Imported {
        package let outcome: Importer.Outcome
        /// Errors and warnings of the reader and of the importer.
        package var problems: [RowProblem]

        package var tally: ImportRuns.Tally { outcome.tally }
        package var errors: [RowProblem] { problems.filter { $0.severity == .error } }
    }

    /// The power goes in the middle of an import.
    package struct Interruption: Error {
        package init() {}
    }

    /// Imports `text` as a file, as the command line does. With `rowsReadable`, reading breaks off after so many rows.
    @discardableResult
    package func importing(
        _ kind: ImportKind, _ text: String, at instant: Instant? = nil, isDryRun: Bool = false, batch: Int = 5,
        rowsReadable: Int = .max, progress: (ImportRuns.Tally) -> Void = { _ in }
    ) throws -> Imported {
        try importing(
            kind, bytes: Array(text.utf8), at: instant, isDryRun: isDryRun, batch: batch, rowsReadable: rowsReadable,
            progress: progress)
    }

    @discardableResult
    package func importing(
        _ kind: ImportKind, bytes: [UInt8], at instant: Instant? = nil, isDryRun: Bool = false, batch: Int = 5,
        rowsReadable: Int = .max, progress: (ImportRuns.Tally) -> Void = { _ in }
    ) throws -> Imported {
        let now = instant ?? self.now
        let stored = try database.read { try Definitions($0, in: workspace).active()! }
        let kinds = ActivityKind.catalogue + stored.definition.kinds
        let settings = ImportSettings(
            fields: stored.definition.fields, kinds: Dictionary(uniqueKeysWithValues: kinds.map { ($0.name, $0) }),
            now: now)
        var rest = bytes[...]
        var reader = try CSVReader {
            guard !rest.isEmpty else { return nil }
            defer { rest = rest.dropFirst(1 << 16) }
            return Array(rest.prefix(1 << 16))
        }
        var converter = try RowConverter(
            kind: kind, header: reader.next()?.cells ?? [], settings: settings, phone: { text, _ in text })
        let importer = try Importer(
            database, in: workspace, under: stored, rules: rules(), kind: kind, file: "test.csv",
            fingerprint: Secret.fingerprint(String(decoding: bytes, as: UTF8.self)), at: now, batch: batch)
        var problems: [RowProblem] = []
        let outcome = try importer.run(
            next: {
                guard let record = try reader.next() else { return nil }
                if record.row > rowsReadable { throw Interruption() }
                let converted = converter.convert(record)
                problems += converted.problems
                return converted
            }, isDryRun: isDryRun, report: { problems.append($0) }, progress: progress)
        return Imported(outcome: outcome, problems: problems)
    }
}
