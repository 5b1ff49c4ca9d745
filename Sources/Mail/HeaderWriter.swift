import Verger

/// Writes headers: folded at 78 bytes where words allow it, other letters than ASCII as encoded words (RFC 2047).
struct HeaderWriter {
    private(set) var text = ""

    /// A value that is one word, or whose white space does not matter.
    mutating func write(_ name: String, token: String) { text += "\(name): \(token)\r\n" }

    /// Words for people. What looks like an encoded word is encoded, so that it is read as it was written.
    mutating func write(_ name: String, text value: String, isEncoded: Bool? = nil) {
        let needsCode =
            isEncoded
            ?? (!value.isASCII || value.contains("=?")
                || HeaderWriter.words(of: value).contains { $0.utf8.count > 900 })
        let pieces =
            needsCode
            ? EncodedWord.words(of: value, after: name.utf8.count + 2).map { " " + $0 }
            : HeaderWriter.words(of: " " + value)
        write(name, pieces: pieces)
    }

    mutating func write(_ name: String, mailbox: Mailbox) {
        let address = mailbox.address.written
        guard let phrase = mailbox.name else { return write(name, pieces: [" " + address]) }
        write(name, pieces: HeaderWriter.phrase(phrase, after: name.utf8.count + 2) + [" <\(address)>"])
    }

    /// Each piece begins with the white space before which a line may end.
    private mutating func write(_ name: String, pieces: [String]) {
        text += name + ":"
        var length = name.utf8.count + 1
        for piece in pieces {
            if length > name.utf8.count + 1, length + piece.utf8.count > 78 {
                text += "\r\n"
                length = 0
            }
            text += piece
            length += piece.utf8.count
        }
        text += "\r\n"
    }

    /// `value` cut before the blanks between its words.
    private static func words(of value: String) -> [String] {
        var result: [String] = []
        var isBlank = false
        for character in value {
            if character == " ", !isBlank || result.isEmpty {
                result.append(" ")
            } else if result.isEmpty {
                result.append(String(character))
            } else {
                result[result.count - 1].append(character)
            }
            isBlank = character == " "
        }
        // Blanks at the end belong to the last word: a line of blanks alone would end the headers for some.
        if result.count > 1, result[result.count - 1].trimmedOrNil == nil {
            let last = result.removeLast()
            result[result.count - 1] += last
        }
        return result
    }

    /// A name as atoms, a quoted string, or encoded words.
    private static func phrase(_ name: String, after used: Int) -> [String] {
        guard name.isASCII, !name.contains("=?"), name.utf8.count <= 60 else {
            return EncodedWord.words(of: name, after: used).map { " " + $0 }
        }
        if name.utf8.allSatisfy({ $0.isAtom || $0 == UInt8(ascii: " ") }) { return words(of: " " + name) }
        let quoted = name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return [" \"\(quoted)\""]
    }
}

extension EmailAddress {
    /// As headers and the envelope have it: a part before the `@` that is no dot-atom is quoted (RFC 5321, 4.1.2).
    var written: String {
        let parts = local.split(separator: ".", omittingEmptySubsequences: false)
        let isDotAtom = parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { $0.isAtom || $0 >= 0x80 } }
        return isDotAtom ? address : "\"\(local)\"@\(domain)"
    }
}

extension UInt8 {
    /// `atext` of RFC 5322, 3.2.3.
    fileprivate var isAtom: Bool {
        switch self {
        case 48...57, 65...90, 97...122: true
        default: "!#$%&'*+-/=?^_`{|}~".utf8.contains(self)
        }
    }
}
