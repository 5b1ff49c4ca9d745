/// The list of what a ZIP file holds (APPNOTE 6.3.10), read from its end without unpacking anything.
struct ZipDirectory {
    private struct Entry {
        let name: String
        let packed: Int
        let unpacked: Int
        let isEncrypted: Bool
    }

    private static let mostEntries = 10_000
    private static let mostUnpacked = 400 << 20
    private static let mostRatio = 200

    private var entries: [Entry] = []

    init(_ bytes: [UInt8]) throws(FileProblem) {
        func number(_ offset: Int, _ length: Int) -> Int {
            (0..<length).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
        }
        guard let end = ZipDirectory.end(of: bytes) else { throw .damaged }
        let count = number(end + 10, 2)
        var offset = number(end + 16, 4)
        guard count <= ZipDirectory.mostEntries else { throw .bomb }
        for _ in 0..<count {
            guard offset >= 0, offset + 46 <= end, number(offset, 4) == 0x0201_4B50 else { throw .damaged }
            let length = number(offset + 28, 2)
            guard offset + 46 + length <= end else { throw .damaged }
            entries.append(
                Entry(
                    name: String(decoding: bytes[(offset + 46)..<(offset + 46 + length)], as: UTF8.self),
                    packed: number(offset + 20, 4), unpacked: number(offset + 24, 4),
                    isEncrypted: number(offset + 8, 2) & 1 == 1))
            offset += 46 + length + number(offset + 30, 2) + number(offset + 32, 2)
        }
    }

    /// Where the end record begins: in the last 64 KB, since a comment may come after it.
    private static func end(of bytes: [UInt8]) -> Int? {
        guard bytes.count >= 22 else { return nil }
        let last = bytes.count - 22
        return stride(from: last, through: max(0, last - 65_535), by: -1).first { index in
            bytes[index] == 0x50 && bytes[index + 1] == 0x4B && bytes[index + 2] == 5 && bytes[index + 3] == 6
        }
    }

    /// The Office document (ECMA-376) that this is; any other archive is refused.
    func kind() throws(FileProblem) -> FileKind {
        let names = Set(entries.map(\.name))
        guard names.contains("[Content_Types].xml") else { throw .archive }
        let unpacked = entries.reduce(0) { $0 + $1.unpacked }
        let packed = max(1, entries.reduce(0) { $0 + $1.packed })
        guard unpacked <= ZipDirectory.mostUnpacked, unpacked <= 1 << 20 || unpacked / packed <= ZipDirectory.mostRatio
        else { throw .bomb }
        guard !entries.contains(where: \.isEncrypted),
            !names.contains(where: { $0.lowercased().hasSuffix("vbaproject.bin") })
        else { throw .macros }
        guard !names.contains(where: { $0.hasPrefix("/") || $0.split(separator: "/").contains("..") }) else {
            throw .damaged
        }
        for (folder, kind) in [("word/", FileKind.docx), ("xl/", .xlsx), ("ppt/", .pptx)]
        where names.contains(where: { $0.hasPrefix(folder) }) {
            return kind
        }
        throw .archive
    }
}
