/// What of a dossier an answer depends on.
struct Reading {
    /// The selectors whose activities can change it, as numbered in `Rules`.
    var selectors: Set<Int> = []
    /// Whether stage, score, temperature or exclusion can.
    var isOfStanding = false
    /// The windows out of which facts fall as time goes by.
    var spans: Set<Span> = []

    /// Whether nothing but the values of the profile can.
    var isOfProfileOnly: Bool { selectors.isEmpty && !isOfStanding }
}

extension ResolvedTerm {
    func add(to reading: inout Reading) {
        switch self {
        case .constant, .slot, .activity: break
        case .consent(let selector): reading.selectors.insert(selector)
        case .stage, .temperature, .excluded, .score: reading.isOfStanding = true
        case .figure(let figure):
            reading.selectors.insert(figure.selector)
            figure.window.add(to: &reading)
        case .sum(let left, let right), .difference(let left, let right):
            left.add(to: &reading)
            right.add(to: &reading)
        }
    }
}

extension ResolvedWindow {
    func add(to reading: inout Reading) {
        switch self {
        case .since(_, let selector): reading.selectors.insert(selector)
        case .within(let span): reading.spans.insert(span)
        case .everything, .range: break
        }
    }
}

extension Operand {
    func add(to reading: inout Reading) {
        if case .term(let term) = self { term.add(to: &reading) }
    }
}
