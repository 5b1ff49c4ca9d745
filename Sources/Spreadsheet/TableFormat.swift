/// What a file of rows is, told by its first bytes and never by its name.
package enum TableFormat: String, Sendable {
    case csv, xlsx

    /// How many first bytes are looked at.
    package static let head = 64 * 1024

    /// Throws what else it is.
    package init(of head: [UInt8]) throws(SpreadsheetProblem) {
        guard !head.isEmpty else { throw .empty }
        func begins(_ bytes: [UInt8]) -> Bool { head.starts(with: bytes) }
        if begins([0x50, 0x4B, 0x03, 0x04]) {
            self = .xlsx
            return
        }
        if begins([0x50, 0x4B, 0x05, 0x06]) { throw .notWorkbook }
        if begins([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
            // Encrypted workbooks come in the container of the old format.
            throw TableFormat.holds("EncryptedPackage", head) ? .encrypted : .oldExcel
        }
        if begins([0x09, 0x08]) || begins([0x09, 0x04, 0x06, 0x00]) { throw .oldExcel }
        for (mark, name) in TableFormat.others where begins(mark) { throw .otherKind(name) }
        let text = String(
            decoding: head.prefix(512).drop { $0 == 0xEF || $0 == 0xBB || $0 == 0xBF || $0 <= 0x20 }, as: UTF8.self
        )
        .lowercased()
        if ["<!doctype", "<html", "<table", "<?xml", "<head", "<style", "mime-version:"].contains(where: text.hasPrefix)
        {
            throw .webPage
        }
        let isWide = begins([0xFF, 0xFE]) || begins([0xFE, 0xFF])
        if !isWide, head.prefix(4096).count(where: { $0 == 0 }) > 8 { throw .binary }
        self = .csv
    }

    private static let others: [([UInt8], String)] = [
        (Array("%PDF".utf8), "PDF"), ([0x89, 0x50, 0x4E, 0x47], "PNG"), ([0xFF, 0xD8, 0xFF], "JPEG"),
        (Array("GIF8".utf8), "GIF"), ([0x1F, 0x8B], "gzip"), (Array("Rar!".utf8), "RAR"),
        ([0x37, 0x7A, 0xBC, 0xAF], "7-Zip"), (Array("MZ".utf8) + [0x90], "EXE"), ([0x7F, 0x45, 0x4C, 0x46], "ELF"),
        (Array("{\\rtf".utf8), "RTF"), (Array("SQLite format 3".utf8), "SQLite"), (Array("BZh".utf8), "bzip2"),
    ]

    /// Whether `head` has `name` in UTF-16, as the old container names its streams.
    private static func holds(_ name: String, _ head: [UInt8]) -> Bool {
        var wide: [UInt8] = []
        for byte in name.utf8 { wide += [byte, 0] }
        return head.indices.contains { index in head[index...].starts(with: wide) }
    }
}
