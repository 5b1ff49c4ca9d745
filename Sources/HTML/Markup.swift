/// A page or a part of one, as UTF-8. Made by the element functions, which escape every text they are given.
package struct Markup: Sendable {
    package private(set) var bytes: [UInt8]

    package init() { bytes = [] }

    /// A text, escaped.
    package init(_ text: String) {
        bytes = []
        bytes.append(escaping: text)
    }

    /// Markup that is already written: our own icons, never what a user typed.
    package init(verbatim text: StaticString) {
        bytes = text.withUTF8Buffer { Array($0) }
    }

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// Several, one after the other.
    package init(_ parts: [Markup]) {
        bytes = []
        bytes.reserveCapacity(parts.reduce(0) { $0 + $1.bytes.count })
        for part in parts { bytes += part.bytes }
    }

    package var isEmpty: Bool { bytes.isEmpty }

    mutating func append(_ next: Markup) { bytes += next.bytes }

    package static func + (left: Markup, right: Markup) -> Markup { Markup([left, right]) }
}

extension Markup: CustomStringConvertible {
    package var description: String { String(decoding: bytes, as: UTF8.self) }
}

extension [UInt8] {
    /// Appends a text so that it stays a text, between tags as well as inside a quoted attribute.
    mutating func append(escaping text: String) {
        var text = text
        text.withUTF8 { buffer in
            var start = 0
            for index in 0..<buffer.count where Self.isEscaped(buffer[index]) {
                append(contentsOf: buffer[start..<index])
                Self.entity(of: buffer[index]).withUTF8Buffer { append(contentsOf: $0) }
                start = index + 1
            }
            append(contentsOf: start == 0 ? buffer : UnsafeBufferPointer(rebasing: buffer[start...]))
        }
    }

    /// Bytes 0 to 8, 11, 12, 14 to 31 and `"`, `&`, `'`, `<`, `>`: a bit for each below 64.
    private static var escaped: UInt64 { 0x5000_00C4_FFFF_D9FF }

    private static func isEscaped(_ byte: UInt8) -> Bool { byte < 64 && escaped >> UInt64(byte) & 1 == 1 }

    /// Empty for a byte that stays as it is.
    private static func entity(of byte: UInt8) -> StaticString {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        // Invisible control characters, which no page may hold.
        case 0...8, 11, 12, 14...31: "\u{FFFD}"
        default: ""
        }
    }
}
