/// How alike two short texts are, from 0 (nothing in common) to 1 (equal). Compared scalar by scalar: fold them before.
///
/// Source: Jaro, "Advances in record-linkage methodology", JASA 1989; Winkler, "String comparator metrics and enhanced
/// decision rules", ASA 1990. As jellyfish does, a common beginning counts only when Jaro's similarity is above 0.7.
package enum JaroWinkler {
    /// What each scalar of a common beginning is worth, and how many count.
    private static let prefixScale = 0.1
    private static let longestPrefix = 4
    private static let boostThreshold = 0.7

    package static func similarity(_ left: String, _ right: String) -> Double {
        let (left, right) = (Array(left.unicodeScalars), Array(right.unicodeScalars))
        let jaro = jaro(left, right)
        guard jaro > boostThreshold else { return jaro }
        let prefix = zip(left, right).prefix(longestPrefix).prefix { $0 == $1 }.count
        return jaro + Double(prefix) * prefixScale * (1 - jaro)
    }

    package static func jaro(_ left: String, _ right: String) -> Double {
        jaro(Array(left.unicodeScalars), Array(right.unicodeScalars))
    }

    private static func jaro(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Double {
        guard !left.isEmpty, !right.isEmpty else { return left.isEmpty && right.isEmpty ? 1 : 0 }
        // What is matched depends on which comes first: always the same one does.
        let isFirst = left.count == right.count ? left.lexicographicallyPrecedes(right) : left.count < right.count
        let matches = isFirst ? matches(left, right) : matches(right, left)
        let common = Double(matches.left.count)
        guard common > 0 else { return 0 }
        let moved = zip(matches.left, matches.right).count { $0 != $1 }
        let transpositions = Double(moved / 2)
        return (common / Double(left.count) + common / Double(right.count) + (common - transpositions) / common) / 3
    }

    /// The scalars that both have near the same place, in the order of each.
    private static func matches(
        _ left: [Unicode.Scalar], _ right: [Unicode.Scalar]
    ) -> (left: [Unicode.Scalar], right: [Unicode.Scalar]) {
        let reach = max(max(left.count, right.count) / 2 - 1, 0)
        var isTaken = [Bool](repeating: false, count: right.count)
        var ofLeft: [Unicode.Scalar] = []
        for (index, scalar) in left.enumerated() {
            let (first, last) = (max(0, index - reach), min(right.count - 1, index + reach))
            guard first <= last else { continue }
            for place in first...last where !isTaken[place] && right[place] == scalar {
                isTaken[place] = true
                ofLeft.append(scalar)
                break
            }
        }
        return (ofLeft, right.indices.filter { isTaken[$0] }.map { right[$0] })
    }
}
