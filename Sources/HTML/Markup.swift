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
            for (index, byte) in buffer.enumerated() {
                guard let entity = Self.entity(of: byte) else { continue }
                append(contentsOf: buffer[start..<index])
                append(contentsOf: entity.utf8)
                start = index + 1
            }
            append(contentsOf: buffer[start...])
        }
    }

    private static func entity(of byte: UInt8) -> String? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        // Invisible control characters, which no page may hold.
        case 0...8, 11, 12, 14...31: "\u{FFFD}"
        default: nil
        }
    }
}
