import Verger

/// Names and their values in order, as a query or a form has them: a name may come several times.
package struct Fields: Sendable {
    package private(set) var all: [(name: String, value: String)]

    package init(_ all: [(name: String, value: String)] = []) { self.all = all }

    /// Reads `a=1&b=x%20y` (application/x-www-form-urlencoded). What is not UTF-8 is replaced by U+FFFD.
    package init(urlEncoded text: some StringProtocol) {
        all = Array(text.utf8).split(separator: UInt8(ascii: "&")).map { pair in
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            return (Fields.decoded(Array(parts[0])), parts.count > 1 ? Fields.decoded(Array(parts[1])) : "")
        }
    }

    /// The first value of `name`.
    package subscript(_ name: String) -> String? { all.first { $0.name == name }?.value }

    /// The first value of `name`, without the blanks around it; nil when nothing is left.
    package func text(_ name: String) -> String? {
        guard let value = self[name] else { return nil }
        let trimmed = value.trimmed
        return trimmed.isEmpty ? nil : trimmed
    }

    package func values(_ name: String) -> [String] { all.filter { $0.name == name }.map(\.value) }

    package func integer(_ name: String) -> Int? { text(name).flatMap { Int($0) } }

    /// The same fields with one set to a value, or left out.
    package func with(_ name: String, _ value: String?) -> Fields {
        var result = all.filter { $0.name != name }
        if let value { result.append((name, value)) }
        return Fields(result)
    }

    /// `?a=1&b=x%20y`, or nothing.
    package var query: String {
        all.isEmpty
            ? "" : "?" + all.map { "\(Fields.encoded($0.name))=\(Fields.encoded($0.value))" }.joined(separator: "&")
    }

    static func decoded(_ bytes: [UInt8]) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "%"), index + 2 < bytes.count, let high = hexValue(bytes[index + 1]),
                let low = hexValue(bytes[index + 2])
            {
                result.append(high << 4 | low)
                index += 3
                continue
            }
            result.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            index += 1
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }

    /// Everything but unreserved characters (RFC 3986) as `%XX`.
    package static func encoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var result: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 48...57, 65...90, 97...122, 45, 46, 95, 126: result.append(byte)
            default: result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
