extension ComparisonCriterion {
    func shape(in query: SetQuery) -> SetShape {
        if left.isOfCompany(in: query.rules), right.isConstant, !isNegated {
            var query = query
            return .companies(test(in: &query))
        }
        return shapeOfFigures(in: query)
    }

    /// What is counted and summed is compared for those to whom something happened; nothing is the same for all others.
    private func shapeOfFigures(in query: SetQuery) -> SetShape {
        guard let nothing = left.valueOfNothing, case .term(.constant(.number(let limit))) = right else { return .test }
        let addends = left.addends
        guard !addends.isEmpty else { return .test }
        let equal = comparator == .notEqual ? Comparison.Comparator.equal : comparator
        let passes: SQLFragment =
            "SUM(f.value) + \(nothing.millionths) \(name: equal.rawValue) \(limit.millionths)"
        let nothingPasses = compare(.number(nothing), .number(limit))
        let contacts: SQLFragment = """
            SELECT f.contact FROM (\(addends.map { $0.sql(in: query) }.joined(separator: " UNION ALL "))) f \
            GROUP BY f.contact HAVING \(nothingPasses ? "NOT (\(passes))" : passes)
            """
        return nothingPasses == isNegated ? .those(contacts) : .allBut(contacts)
    }
}

/// A count or sum that is added to others, or taken from them.
struct Addend {
    let figure: Figure
    let isSubtracted: Bool

    /// Its contacts, each with what one activity adds.
    func sql(in query: SetQuery) -> SQLFragment {
        let source: SQLFragment =
            "FROM activity a WHERE \(query.activities(of: figure.selector)) AND \(query.condition(of: figure.window))"
        let sign: SQLFragment = isSubtracted ? "-" : ""
        guard let field = figure.field else { return "SELECT a.contact, \(sign)1000000 AS value \(source)" }
        let value = field.sql(in: query, alias: "a")
        return "SELECT a.contact, \(sign)(\(value)) AS value \(source) AND \(value) IS NOT NULL"
    }
}

extension Operand {
    var isConstant: Bool {
        switch self {
        case .day, .term(.constant): true
        case .term: false
        }
    }
}

extension ResolvedTerm {
    /// Whether it is a field of the company.
    func isOfCompany(in rules: Rules) -> Bool {
        guard case .slot(let slot) = self else { return false }
        return !rules.slots[slot].isContact
    }

    /// The counts and sums that it is made of.
    var addends: [Addend] {
        switch self {
        case .figure(let figure): [Addend(figure: figure, isSubtracted: false)]
        case .sum(let left, let right): left.addends + right.addends
        case .difference(let left, let right):
            left.addends
                + right.addends.map { Addend(figure: $0.figure, isSubtracted: !$0.isSubtracted) }
        default: []
        }
    }

    /// The figures in it.
    var figures: [Figure] { addends.map(\.figure) }
}
