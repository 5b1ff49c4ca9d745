import Foundation

extension Document {
    /// JSON text (RFC 8259), keys in order; two spaces a level when `pretty`.
    package func json(pretty: Bool = false) -> String {
        var text = ""
        write(to: &text, indent: pretty ? 0 : nil)
        return text
    }

    /// Reads JSON. Objects keep the order in which keys are met only as far as it does not matter.
    package init(json text: String) throws(Problem) {
        var text = text
        self = try text.withUTF8 { bytes in
            Result { () throws(Problem) in
                var reader = JSONReader(bytes)
                return try reader.document()
            }
        }.get()
    }

    private func write(to text: inout String, indent: Int?) {
        switch content {
        case .null: text += "null"
        case .boolean(let flag): text += flag ? "true" : "false"
        case .number(let number): text += number
        case .text(let string): Document.write(string, to: &text)
        case .list(let items):
            Document.write(items.map { (nil, $0) }, between: ("[", "]"), to: &text, indent: indent)
        case .object(let pairs):
            Document.write(pairs.map { ($0.key, $0.value) }, between: ("{", "}"), to: &text, indent: indent)
        }
    }

    private static func write(
        _ items: [(String?, Document)], between brackets: (String, String), to text: inout String, indent: Int?
    ) {
        guard !items.isEmpty else {
            text += brackets.0 + brackets.1
            return
        }
        text += brackets.0
        for (index, item) in items.enumerated() {
            if index > 0 { text += indent == nil ? "," : "," }
            if let indent { text += "\n" + String(repeating: "  ", count: indent + 1) }
            if let key = item.0 {
                write(key, to: &text)
                text += indent == nil ? ":" : ": "
            }
            item.1.write(to: &text, indent: indent.map { $0 + 1 })
        }
        if let indent { text += "\n" + String(repeating: "  ", count: indent) }
        text += brackets.1
    }

    /// `string` as a JSON string, quotes included.
    package static func write(_ string: String, to text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
