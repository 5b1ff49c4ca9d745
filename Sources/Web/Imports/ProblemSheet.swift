import HTTPTypes
import NIOCore
import NIOPosix
import Storage
import Verger

/// The rows that were left out, with why: to be corrected in a spreadsheet and sent again.
enum ProblemSheet {
    private static let page = 1_000

    @Sendable static func ofDraft(_ visit: Visit) throws -> Answer {
        try sheet(visit, try visit.read { try visit.draft($0) })
    }

    @Sendable static func ofRun(_ visit: Visit) throws -> Answer {
        let draft = try visit.read { connection -> ImportDraft? in
            try ImportDrafts(connection, in: visit.workspace.id).find(run: Int(visit.number("run")))
        }
        guard let draft else { throw Refusal.notFound }
        return try sheet(visit, draft)
    }

    /// Page by page, never all rows at a time.
    private static func sheet(_ visit: Visit, _ draft: ImportDraft) throws -> Answer {
        let cursor = Cursor()
        let writer = CSVWriter(disarmsFormulas: true)
        let (site, workspace, language) = (visit.site, visit.workspace.id, visit.language)
        let head =
            Array("\u{FEFF}".utf8)
            + Array(
                writer.line(
                    draft.header + [visit.notation.text("ligne", "line"), visit.notation.text("problème", "problem")]
                ).utf8)
        let name = (draft.fileName as String).split(separator: ".").first.map(String.init) ?? "import"
        return Answer(
            type: "text/csv; charset=utf-8", length: nil,
            headers: [
                .contentDisposition:
                    "attachment; filename=\"verger.csv\"; filename*=UTF-8''\(Fields.encoded(name + "-problems.csv"))"
            ]
        ) { number in
            if number == 0 { return ByteBuffer(bytes: head) }
            return try await site.threads.runIfActive {
                let rows = try site.database.read {
                    try DraftRows($0, in: workspace, of: draft.id).page(.errors, after: cursor.last, limit: page)
                }
                guard let last = rows.last else { return nil }
                cursor.last = last.number
                var bytes: [UInt8] = []
                for row in rows {
                    let cells = draft.header.indices.map { $0 < row.cells.count ? row.cells[$0] : "" }
                    let why = row.problems.filter { $0.severity == .error }.map { problem in
                        (problem.column.map { "\($0): " } ?? "") + problem.sentence.text(in: language)
                    }
                    writer.write(cells + [String(row.line), why.joined(separator: " ")], to: &bytes)
                }
                return ByteBuffer(bytes: bytes)
            }
        }
    }

    /// How far the reader has come; parts are asked for one after the other.
    private final class Cursor: @unchecked Sendable {
        var last = 0
    }
}
