/// Text of any letters in headers of ASCII (RFC 2047): `=?UTF-8?B?w6k=?=`.
enum EncodedWord {
    /// Words of at most 75 bytes, no character cut in two; the first fits on a line of which `used` bytes are taken.
    /// Blanks between two of them are dropped by readers.
    static func words(of text: String, after used: Int) -> [String] {
        var words: [String] = []
        var bytes: [UInt8] = []
        func room() -> Int { words.isEmpty ? max(12, (76 - used - frame) / 4 * 3) : 45 }
        for scalar in text.unicodeScalars {
            let next = Array(String(scalar).utf8)
            if bytes.count + next.count > room() {
                words.append(word(bytes))
                bytes = []
            }
            bytes += next
        }
        if !bytes.isEmpty || words.isEmpty { words.append(word(bytes)) }
        return words
    }

    private static let frame = "=?UTF-8?B??=".utf8.count

    private static func word(_ bytes: [UInt8]) -> String { "=?UTF-8?B?\(base64(bytes))?=" }

    /// RFC 4648, section 4.
    static func base64(_ bytes: [UInt8]) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var result: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for position in 0..<4 {
                result.append(
                    position <= group.count ? letters[bits >> (18 - 6 * position) & 63] : UInt8(ascii: "="))
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
