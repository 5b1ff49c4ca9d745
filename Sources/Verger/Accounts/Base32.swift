/// Bytes as letters and digits that can be read aloud and typed (RFC 4648, §6), without padding.
package enum Base32 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")

    package static func text(_ bytes: [UInt8]) -> String {
        var result = ""
        var (buffer, count) = (0, 0)
        for byte in bytes {
            buffer = (buffer << 8 | Int(byte)) & 0xFFFF
            count += 8
            while count >= 5 {
                count -= 5
                result.append(alphabet[buffer >> count & 31])
            }
        }
        if count > 0 { result.append(alphabet[buffer << (5 - count) & 31]) }
        return result
    }
}
