/// `sql` with each `?` as `$1`, `$2`…, but those in quotes and comments.
func numberingPlaceholders(of sql: String) -> String {
    var numbered: [UInt8] = []
    numbered.reserveCapacity(sql.utf8.count + 16)
    var count = 0
    var state = PlaceholderState.code
    var previous: UInt8 = 0
    for byte in sql.utf8 {
        if state == .code, byte == UInt8(ascii: "?") {
            count += 1
            numbered.append(contentsOf: "$\(count)".utf8)
        } else {
            numbered.append(byte)
        }
        state = state.next(byte, after: previous)
        previous = byte
    }
    return String(decoding: numbered, as: UTF8.self)
}

/// Where a reader of SQL is. A doubled quote leaves and enters again, which comes to the same.
private enum PlaceholderState {
    case code, text, name, lineComment, blockComment

    func next(_ byte: UInt8, after previous: UInt8) -> PlaceholderState {
        switch (self, byte) {
        case (.code, UInt8(ascii: "'")): .text
        case (.code, UInt8(ascii: "\"")): .name
        case (.code, UInt8(ascii: "-")) where previous == UInt8(ascii: "-"): .lineComment
        case (.code, UInt8(ascii: "*")) where previous == UInt8(ascii: "/"): .blockComment
        case (.text, UInt8(ascii: "'")), (.name, UInt8(ascii: "\"")), (.lineComment, UInt8(ascii: "\n")): .code
        case (.blockComment, UInt8(ascii: "/")) where previous == UInt8(ascii: "*"): .code
        default: self
        }
    }
}
