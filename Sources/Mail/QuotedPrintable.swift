/// Text in lines of at most 76 bytes of ASCII (RFC 2045, 6.7).
enum QuotedPrintable {
    static func text(_ text: String) -> String {
        let lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").split(
            separator: "\n", omittingEmptySubsequences: false)
        return lines.map(line).joined(separator: "\r\n")
    }

    private static func line(_ line: Substring) -> String {
        var result = ""
        var length = 0
        func add(_ code: String) {
            // The sign that a line goes on takes one byte of it.
            if length + code.utf8.count > 75 {
                result += "=\r\n"
                length = 0
            }
            result += code
            length += code.utf8.count
        }
        let bytes = Array(line.utf8)
        for (index, byte) in bytes.enumerated() {
            let isPlain = (33...126).contains(byte) && byte != UInt8(ascii: "=")
            let isBlank = byte == 32 || byte == 9
            // Some servers change a line that begins with From; blanks at the end of a line are lost.
            let isRisky = index == 0 && bytes.starts(with: Array("From ".utf8)) || isBlank && index == bytes.count - 1
            add((isPlain || isBlank) && !isRisky ? String(UnicodeScalar(byte)) : code(byte))
        }
        return result
    }

    private static func code(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return digits.utf8.count < 2 ? "=0" + digits : "=" + digits
    }
}
