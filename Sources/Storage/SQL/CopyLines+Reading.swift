extension CopyLines {
    /// The values of one line, all texts or null.
    package static func values(of line: [UInt8]) -> [SQLValue] {
        line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false).map { field in
            if field.elementsEqual("\\N".utf8) { return .null }
            return .text(String(decoding: unescaped(field), as: UTF8.self))
        }
    }

    private static func unescaped(_ field: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard field.contains(UInt8(ascii: "\\")) else { return field }
        var bytes: ArraySlice<UInt8> = []
        var isEscape = false
        for byte in field {
            if isEscape {
                bytes.append(character(of: byte))
                isEscape = false
            } else if byte == UInt8(ascii: "\\") {
                isEscape = true
            } else {
                bytes.append(byte)
            }
        }
        return bytes
    }

    private static func character(of escape: UInt8) -> UInt8 {
        switch escape {
        case UInt8(ascii: "n"): UInt8(ascii: "\n")
        case UInt8(ascii: "r"): UInt8(ascii: "\r")
        case UInt8(ascii: "t"): UInt8(ascii: "\t")
        default: escape
        }
    }
}
