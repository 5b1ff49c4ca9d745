/// What an HTML mail says, as text: one pass, in as much time as it is long, whatever is in it.
package enum HTMLText {
    private static let hidden: Set<String> = ["script", "style", "head", "title", "template", "noscript", "svg"]
    private static let blocks: Set<String> = [
        "p", "div", "br", "tr", "li", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "blockquote",
        "pre",
        "section", "article", "header", "footer", "dt", "dd",
    ]

    /// In bytes: longer ones end at their first `>`.
    private static let longestTag = 4_096

    package static func text(_ html: String) -> String {
        var reader = Reader(bytes: Array(html.utf8.prefix(ReceivedMail.textLimit)))
        return reader.text()
    }

    private struct Reader {
        let bytes: [UInt8]
        var index = 0
        var output: [UInt8] = []
        /// The element whose text is not shown.
        var hiddenIn: String?
        var quoteDepth = 0
        var isAtLineStart = true
        var owesSpace = false

        init(bytes: [UInt8]) { self.bytes = bytes }

        mutating func text() -> String {
            while index < bytes.count {
                if bytes[index] == UInt8(ascii: "<") { takeTag() } else { takeText() }
            }
            return String(decoding: output, as: UTF8.self).plainLines.map(\.trimmed).joinedWithoutGaps
        }

        private mutating func takeText() {
            let end = bytes[index...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
            defer { index = end }
            guard hiddenIn == nil else { return }
            var place = index
            while place < end {
                if bytes[place] == UInt8(ascii: "&"), let (text, next) = HTMLText.entity(bytes, at: place, before: end)
                {
                    write(text)
                    place = next
                } else {
                    write(bytes[place])
                    place += 1
                }
            }
        }

        private mutating func write(_ text: String) {
            for byte in text.utf8 { write(byte) }
        }

        private mutating func write(_ byte: UInt8) {
            if byte == 0x20 || (0x09...0x0D).contains(byte) {
                owesSpace = !isAtLineStart
                return
            }
            if isAtLineStart {
                for _ in 0..<min(quoteDepth, 4) { output += [UInt8(ascii: ">"), 0x20] }
                isAtLineStart = false
            } else if owesSpace {
                output.append(0x20)
            }
            owesSpace = false
            output.append(byte)
        }

        private mutating func breakLine() {
            output.append(0x0A)
            isAtLineStart = true
            owesSpace = false
        }

        private mutating func takeTag() {
            if bytes[index...].starts(with: "<!--".utf8) {
                skipComment()
                return
            }
            var end = index + 1
            var quote: UInt8?
            let limit = min(bytes.count, index + HTMLText.longestTag)
            while end < limit {
                let byte = bytes[end]
                if let open = quote {
                    if byte == open { quote = nil }
                } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                    quote = byte
                } else if byte == UInt8(ascii: ">") {
                    break
                }
                end += 1
            }
            // A quote that is not closed soon is no quote.
            if end == limit, quote != nil || end < bytes.count {
                end = bytes[index...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count
            }
            let isEnd = index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "/")
            let start = index + (isEnd ? 2 : 1)
            let letters =
                start < end
                ? bytes[start..<end].prefix { ($0 | 0x20) >= 97 && ($0 | 0x20) <= 122 || ($0 >= 48 && $0 <= 57) } : []
            let name = String(decoding: letters.prefix(20), as: UTF8.self).lowercased()
            index = min(end + 1, bytes.count)
            meet(name, isEnd: isEnd)
        }

        private mutating func skipComment() {
            var place = index + 4
            while place < bytes.count, !bytes[place...].starts(with: "-->".utf8) { place += 1 }
            index = min(place + 3, bytes.count)
        }

        private mutating func meet(_ name: String, isEnd: Bool) {
            if let hidden = hiddenIn {
                if isEnd, name == hidden { hiddenIn = nil }
                return
            }
            if !isEnd, HTMLText.hidden.contains(name) {
                hiddenIn = name
                return
            }
            guard HTMLText.blocks.contains(name) else {
                if name == "td" || name == "th" { owesSpace = !isAtLineStart }
                return
            }
            if name == "blockquote" { quoteDepth = max(0, min(quoteDepth + (isEnd ? -1 : 1), 100)) }
            breakLine()
        }
    }

    private static let names: [String: String] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "eacute": "é", "egrave": "è",
        "ecirc": "ê", "agrave": "à", "acirc": "â", "ccedil": "ç", "ugrave": "ù", "ucirc": "û", "icirc": "î",
        "iuml": "ï", "ocirc": "ô", "oelig": "œ", "Eacute": "É", "Agrave": "À", "rsquo": "’", "lsquo": "‘",
        "laquo": "«", "raquo": "»", "ldquo": "“", "rdquo": "”", "hellip": "…", "ndash": "–", "mdash": "—",
        "euro": "€", "bull": "•", "deg": "°", "copy": "©", "reg": "®",
    ]

    /// What `&name;` or `&#x20AC;` stands for, and where the text goes on.
    private static func entity(_ bytes: [UInt8], at start: Int, before end: Int) -> (String, Int)? {
        let limit = min(end, start + 12)
        guard let close = bytes[(start + 1)..<max(limit, start + 1)].firstIndex(of: UInt8(ascii: ";")) else {
            return nil
        }
        let name = String(decoding: bytes[(start + 1)..<close], as: UTF8.self)
        if let text = names[name] { return (text, close + 1) }
        guard name.hasPrefix("#") else { return nil }
        let digits = name.dropFirst()
        let code =
            digits.first.map { $0 == "x" || $0 == "X" } == true ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        guard let scalar = code.flatMap(Unicode.Scalar.init), scalar.value >= 0x20 || scalar == "\n" else { return nil }
        return (String(scalar), close + 1)
    }
}
