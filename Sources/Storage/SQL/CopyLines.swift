/// Rows in the text format of PostgreSQL's COPY: a tab between values, a line feed after a row, `\N` for null.
package struct CopyLines {
    private static let size = 64 * 1024
    private var bytes: [UInt8] = []
    private var isFirstOfRow = true

    package init() {
        bytes.reserveCapacity(2 * CopyLines.size)
    }

    /// Whether it is time to send what is there.
    package var isFull: Bool { bytes.count >= CopyLines.size }

    /// Appends a value to the row; throws for a text that holds U+0000.
    package mutating func append(_ value: SQLValue) throws(StorageProblem) {
        if !isFirstOfRow { bytes.append(UInt8(ascii: "\t")) }
        isFirstOfRow = false
        switch value {
        case .null: bytes.append(contentsOf: "\\N".utf8)
        case .integer(let integer): bytes.append(contentsOf: String(integer).utf8)
        case .text(var text):
            let isClean = text.withUTF8 { append($0) }
            guard isClean else { throw .nulCharacter }
        }
    }

    package mutating func endRow() {
        bytes.append(UInt8(ascii: "\n"))
        isFirstOfRow = true
    }

    package mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
    }

    package func withBytes<T>(_ body: (UnsafeBufferPointer<CChar>) -> T) -> T {
        bytes.withUnsafeBufferPointer { $0.withMemoryRebound(to: CChar.self, body) }
    }

    /// Appends a text, its special characters escaped; returns false when it holds U+0000.
    private mutating func append(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var start = 0
        for (index, byte) in text.enumerated() where byte <= 0x0D || byte == UInt8(ascii: "\\") {
            guard byte != 0 else { return false }
            guard let escape = CopyLines.escape(of: byte) else { continue }
            bytes.append(contentsOf: text[start..<index])
            bytes.append(UInt8(ascii: "\\"))
            bytes.append(escape)
            start = index + 1
        }
        bytes.append(contentsOf: text[start...])
        return true
    }

    private static func escape(of byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "\\"): UInt8(ascii: "\\")
        case UInt8(ascii: "\n"): UInt8(ascii: "n")
        case UInt8(ascii: "\r"): UInt8(ascii: "r")
        case UInt8(ascii: "\t"): UInt8(ascii: "t")
        default: nil
        }
    }
}
