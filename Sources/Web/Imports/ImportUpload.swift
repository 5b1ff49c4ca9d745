import HTTPTypes
import NIOPosix
import Spreadsheet
import Storage
import Verger
import Work

/// Takes a file part by part into the database, and looks at its first rows.
enum ImportUpload {
    /// The largest file, in bytes.
    static let limit = 64 << 20
    /// Rows from which samples are taken, and formats of dates guessed.
    private static let sampled = 200

    /// What came, before anybody knows whether it is a table.
    private struct Arrival {
        let id: Int64
        var size = 0
        var mark = ""
        var parts = 0
    }

    @Sendable static func receive(_ visit: Visit, _ body: UploadedBody) async throws -> Answer {
        let site = visit.site
        let workspace = visit.workspace.id
        let id = try await site.threads.runIfActive {
            try site.database.write { try ImportDrafts($0, in: workspace).newID() }
        }
        var arrival = Arrival(id: id)
        do {
            var pending: [UInt8] = []
            while let bytes = try await body.next() {
                pending += bytes
                while pending.count >= ImportDrafts.chunk {
                    let part = Array(pending.prefix(ImportDrafts.chunk))
                    pending.removeFirst(part.count)
                    arrival = try await keep(part, arrival, visit)
                }
            }
            if !pending.isEmpty { arrival = try await keep(pending, arrival, visit) }
            let name = FileName.safe(body.fileName ?? "")
            return try await site.threads.runIfActive { [arrival] in try look(visit, arrival, name) }
        } catch {
            try? await site.threads.runIfActive {
                try site.database.write { _ = try ImportDrafts($0, in: workspace).dropFile(of: id) }
            }
            throw error
        }
    }

    private static func keep(_ part: [UInt8], _ arrival: Arrival, _ visit: Visit) async throws -> Arrival {
        try await visit.site.threads.runIfActive {
            try visit.site.database.write { connection in
                try ImportDrafts(connection, in: visit.workspace.id).keep(
                    part, as: arrival.parts, of: arrival.id, at: visit.now)
            }
            var next = arrival
            next.mark = Secret.fingerprint(arrival.mark + Secret.fingerprint(part))
            next.size += part.count
            next.parts += 1
            return next
        }
    }

    /// A draft of what came; the page with what is wrong when it is no table.
    private static func look(_ visit: Visit, _ arrival: Arrival, _ name: String) throws -> Answer {
        do {
            guard arrival.size > 0 else { throw SpreadsheetProblem.empty }
            let found = try Inspection(visit, draft: arrival.id, size: arrival.size, sheet: nil)
            try visit.write { connection in
                let drafts = ImportDrafts(connection, in: visit.workspace.id)
                let remembered = try drafts.remembered(found.header)
                try drafts.add(
                    ImportDrafts.Upload(
                        fileName: name, format: found.format.rawValue, size: arrival.size, mark: arrival.mark,
                        sheets: found.sheets, sheet: found.sheet, header: found.header, samples: found.samples,
                        mapping: found.mapping(remembered)), as: arrival.id, by: visit.member.user.email,
                    in: visit.language, at: visit.now)
            }
            return .redirect(to: visit.links.importDraft(arrival.id))
        } catch let problem as SpreadsheetProblem {
            try visit.site.database.write { _ = try ImportDrafts($0, in: visit.workspace.id).dropFile(of: arrival.id) }
            var answer = try visit.read { connection in
                visit.answer(try ImportsPage(visit, connection, problem: (name, problem.sentence)).page)
            }
            answer.status = .unprocessableContent
            return answer
        }
    }

    /// The columns of a file, or of a sheet of it, with what its first rows hold.
    struct Inspection {
        let format: TableFormat
        let sheets: [String]
        let sheet: Int
        let header: [String]
        let samples: [[String]]
        private let values: [[String]]
        private let fields: [String]

        init(_ visit: Visit, draft: Int64, size: Int, sheet: Int?) throws {
            let source = DraftFile(visit.site.database, in: visit.workspace.id, of: draft, size: size).source
            var table = try OpenTable(source, sheet: sheet, in: visit.language)
            format = table.format
            sheets = table.sheets
            self.sheet = table.sheet
            header = table.rows.header
            var values = [[String]](repeating: [], count: header.count)
            var count = 0
            while count < ImportUpload.sampled, let record = try table.rows.next() {
                count += 1
                for index in header.indices where index < record.cells.count {
                    if let text = record.cells[index].trimmedOrNil { values[index].append(text) }
                }
            }
            self.values = values
            samples = values.map { column in
                var seen: Set<String> = []
                return column.filter { seen.insert($0).inserted }.prefix(3).map { String($0.prefix(80)) }
            }
            fields = try visit.rules().catalogue.fields.keys.sorted()
        }

        func mapping(_ remembered: ImportMapping?) -> ImportMapping {
            ImportMapping.guessed(for: header, samples: values, fields: fields, remembered: remembered)
        }
    }
}
