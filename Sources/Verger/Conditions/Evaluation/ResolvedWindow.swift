/// Which part of the timeline counts, with its dates turned into instants.
enum ResolvedWindow: Sendable {
    case everything
    case within(Span)
    /// low <= at < high, in microseconds.
    case range(low: Int64?, high: Int64?)
    case since(Window.Edge, selector: Int)

    /// The part of `matches` (positions, ascending) that lies in the window.
    func part(of matches: ArraySlice<Int32>, from vantage: Vantage) -> ArraySlice<Int32> {
        switch self {
        case .everything: return matches
        case .within(let span):
            let threshold = span.before(vantage.now, in: vantage.zone).microseconds
            return matches[matches.firstIndex(in: vantage, after: threshold)...]
        case .range(let low, let high):
            let start = low.map { matches.firstIndex(in: vantage, after: $0 - 1) } ?? matches.startIndex
            let end = high.map { matches.firstIndex(in: vantage, after: $0 - 1) } ?? matches.endIndex
            return start <= end ? matches[start..<end] : matches[start..<start]
        case .since(let edge, let selector):
            let marks = vantage.matches(of: selector)
            guard let mark = edge == .last ? marks.last : marks.first else {
                return edge == .last ? matches : matches[matches.endIndex...]
            }
            var start = matches.endIndex
            while start > matches.startIndex, matches[start - 1] > mark { start -= 1 }
            return matches[start...]
        }
    }

    /// Whether the instant of one activity lies in the window.
    func contains(_ instant: Instant, from vantage: Vantage) -> Bool {
        switch self {
        case .everything, .since: return true
        case .within(let span): return span.before(vantage.now, in: vantage.zone) < instant
        case .range(let low, let high):
            return low.map { instant.microseconds >= $0 } ?? true && high.map { instant.microseconds < $0 } ?? true
        }
    }

    /// The earliest later instant at which the activity that is `leaving` positions after the oldest of `part` leaves,
    /// or one of those before `part` comes back. `matches` are all those up to now.
    func nextChange(
        of part: ArraySlice<Int32>, leaving offset: Int, among matches: ArraySlice<Int32>, from vantage: Vantage
    ) -> Instant? {
        guard case .within(let span) = self else { return nil }
        var next: Instant?
        if offset < part.count {
            let instant = Instant(microseconds: vantage.instants[Int(part[part.startIndex + offset])])
            next = span.nextCrossing(of: instant, after: vantage.now, in: vantage.zone)
        }
        // Only where the clocks change can a calendar window reach further back than a moment before.
        if span.exactMicroseconds == nil, part.startIndex > matches.startIndex {
            let instant = Instant(microseconds: vantage.instants[Int(matches[part.startIndex - 1])])
            if let back = span.nextCrossing(of: instant, after: vantage.now, in: vantage.zone) {
                next = min(next ?? back, back)
            }
        }
        return next
    }
}

extension ArraySlice<Int32> {
    /// The first index whose activity is later than `microseconds`.
    fileprivate func firstIndex(in vantage: Vantage, after microseconds: Int64) -> Int {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = (low + high) / 2
            if vantage.instants[Int(self[middle])] <= microseconds { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
