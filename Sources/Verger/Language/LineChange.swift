/// What became of the lines of a text.
package struct LineChange: Hashable, Sendable {
    package enum Kind: Sendable { case kept, removed, added }

    package let kind: Kind
    package let text: String
    /// Its number in the new text; in the old one for a line that was removed.
    package let number: Int

    package init(kind: Kind, text: String, number: Int) {
        self.kind = kind
        self.text = text
        self.number = number
    }

    /// Above this many lines to compare with each other, a changed middle is shown as replaced whole.
    private static let most = 2_000_000

    /// All lines of both texts, in order.
    package static func changes(from old: String, to new: String) -> [LineChange] {
        let (old, new) = (lines(of: old), lines(of: new))
        var start = 0
        while start < old.count, start < new.count, old[start] == new[start] { start += 1 }
        var end = 0
        while end < old.count - start, end < new.count - start, old[old.count - 1 - end] == new[new.count - 1 - end] {
            end += 1
        }
        var result = (0..<start).map { LineChange(kind: .kept, text: new[$0], number: $0 + 1) }
        result += middle(old, new, start..<(old.count - end), start..<(new.count - end))
        result += ((new.count - end)..<new.count).map { LineChange(kind: .kept, text: new[$0], number: $0 + 1) }
        return result
    }

    /// The changed lines with `context` lines around them, in pieces that lie apart.
    package static func pieces(from old: String, to new: String, context: Int = 2) -> [[LineChange]] {
        let all = changes(from: old, to: new)
        var pieces: [[LineChange]] = []
        var last = -1
        for index in all.indices where all[index].kind != .kept {
            let first = max(index - context, last + 1, 0)
            if pieces.isEmpty || first > last + 1 { pieces.append([]) }
            let end = min(index + context, all.count - 1)
            if first <= end { pieces[pieces.count - 1] += all[first...end] }
            last = max(last, end)
        }
        return pieces
    }

    private static func middle(
        _ old: [String], _ new: [String], _ oldRange: Range<Int>, _ newRange: Range<Int>
    ) -> [LineChange] {
        func removed(_ index: Int) -> LineChange { LineChange(kind: .removed, text: old[index], number: index + 1) }
        func added(_ index: Int) -> LineChange { LineChange(kind: .added, text: new[index], number: index + 1) }
        guard oldRange.count * newRange.count <= most else { return oldRange.map(removed) + newRange.map(added) }
        let lengths = commonLengths(Array(old[oldRange]), Array(new[newRange]))
        var result: [LineChange] = []
        var (i, j) = (0, 0)
        while i < oldRange.count || j < newRange.count {
            let (before, after) = (oldRange.lowerBound + i, newRange.lowerBound + j)
            if i < oldRange.count, j < newRange.count, old[before] == new[after] {
                result.append(LineChange(kind: .kept, text: new[after], number: after + 1))
                (i, j) = (i + 1, j + 1)
            } else if j == newRange.count || (i < oldRange.count && lengths[i + 1][j] >= lengths[i][j + 1]) {
                result.append(removed(before))
                i += 1
            } else {
                result.append(added(after))
                j += 1
            }
        }
        return result
    }

    package static func lines(of text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }
}

/// How many items the rests of two lists have in common, in order, from each pair of positions on.
func commonLengths(_ old: [String], _ new: [String]) -> [[Int]] {
    var lengths = Array(repeating: Array(repeating: 0, count: new.count + 1), count: old.count + 1)
    for i in old.indices.reversed() {
        for j in new.indices.reversed() {
            lengths[i][j] = old[i] == new[j] ? lengths[i + 1][j + 1] + 1 : max(lengths[i + 1][j], lengths[i][j + 1])
        }
    }
    return lengths
}
