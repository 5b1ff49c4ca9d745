/// Two records side by side: how each value that both have stands to the other's.
package struct MatchComparison: Hashable, Sendable {
    package private(set) var agreements: [MatchField: Agreement] = [:]

    package init(_ left: MatchProfile, _ right: MatchProfile) {
        for (field, value) in left.values {
            guard let other = right[field] else { continue }
            agreements[field] = Agreement(field, value.key, other)
        }
        if areNamesSwapped(left, right) {
            agreements[.firstName] = .close
            agreements[.lastName] = .close
        }
    }

    package init(_ agreements: [MatchField: Agreement]) { self.agreements = agreements }

    /// The first name of one is the last name of the other, both ways.
    private func areNamesSwapped(_ left: MatchProfile, _ right: MatchProfile) -> Bool {
        guard agreements[.firstName] == .different || agreements[.lastName] == .different,
            let first = left[.firstName], let last = left[.lastName],
            let otherFirst = right[.firstName], let otherLast = right[.lastName]
        else { return false }
        return JaroWinkler.similarity(first, otherLast) >= 0.9 && JaroWinkler.similarity(last, otherFirst) >= 0.9
    }

    /// `email=same city=different`, in the order of fields: how it is kept.
    package var text: String {
        MatchField.allCases.compactMap { field in agreements[field].map { "\(field.rawValue)=\($0.rawValue)" } }
            .joined(separator: " ")
    }

    /// Reads `text`; what it does not know is left out.
    package init(text: String) {
        for part in text.split(separator: " ") {
            let pair = part.split(separator: "=")
            if pair.count == 2, let field = MatchField(rawValue: String(pair[0])) {
                agreements[field] = Agreement(rawValue: String(pair[1]))
            }
        }
    }
}
