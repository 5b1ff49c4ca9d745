/// How the characters of a CSV file are written as bytes.
package enum CSVEncoding: String, CaseIterable, Sendable {
    case utf8 = "utf-8"
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"
    case windows1252 = "windows-1252"

    /// Reads the everyday names: `UTF-8`, `utf8`, `latin1`, `cp1252`, `ISO-8859-1`…
    package init?(name: String) {
        switch name.folded.filter({ $0.isLetter || $0.isNumber }) {
        case "utf8": self = .utf8
        case "utf16", "utf16le": self = .utf16LittleEndian
        case "utf16be": self = .utf16BigEndian
        case "windows1252", "cp1252", "ansi", "latin1", "iso88591", "iso885915": self = .windows1252
        default: return nil
        }
    }

    /// The encoding that a byte order mark announces, and the mark's length; nil without a mark.
    static func marked(by bytes: some Collection<UInt8>) -> (encoding: CSVEncoding, length: Int)? {
        let head = Array(bytes.prefix(3))
        if head == [0xEF, 0xBB, 0xBF] { return (.utf8, 3) }
        if head.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if head.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        return nil
    }

    /// How many bytes of the file stand behind `bytes`, which were made UTF-8 from this encoding.
    func sourceLength(ofUTF8 bytes: UnsafeBufferPointer<UInt8>) -> Int {
        guard self != .utf8 else { return bytes.count }
        var units = 0
        for byte in bytes {
            if byte & 0xC0 != 0x80 { units += 1 }
            if byte >= 0xF0, self != .windows1252 { units += 1 }
        }
        return self == .windows1252 ? units : units * 2
    }
}
