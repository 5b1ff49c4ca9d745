extension Condition {
    /// The segments that it names.
    package var segmentNames: Set<String> {
        switch self {
        case .member(let member): [member.segment.text]
        case .all(let parts), .any(let parts): parts.reduce(into: []) { $0.formUnion($1.segmentNames) }
        case .not(let part): part.segmentNames
        case .always, .never, .did, .moment, .fits, .tag, .emptiness, .comparison, .inclusion, .textMatch, .range: []
        }
    }
}
