import Verger

/// JSON written straight into bytes: for lists, where a tree of documents would cost more than the query.
struct JSONBuffer {
    private(set) var bytes: [UInt8] = []
    private var needsComma = false

    init(capacity: Int = 1024) { bytes.reserveCapacity(capacity) }

    mutating func object(_ body: (inout JSONBuffer) -> Void) {
        begin()
        bytes.append(UInt8(ascii: "{"))
        needsComma = false
        body(&self)
        bytes.append(UInt8(ascii: "}"))
        needsComma = true
    }

    mutating func list<T>(_ items: [T], _ body: (inout JSONBuffer, T) -> Void) {
        begin()
        bytes.append(UInt8(ascii: "["))
        needsComma = false
        for item in items { body(&self, item) }
        bytes.append(UInt8(ascii: "]"))
        needsComma = true
    }

    /// The name of the value that is written next.
    mutating func key(_ name: String) {
        begin()
        append(quoted: name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    mutating func text(_ text: String?) {
        begin()
        if let text { append(quoted: text) } else { bytes += "null".utf8 }
        needsComma = true
    }

    mutating func integer(_ value: Int64?) {
        begin()
        if let value { bytes += String(value).utf8 } else { bytes += "null".utf8 }
        needsComma = true
    }

    mutating func number(_ value: Number) {
        begin()
        bytes += value.description.utf8
        needsComma = true
    }

    mutating func boolean(_ flag: Bool) {
        begin()
        bytes += (flag ? "true" : "false").utf8
        needsComma = true
    }

    mutating func document(_ document: Document) {
        begin()
        bytes += document.json().utf8
        needsComma = true
    }

    private mutating func begin() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = false
    }

    private mutating func append(quoted text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { buffer in
            var start = 0
            for (index, byte) in buffer.enumerated()
            where byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                bytes += buffer[start..<index]
                append(escapeOf: byte)
                start = index + 1
            }
            bytes += buffer[start...]
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func append(escapeOf byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
        case UInt8(ascii: "\n"): bytes += "\\n".utf8
        case UInt8(ascii: "\t"): bytes += "\\t".utf8
        case UInt8(ascii: "\r"): bytes += "\\r".utf8
        default: bytes += "\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8
        }
    }
}
