internal import Foundation
package import Verger

extension Contents {
    /// So many bytes of a file are in one row.
    private static let chunk = 192 * 1024

    /// Keeps the file of a content, in the place of the one before. Throws `FileProblem` for what is not kept.
    package func keep(_ bytes: [UInt8], named name: String, of content: Int64) throws -> StoredFile {
        let name = FileName.safe(name)
        let kind = try FileKind(of: bytes, named: name)
        let file = StoredFile(name: name, kind: kind, size: bytes.count, mark: Secret.fingerprint(bytes))
        try dropFile(of: content)
        for (number, start) in stride(from: 0, to: bytes.count, by: Contents.chunk).enumerated() {
            let part = Data(bytes[start..<min(start + Contents.chunk, bytes.count)])
            try connection.execute(
                "INSERT INTO content_chunk (workspace, content, number, bytes) VALUES (?, ?, ?, ?)",
                [key, .integer(content), .integer(number), .text(part.base64EncodedString())])
        }
        try connection.execute(
            """
            UPDATE content SET file_name = ?, file_kind = ?, file_size = ?, file_mark = ? WHERE workspace = ? AND id = ?
            """,
            [.text(name), .text(kind.rawValue), .integer(file.size), .text(file.mark), key, .integer(content)])
        return file
    }

    /// Part `number` of the file with this mark, from 0; nil after the last one, and when another file took its place.
    package func part(_ number: Int, of content: Int64, mark: String) throws -> [UInt8]? {
        let text = try connection.row(
            """
            SELECT k.bytes FROM content_chunk k JOIN content c ON c.workspace = k.workspace AND c.id = k.content
            WHERE k.workspace = ? AND k.content = ? AND k.number = ? AND c.file_mark = ?
            """, [key, .integer(content), .integer(number), .text(mark)]
        ) { $0.text(0) }
        return text.flatMap { Data(base64Encoded: $0) }.map { [UInt8]($0) }
    }

    /// The content has no file any more.
    package func dropFile(of content: Int64) throws {
        try connection.execute(
            "DELETE FROM content_chunk WHERE workspace = ? AND content = ?", [key, .integer(content)])
        try connection.execute(
            """
            UPDATE content SET file_name = NULL, file_kind = NULL, file_size = NULL, file_mark = NULL
            WHERE workspace = ? AND id = ?
            """, [key, .integer(content)])
    }
}
