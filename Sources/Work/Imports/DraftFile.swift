package import Spreadsheet
package import Storage
package import Verger

/// The file of a draft as it is kept, read part by part; a few parts are remembered.
package final class DraftFile {
    private static let remembered = 6

    private let database: any SQLDatabase
    private let workspace: Workspace.ID
    private let draft: Int64
    private let size: Int
    private var parts: [(number: Int, bytes: [UInt8])] = []

    package init(_ database: any SQLDatabase, in workspace: Workspace.ID, of draft: Int64, size: Int) {
        self.database = database
        self.workspace = workspace
        self.draft = draft
        self.size = size
    }

    package var source: ByteSource {
        ByteSource(count: size) { [self] offset, count in
            let part = try part(offset / ImportDrafts.chunk)
            let start = offset % ImportDrafts.chunk
            guard start < part.count else { throw SpreadsheetProblem.damaged }
            return Array(part[start..<min(start + count, part.count)])
        }
    }

    private func part(_ number: Int) throws -> [UInt8] {
        if let known = parts.first(where: { $0.number == number }) { return known.bytes }
        let bytes = try database.read { try ImportDrafts($0, in: workspace).part(number, of: draft) }
        guard let bytes else { throw SpreadsheetProblem.damaged }
        if parts.count == DraftFile.remembered { parts.removeFirst() }
        parts.append((number, bytes))
        return bytes
    }
}
