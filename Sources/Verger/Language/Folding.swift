import Foundation

extension String {
    /// Without case and accents, as texts are compared: NFKD, combining marks removed, Unicode lower case, then the
    /// letters that have no decomposition (œ→oe, ß→ss, ø→o…).
    package var folded: String {
        var copy = self
        let ascii: String? = copy.withUTF8 { bytes in
            guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
            return String(unsafeUninitializedCapacity: bytes.count) { target in
                for (index, byte) in bytes.enumerated() {
                    target[index] = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
                }
                return bytes.count
            }
        }
        return ascii ?? foldedSlowly
    }

    private var foldedSlowly: String {
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
        part.isEmpty || utf8.firstRange(ofBytes: part.utf8) != nil
    }

    /// Order by Unicode scalar value.
    package func precedes(_ other: String) -> Bool {
        utf8.lexicographicallyPrecedes(other.utf8)
    }

    /// Without white space at its ends; nil when nothing is left.
    package var trimmedOrNil: String? {
        let trimmed = trimmingCharacters(in: .whitespacesAndNewlines)
        return trimmed.isEmpty ? nil : trimmed
    }
}

extension String.UTF8View {
    fileprivate func firstRange(ofBytes part: String.UTF8View) -> Index? {
        let wanted = Array(part)
        let bytes = Array(self)
        guard wanted.count <= bytes.count else { return nil }
        for start in 0...(bytes.count - wanted.count) where bytes[start] == wanted[0] {
            if bytes[start..<(start + wanted.count)].elementsEqual(wanted) { return index(startIndex, offsetBy: start) }
        }
        return nil
    }
}
