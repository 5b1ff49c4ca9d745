import Foundation

extension String {
    /// Without case and accents, as texts are compared: NFKD, combining marks removed, Unicode lower case, then the
    /// letters that have no decomposition (œ→oe, ß→ss, ø→o…).
    package var folded: String {
        var copy = self
        return copy.withUTF8 { $0.folded } ?? foldedSlowly
    }

    fileprivate var foldedSlowly: String {
        var bare = String.UnicodeScalarView()
        for scalar in decomposedStringWithCompatibilityMapping.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .spacingMark, .enclosingMark: continue
            default: bare.append(scalar)
            }
        }
        var result = ""
        for scalar in String(bare).lowercased().unicodeScalars {
            switch scalar {
            case "œ": result += "oe"
            case "æ": result += "ae"
            case "ß": result += "ss"
            case "ø": result += "o"
            case "ł": result += "l"
            case "đ": result += "d"
            case "ς": result += "σ"
            case "’", "‘": result += "'"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Whether `part` occurs in this text, scalar by scalar.
    package func contains(scalars part: String) -> Bool {
        var (text, part) = (self, part)
        return text.withUTF8 { text in part.withUTF8 { text.contains(bytes: $0) } }
    }

    /// Order by Unicode scalar value.
    package func precedes(_ other: String) -> Bool {
        utf8.lexicographicallyPrecedes(other.utf8)
    }

    /// Whether there is something else than white space.
    var isFilled: Bool {
        // Nearly always the first byte tells.
        if let first = utf8.first, first > 0x20, first < 0x7F { return true }
        return trimmedOrNil != nil
    }

    /// Without white space at its ends; nil when nothing is left.
    package var trimmedOrNil: String? {
        let trimmed = trimmingCharacters(in: .whitespacesAndNewlines)
        return trimmed.isEmpty ? nil : trimmed
    }
}

extension UnsafeBufferPointer<UInt8> {
    fileprivate func contains(bytes part: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = part.first else { return true }
        guard part.count <= count else { return false }
        for start in 0...(count - part.count) where self[start] == first {
            if memcmp(baseAddress! + start, part.baseAddress!, part.count) == 0 { return true }
        }
        return false
    }

    /// The folded form of this UTF-8; nil when it holds something else than ASCII, letters of European languages and
    /// curved apostrophes, which fold one by one.
    fileprivate var folded: String? {
        guard let length = foldedLength else { return nil }
        return String(unsafeUninitializedCapacity: length) { target in
            var end = 0
            var index = 0
            while index < count {
                let byte = self[index]
                if byte < 0x80 {
                    target[end] = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
                    end += 1
                    index += 1
                } else if byte < 0xE0 {
                    for folded in FoldedLetters.forms[FoldedLetters.index(byte, self[index + 1])] {
                        target[end] = folded
                        end += 1
                    }
                    index += 2
                } else {
                    target[end] = UInt8(ascii: "'")
                    end += 1
                    index += 3
                }
            }
            return end
        }
    }

    /// In bytes; nil when there is another scalar than those above.
    private var foldedLength: Int? {
        var length = 0
        var index = 0
        while index < count {
            let byte = self[index]
            if byte < 0x80 {
                length += 1
                index += 1
            } else if byte >= 0xC2, byte <= 0xC5 {
                length += FoldedLetters.forms[FoldedLetters.index(byte, self[index + 1])].count
                index += 2
            } else if byte == 0xE2, self[index + 1] == 0x80, self[index + 2] == 0x98 || self[index + 2] == 0x99 {
                length += 1
                index += 3
            } else {
                return nil
            }
        }
        return length
    }
}

/// What each scalar from U+0080 to U+017F folds to, in UTF-8.
private enum FoldedLetters {
    static let forms: [[UInt8]] = (0x80..<0x180).map { value in
        Unicode.Scalar(UInt32(value)).map { Array(String($0).foldedSlowly.utf8) } ?? []
    }

    /// The place of the scalar that two bytes of UTF-8 encode.
    @inline(__always)
    static func index(_ lead: UInt8, _ trail: UInt8) -> Int {
        (Int(lead) & 0x1F) << 6 + (Int(trail) & 0x3F) - 0x80
    }
}

extension StringProtocol {
    /// Without the blanks at both ends.
    package var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
