/// The candidate that `word` was most likely meant to be; nil when none is near.
package func suggestion(for word: String, among candidates: some Sequence<String>) -> String? {
    let wanted = word.folded
    let length = wanted.unicodeScalars.count
    // Not so far that nothing of the word is left.
    let reach = min(max(1, length / 3), length - 1)
    var best: (distance: Int, candidate: String)?
    for candidate in candidates {
        let folded = candidate.folded
        let isPrefix = wanted.utf8.count >= 3 && folded.hasPrefix(wanted)
        let distance = isPrefix ? 1 : editDistance(wanted, folded)
        guard distance <= reach || isPrefix else { continue }
        if let best, (best.distance, best.candidate) <= (distance, candidate) { continue }
        best = (distance, candidate)
    }
    return best?.candidate
}

/// Damerau-Levenshtein distance (optimal string alignment), in scalars.
package func editDistance(_ left: String, _ right: String) -> Int {
    let a = Array(left.unicodeScalars)
    let b = Array(right.unicodeScalars)
    guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in 1...a.count {
        var current = [i]
        for j in 1...b.count {
            let cost = a[i - 1] == b[j - 1] ? 0 : 1
            var distance = min(last[j] + 1, current[j - 1] + 1, last[j - 1] + cost)
            if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                distance = min(distance, beforeLast[j - 2] + 1)
            }
            current.append(distance)
        }
        (beforeLast, last) = (last, current)
    }
    return last[b.count]
}
