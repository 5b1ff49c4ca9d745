/// Shortens the names that a compacted script declares for itself. Names that are also properties stay as they are; a script
/// that is shortened writes no property as `{ name }`.
enum ScriptNames {
    private enum Token: Equatable {
        case word(String)
        /// A text, a regular expression, or one sign.
        case other([UInt8])
    }

    static func shortened(_ script: String) -> String {
        let tokens = tokens(of: Array(script.utf8))
        let words = tokens.compactMap { token in if case .word(let word) = token { word } else { nil } }
        let own = declared(in: tokens).subtracting(properties(in: tokens)).filter { $0.utf8.count > 1 }
        let counts = Dictionary(words.map { ($0, 1) }, uniquingKeysWith: +)
        let sorted = own.sorted { (counts[$1] ?? 0, $0) < (counts[$0] ?? 0, $1) }
        var names = shortNames.filter { counts[$0] == nil }.makeIterator()
        var renamed: [String: String] = [:]
        for name in sorted { renamed[name] = names.next() }
        var result: [UInt8] = []
        for token in tokens {
            switch token {
            case .word(let word): result += Array((renamed[word] ?? word).utf8)
            case .other(let bytes): result += bytes
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// One letter, then two.
    private static let shortNames: [String] = {
        let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".map(String.init)
        return letters
            + letters.flatMap { first in letters.prefix(8).map { first + $0 } }.filter { !["do", "if"].contains($0) }
    }()

    private static func tokens(of source: [UInt8]) -> [Token] {
        var tokens: [Token] = []
        var read: [UInt8] = []
        var index = 0
        while index < source.count {
            let byte = source[index]
            var end = index
            if byte == UInt8(ascii: "\"") || (byte == UInt8(ascii: "/") && SiteScripts.isExpressionNext(read)) {
                end = SiteScripts.endOfLiteral(source, index)
                // The letters after a regular expression are no name.
                while end + 1 < source.count, byte == UInt8(ascii: "/"), SiteScripts.isWord(source[end + 1]) {
                    end += 1
                }
                tokens.append(.other(Array(source[index...end])))
            } else if SiteScripts.isWord(byte) {
                while end + 1 < source.count, SiteScripts.isWord(source[end + 1]) { end += 1 }
                let word = Array(source[index...end])
                let isNumber = (48...57).contains(byte)
                tokens.append(isNumber ? .other(word) : .word(String(decoding: word, as: UTF8.self)))
            } else {
                tokens.append(.other([byte]))
            }
            read += source[index...end]
            index = end + 1
        }
        return tokens
    }

    private static func sign(_ text: String) -> Token { .other(Array(text.utf8)) }

    /// What `let` and the arrows of functions declare.
    private static func declared(in tokens: [Token]) -> Set<String> {
        var names: Set<String> = []
        for index in tokens.indices {
            if tokens[index] == .word("let") { names.formUnion(variables(in: tokens, after: index)) }
            if tokens[index] == sign("="), index + 1 < tokens.count, tokens[index + 1] == sign(">") {
                names.formUnion(parameters(in: tokens, before: index))
            }
        }
        return names
    }

    private static func variables(in tokens: [Token], after start: Int) -> Set<String> {
        var names: Set<String> = []
        var depth = 0
        var isName = true
        for token in tokens[(start + 1)...] {
            switch token {
            case .word(let word):
                if isName { names.insert(word) }
                isName = false
            case sign("("), sign("["), sign("{"): depth += 1
            case sign(")"), sign("]"), sign("}"): depth -= 1
            case sign(",") where depth == 0: isName = true
            case sign(";") where depth == 0: return names
            case .other: break
            }
            if depth < 0 { return names }
        }
        return names
    }

    private static func parameters(in tokens: [Token], before arrow: Int) -> Set<String> {
        if case .word(let word) = tokens[arrow - 1] { return [word] }
        var names: Set<String> = []
        var depth = 0
        for token in tokens[..<arrow].reversed() {
            if token == sign(")") { depth += 1 }
            if token == sign("(") { depth -= 1 }
            if depth == 0 { return names }
            if case .word(let word) = token { names.insert(word) }
        }
        return names
    }

    /// What stands after a dot, and what a colon follows: keys, and a few more that are left alone with them.
    private static func properties(in tokens: [Token]) -> Set<String> {
        var names: Set<String> = []
        for index in tokens.indices {
            guard case .word(let word) = tokens[index] else { continue }
            let isSpread = index >= 3 && tokens[(index - 3)..<index].allSatisfy { $0 == sign(".") }
            if index > 0, tokens[index - 1] == sign("."), !isSpread { names.insert(word) }
            if index + 1 < tokens.count, tokens[index + 1] == sign(":") { names.insert(word) }
        }
        return names
    }
}
