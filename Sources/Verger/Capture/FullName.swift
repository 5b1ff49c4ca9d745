/// A name as people write it in one cell, taken apart: `Marie Dupont`, `Dupont, Marie`, `DUPONT Marie`.
struct FullName {
    let first: String?
    let last: String?

    init(_ text: String) {
        let halves = text.split(separator: ",", maxSplits: 1).compactMap { String($0).trimmedOrNil }
        guard halves.count < 2 else {
            (first, last) = (halves[1], halves[0])
            return
        }
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        guard words.count > 1 else {
            (first, last) = (nil, words.first)
            return
        }
        // A family name in capitals says which it is.
        let capitals = words.prefix(while: FullName.isInCapitals).count
        let isLastFirst = capitals > 0 && capitals < words.count
        let split = isLastFirst ? capitals : 1
        let (start, end) = (words[..<split].joined(separator: " "), words[split...].joined(separator: " "))
        (first, last) = isLastFirst ? (end, start) : (start, end)
    }

    private static func isInCapitals(_ word: String) -> Bool {
        word.count > 1 && word.contains(where: \.isLetter) && word == word.uppercased()
    }
}
