/// The files of a ZIP archive (APPNOTE 6.3.10), as far as workbooks need: stored and deflated, not encrypted, found by the
/// directory at its end.
struct ZipArchive {
    struct Entry {
        let method: Int
        let isEncrypted: Bool
        let checksum: UInt32
        let compressed: Int
        let size: Int
        /// Of its local header.
        let offset: Int
    }

    private static let mostEntries = 10_000
    private static let longestDirectory = 4 << 20

    let source: ByteSource
    private let entries: [String: Entry]

    init(_ source: ByteSource) throws {
        self.source = source
        let tailLength = min(source.count, 65_557)
        guard tailLength >= 22 else { throw SpreadsheetProblem.damaged }
        let tail = try source.bytes(source.count - tailLength, tailLength)
        guard
            let end = (0...(tail.count - 22)).reversed().first(where: { tail[$0...].starts(with: [0x50, 0x4B, 5, 6]) })
        else { throw SpreadsheetProblem.damaged }
        let count = tail.number(end + 10, 2)
        let length = tail.number(end + 12, 4)
        let start = tail.number(end + 16, 4)
        guard count <= ZipArchive.mostEntries, length <= ZipArchive.longestDirectory else {
            throw SpreadsheetProblem.bomb
        }
        entries = try ZipArchive.entries(try source.bytes(start, length), count)
    }

    private static func entries(_ directory: [UInt8], _ count: Int) throws -> [String: Entry] {
        var entries: [String: Entry] = [:]
        var place = 0
        for _ in 0..<count {
            guard place + 46 <= directory.count, directory[place...].starts(with: [0x50, 0x4B, 1, 2]) else {
                throw SpreadsheetProblem.damaged
            }
            let nameLength = directory.number(place + 28, 2)
            let extraLength = directory.number(place + 30, 2)
            let next = place + 46 + nameLength + extraLength + directory.number(place + 32, 2)
            guard next <= directory.count else { throw SpreadsheetProblem.damaged }
            let name = String(decoding: directory[(place + 46)..<(place + 46 + nameLength)], as: UTF8.self)
            var sizes = [
                directory.number(place + 24, 4), directory.number(place + 20, 4), directory.number(place + 42, 4),
            ]
            let extra = directory[(place + 46 + nameLength)..<(place + 46 + nameLength + extraLength)]
            widen(&sizes, by: Array(extra))
            entries[path(name)] = Entry(
                method: directory.number(place + 10, 2), isEncrypted: directory[place + 8] & 1 == 1,
                checksum: UInt32(directory.number(place + 16, 4)), compressed: sizes[1], size: sizes[0],
                offset: sizes[2])
            place = next
        }
        return entries
    }

    /// Sizes of 64 bits, where 32 do not hold them.
    private static func widen(_ sizes: inout [Int], by extra: [UInt8]) {
        var place = 0
        while place + 4 <= extra.count {
            let length = extra.number(place + 2, 2)
            if extra.number(place, 2) == 1 {
                var value = place + 4
                for index in sizes.indices where sizes[index] == 0xFFFF_FFFF {
                    guard value + 8 <= min(extra.count, place + 4 + length) else { return }
                    sizes[index] = extra.number(value, 7)
                    value += 8
                }
                return
            }
            place += 4 + length
        }
    }

    /// Names are compared as Excel does: without case, from the root.
    private static func path(_ name: String) -> String {
        let name = name.lowercased().replacing("\\", with: "/")
        return name.hasPrefix("/") ? String(name.dropFirst()) : name
    }

    func has(_ name: String) -> Bool { entries[ZipArchive.path(name)] != nil }

    /// The bytes of a file, unpacked as they are asked for; nil when there is none.
    func stream(_ name: String, _ budget: UnpackingBudget) throws -> Unpacking? {
        guard let entry = entries[ZipArchive.path(name)] else { return nil }
        guard !entry.isEncrypted else { throw SpreadsheetProblem.encrypted }
        guard entry.method == 0 || entry.method == 8 else { throw SpreadsheetProblem.damaged }
        let header = try source.bytes(entry.offset, 30)
        guard header.starts(with: [0x50, 0x4B, 3, 4]) else { throw SpreadsheetProblem.damaged }
        let start = entry.offset + 30 + header.number(26, 2) + header.number(28, 2)
        return try Unpacking(source, entry, from: start, budget)
    }

    /// A whole small file.
    func contents(of name: String, limit: Int, _ budget: UnpackingBudget) throws -> [UInt8]? {
        guard let stream = try stream(name, budget) else { return nil }
        var bytes: [UInt8] = []
        while let part = try stream.next() {
            bytes += part
            guard bytes.count <= limit else { throw SpreadsheetProblem.bomb }
        }
        return bytes
    }
}

extension [UInt8] {
    /// Little-endian.
    fileprivate func number(_ offset: Int, _ count: Int) -> Int {
        var value = 0
        for index in (0..<count).reversed() where offset + index < self.count {
            value = value << 8 | Int(self[offset + index])
        }
        return value
    }
}
