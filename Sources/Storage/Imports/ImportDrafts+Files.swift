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

    /// Lets go of the files that may hold somebody who is erased: those in which the words are, and those that can't be
    /// searched. What is coming in at this moment keeps out who is suppressed, and its file goes at its end.
    func dropFiles(holding traces: Traces, at now: Instant) throws -> Int {
        var count = 0
        let drafts = try connection.rows(
            "SELECT id, format FROM import_draft WHERE workspace = ? AND is_file_kept = 1 AND state <> 'running'", [key]
        ) { (id: $0.integer(0), format: $0.text(1)) }
        for draft in drafts where try draft.format != "csv" || mayHold(traces, draft.id) {
            count += try dropFile(of: draft.id)
            try dropRows(of: draft.id)
            try change(
                draft.id, "state = 'failed', survey = NULL, samples = '[]', problem = ?",
                [.text(ImportDrafts.json(ImportDrafts.wentWithSomebody))], at: now)
        }
        return count
    }

    static let wentWithSomebody = Sentence(
        fr:
            "Quelqu’un qui pouvait figurer dans ce fichier a été effacé entre-temps, et le fichier avec lui. Envoyez-le de nouveau\u{A0}: cette personne restera dehors.",
        en:
            "Somebody who may have been in this file was erased meanwhile, and the file with them. Send it again: that person stays out."
    )

    static func json(_ sentence: Sentence) -> String {
        Document.object([("fr", .text(sentence.fr)), ("en", .text(sentence.en))]).json()
    }

    private func mayHold(_ traces: Traces, _ draft: Int64) throws -> Bool {
        var tail = ""
        var number = 0
        while let bytes = try part(number, of: draft) {
            // Other encodings than UTF-8 are not searched.
            guard !bytes.prefix(2).elementsEqual([0xFF, 0xFE]), !bytes.prefix(2).elementsEqual([0xFE, 0xFF]) else {
                return true
            }
            let text = tail + String(decoding: bytes, as: UTF8.self)
            if text.contains("\u{FFFD}"), number == 0 { return true }
            if traces.taken(outOf: text) != nil { return true }
            tail = String(text.suffix(400))
            number += 1
        }
        return false
    }
}
