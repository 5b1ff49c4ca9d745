/// How one value of a record stands to that of another.
package enum Agreement: String, CaseIterable, Sendable {
    case same, close, different

    init(_ field: MatchField, _ left: String, _ right: String) {
        if left == right {
            self = .same
        } else {
            self = Agreement.isClose(field, left, right) ? .close : .different
        }
    }

    private static func isClose(_ field: MatchField, _ left: String, _ right: String) -> Bool {
        switch field {
        case .email, .phone, .siren, .domain: false
        case .firstName: isLike(left, right) || isInitial(left, of: right) || isInitial(right, of: left)
        case .lastName, .company: isLike(left, right)
        case .birthDate: left.isOneSlip(from: right) || left.hasDayAndMonthSwapped(in: right)
        case .postalCode: left.isOneSlip(from: right)
        case .address, .city: JaroWinkler.similarity(left, right) >= likeness
        }
    }

    static let likeness = 0.85

    /// Written alike, or one with a part of the other: `jean` and `jean pierre`.
    private static func isLike(_ left: String, _ right: String) -> Bool {
        if JaroWinkler.similarity(left, right) >= likeness { return true }
        let (left, right) = (Set(left.split(separator: " ")), Set(right.split(separator: " ")))
        return left.isSubset(of: right) || right.isSubset(of: left)
    }

    private static func isInitial(_ short: String, of long: String) -> Bool {
        short.unicodeScalars.count == 1 && long.hasPrefix(short)
    }
}

extension String {
    /// Whether one letter more, less, other, or swapped with its neighbour is all that differs.
    func isOneSlip(from other: String) -> Bool {
        let (left, right) = (Array(utf8), Array(other.utf8))
        guard abs(left.count - right.count) <= 1 else { return false }
        let common = zip(left, right).prefix { $0 == $1 }.count
        let (a, b) = (left[common...], right[common...])
        if a.count == b.count {
            if a.dropFirst().elementsEqual(b.dropFirst()) { return true }
            return a.count >= 2 && a.first == b.dropFirst().first && b.first == a.dropFirst().first
                && a.dropFirst(2).elementsEqual(b.dropFirst(2))
        }
        return a.count > b.count ? a.dropFirst().elementsEqual(b) : b.dropFirst().elementsEqual(a)
    }

    /// `19801203` and `19800312`.
    fileprivate func hasDayAndMonthSwapped(in other: String) -> Bool {
        let (left, right) = (Array(utf8), Array(other.utf8))
        guard left.count == 8, right.count == 8 else { return false }
        return left[..<4].elementsEqual(right[..<4]) && left[4..<6].elementsEqual(right[6...])
            && left[6...].elementsEqual(right[4..<6])
    }
}
