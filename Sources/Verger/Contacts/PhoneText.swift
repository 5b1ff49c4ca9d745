extension Notation {
    /// A phone number in E.164 as people read it: French ones as they are dialled in France, others by groups.
    package func phone(_ number: String) -> String {
        guard number.hasPrefix("+"), number.dropFirst().allSatisfy({ $0.isASCII && $0.isNumber }) else { return number }
        if number.hasPrefix("+33"), number.count == 12 {
            return Notation.pairs("0" + number.dropFirst(3)).joined(separator: "\u{A0}")
        }
        return number
    }

    private static func pairs(_ digits: String) -> [String] {
        var result: [String] = []
        for (index, digit) in digits.enumerated() {
            if index.isMultiple(of: 2) { result.append("") }
            result[result.count - 1].append(digit)
        }
        return result
    }
}
