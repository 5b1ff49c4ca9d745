internal import Foundation
package import Verger

extension ImportDrafts {
    /// So many bytes of a file are in one row.
    package static let chunk = 192 * 1024

    /// Keeps part `number` of a file, from 0; all but the last have `chunk` bytes.
    package func keep(_ bytes: [UInt8], as number: Int, of draft: Int64, at now: Instant) throws {
        try connection.execute(
            "INSERT INTO import_chunk (workspace, draft, number, bytes, received_at) VALUES (?, ?, ?, ?, ?)",
            [key, .integer(draft), .integer(number), .text(Data(bytes).base64EncodedString()), .instant(now)])
    }

    /// Part `number` of a file; nil after the last one, and when the file was let go.
    package func part(_ number: Int, of draft: Int64) throws -> [UInt8]? {
        let text = try connection.row(
            "SELECT bytes FROM import_chunk WHERE workspace = ? AND draft = ? AND number = ?",
            [key, .integer(draft), .integer(number)]
        ) { $0.text(0) }
        return text.flatMap { Data(base64Encoded: $0) }.map { [UInt8]($0) }
    }

    /// Returns how many parts there were.
    @discardableResult
    package func dropFile(of draft: Int64) throws -> Int {
        try connection.execute(
            "UPDATE import_draft SET is_file_kept = 0 WHERE workspace = ? AND id = ?", [key, .integer(draft)])
        return try connection.execute(
            "DELETE FROM import_chunk WHERE workspace = ? AND draft = ?", [key, .integer(draft)])
    }

    func dropRows(of draft: Int64) throws {
        try connection.execute("DELETE FROM import_row WHERE workspace = ? AND draft = ?", [key, .integer(draft)])
    }

    static func json(_ sentence: Sentence) -> String {
        Document.object([("fr", .text(sentence.fr)), ("en", .text(sentence.en))]).json()
    }
}
