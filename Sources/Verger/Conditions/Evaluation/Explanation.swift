/// Why a condition holds or fails, part by part.
package struct Explanation: Sendable {
    /// How the parts make the whole.
    package enum Joint: String, Sendable {
        case all, any, not
    }

    /// The condition, in text form.
    package let text: String
    /// The condition, as a person says it.
    package let phrase: Sentence
    /// The name of the persona or segment that it is the condition of.
    package private(set) var name: Sentence?
    package let holds: Bool
    package let proofs: [Proof]
    /// How many activities prove it, of which `proofs` shows the latest.
    package let count: Int?
    /// For a failing leaf: what would make it hold.
    package let missing: Sentence?
    /// When the answer may change by itself; nil when it can't.
    package let until: Instant?
    package let parts: [Explanation]
    package let joint: Joint?

    init(
        text: String, phrase: Sentence, holds: Bool, proofs: [Proof] = [], count: Int? = nil, missing: Sentence? = nil,
        until: Instant? = nil, parts: [Explanation] = [], joint: Joint? = nil
    ) {
        self.text = text
        self.phrase = phrase
        self.holds = holds
        self.proofs = proofs
        self.count = count
        self.missing = missing
        self.until = until
        self.parts = parts
        self.joint = joint
    }

    /// How many conditions must come to hold, at least: of alternatives, those of the nearest one.
    package var failures: Int {
        if holds { return 0 }
        switch joint {
        case .all: return parts.reduce(0) { $0 + $1.failures }
        case .any: return parts.map(\.failures).min() ?? 1
        case .not, nil: return 1
        }
    }

    func named(_ name: Sentence) -> Explanation {
        var copy = self
        copy.name = name
        return copy
    }

    static func until(ofAll parts: [Explanation]) -> Instant? {
        if let failing = parts.first(where: { !$0.holds }) { return failing.until }
        return parts.compactMap(\.until).min()
    }

    static func until(ofAny parts: [Explanation]) -> Instant? {
        if let holding = parts.first(where: \.holds) { return holding.until }
        return parts.compactMap(\.until).min()
    }
}

/// Something recorded, that decides an answer.
package enum Proof: Sendable {
    case activity(Activity)
    /// An activity that bounds the answer without proving it: a loss, a withdrawal.
    case bound(Activity)
    /// A value of the profile or a figure; nil when it is missing.
    case value(name: String, String?)
}

extension Vantage {
    /// The value of `term`, as it is stored or computed.
    func proof(of term: ResolvedTerm, named name: String) -> Proof {
        if case .slot(let slot) = term {
            let stored = version.values[rules.slots[slot].field]
            if case .emailDomain = rules.slots[slot].source, let at = stored?.lastIndex(of: "@") {
                return .value(name: name, stored.map { String($0[$0.index(after: at)...]) })
            }
            return .value(name: name, stored)
        }
        var until = Instant.distantFuture
        let value = term.value(from: self, until: &until)
        if case .stage = term, case .number(let rank)? = value {
            return .value(name: name, rules.stages[Int(rank.millionths / Number.unit)].id)
        }
        return .value(name: name, value.map { $0.text(in: zone) })
    }
}

extension Value {
    /// For people.
    func text(in zone: Zone) -> String {
        switch self {
        case .text(let text): text
        case .number(let number): number.description
        case .date(let instant): zone.iso8601(instant)
        case .boolean(let flag): String(flag)
        }
    }
}
