import Verger

/// The part of a YAML text that one scalar takes, and where each of its characters is written.
struct YAMLRegion {
    let start: Int
    let end: Int
    private let value: [Unicode.Scalar]
    /// Of each scalar of the value.
    private let offsets: [Int]

    /// Nil for what is not understood: anchors, tags, indentation indicators.
    init?(_ text: String, at start: Int, in source: [Unicode.Scalar]) {
        guard start < source.count else { return nil }
        self.start = start
        value = Array(text.unicodeScalars)
        switch source[start] {
        case "'": (end, offsets) = YAMLRegion.quoted(value, start, source, quote: "'")
        case "\"": (end, offsets) = YAMLRegion.quoted(value, start, source, quote: "\"")
        case "|", ">":
            guard let block = YAMLRegion.block(value, start, source) else { return nil }
            (end, offsets) = block
        case "&", "!", "*": return nil
        default:
            guard let plain = YAMLRegion.plain(value, start, source) else { return nil }
            (end, offsets) = plain
        }
        guard end <= source.count else { return nil }
    }

    /// Where the character at a line and column of the value is written.
    func offset(of place: Place) -> Int {
        var line = 1
        var index = 0
        while line < place.line, index < value.count {
            if value[index] == "\n" { line += 1 }
            index += 1
        }
        index += place.column - 1
        if offsets.indices.contains(index) { return offsets[index] }
        return offsets.last.map { $0 + 1 } ?? start
    }

    // MARK: Styles (YAML 1.2.2, chapters 7 and 8)

    private static func quoted(
        _ value: [Unicode.Scalar], _ start: Int, _ source: [Unicode.Scalar], quote: Unicode.Scalar
    ) -> (Int, [Int]) {
        var position = start + 1
        var offsets: [Int] = []
        for scalar in value {
            offsets.append(position)
            position = next(after: position, scalar, source, quote: quote)
        }
        // Blanks at the end of a folded line may be left.
        while position < source.count, source[position] != quote { position += 1 }
        return (position + 1, offsets)
    }

    private static func next(
        after position: Int, _ scalar: Unicode.Scalar, _ source: [Unicode.Scalar], quote: Unicode.Scalar
    ) -> Int {
        guard position < source.count else { return position }
        if quote == "'", source[position] == "'" { return position + 2 }
        if quote == "\"", source[position] == "\\", position + 1 < source.count {
            switch source[position + 1] {
            case "x": return position + 4
            case "u": return position + 6
            case "U": return position + 10
            default: return position + 2
            }
        }
        return scalar == " " ? afterFold(position, source) : position + 1
    }

    private static func plain(
        _ value: [Unicode.Scalar], _ start: Int, _ source: [Unicode.Scalar]
    ) -> (Int, [Int])? {
        var position = start
        var offsets: [Int] = []
        for scalar in value {
            guard position < source.count else { return nil }
            offsets.append(position)
            if scalar == " " {
                position = afterFold(position, source)
            } else {
                guard source[position] == scalar else { return nil }
                position += 1
            }
        }
        return (position, offsets)
    }

    private static func block(
        _ value: [Unicode.Scalar], _ start: Int, _ source: [Unicode.Scalar]
    ) -> (Int, [Int])? {
        var position = start + 1
        while position < source.count, source[position] != "\n" {
            if source[position].properties.numericType != nil, source[position - 1] != "#" { return nil }
            if source[position] == "#" { break }
            position += 1
        }
        while position < source.count, source[position] != "\n" { position += 1 }
        // The first line that is not blank says how far the block is indented.
        var content = position + 1
        var lineStart = content
        while content < source.count, source[content] == " " || source[content] == "\n" {
            if source[content] == "\n" { lineStart = content + 1 }
            content += 1
        }
        let indent = content - lineStart
        var offsets: [Int] = []
        position = content
        for scalar in value {
            offsets.append(position)
            if position < source.count, source[position] == "\n" {
                position += 1
                var blanks = 0
                while position < source.count, source[position] == " ", blanks < indent {
                    position += 1
                    blanks += 1
                }
            } else {
                guard position < source.count, source[position] == scalar else { return nil }
                position += 1
            }
        }
        return (position, offsets)
    }

    /// After a space, or a line break with the blanks around it, which reads as a space.
    private static func afterFold(_ position: Int, _ source: [Unicode.Scalar]) -> Int {
        var end = position
        var breaks = false
        while end < source.count, source[end] == " " || source[end] == "\n" {
            breaks = breaks || source[end] == "\n"
            end += 1
        }
        return breaks ? end : position + 1
    }
}
