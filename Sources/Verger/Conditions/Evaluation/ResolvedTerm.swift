/// One side of a test, with its names found.
indirect enum ResolvedTerm: Sendable {
    case constant(Value)
    /// A value of the profile.
    case slot(Int)
    /// `granted`, `refused` or `unknown`, from the consent activities that a selector selects.
    case consent(selector: Int)
    /// The position of a stage in the definition.
    case stage(highest: Bool)
    case temperature
    case excluded
    case score(Score.Axis)
    case figure(Figure)
    /// A field of the activity that a filter looks at.
    case activity(ActivityField)
    case sum(ResolvedTerm, ResolvedTerm)
    case difference(ResolvedTerm, ResolvedTerm)

    /// The value from `vantage`, or nil when it is missing.
    func value(from vantage: Vantage, until: inout Instant) -> Value? {
        switch self {
        case .constant(let value): return value
        case .slot(let slot): return vantage.value(ofSlot: slot)
        case .consent(let selector): return .text(vantage.consent(selector).rawValue)
        case .stage(let highest):
            let stage = highest ? vantage.standing.highest : vantage.standing.stage
            return stage.map { .number(Number($0)) }
        case .temperature: return vantage.standing.temperature.map { .text($0.rawValue) }
        case .excluded: return .boolean(vantage.standing.isExcluded)
        case .score(let axis):
            let score = vantage.rules.score(from: vantage)
            until = min(until, score.until)
            return .number(score.value(of: axis))
        case .figure(let figure): return figure.value(from: vantage, until: &until)
        case .activity(let field): return field.value(from: vantage)
        case .sum(let left, let right):
            guard case .number(let a)? = left.value(from: vantage, until: &until),
                case .number(let b)? = right.value(from: vantage, until: &until)
            else { return nil }
            return .number(a + b)
        case .difference(let left, let right):
            guard case .number(let a)? = left.value(from: vantage, until: &until),
                case .number(let b)? = right.value(from: vantage, until: &until)
            else { return nil }
            return .number(a - b)
        }
    }

    /// Whether it reads the person rather than the timeline or the company.
    func readsContact(_ slots: [Slot]) -> Bool {
        switch self {
        case .slot(let slot): slots[slot].isContact
        case .consent: true
        case .sum(let left, let right), .difference(let left, let right):
            left.readsContact(slots) || right.readsContact(slots)
        case .constant, .stage, .temperature, .excluded, .score, .figure, .activity: false
        }
    }
}

/// Whether a person agreed to receive messages on a channel.
package enum Consent: String, CaseIterable, Sendable {
    case granted, refused, unknown
}

extension Vantage {
    /// The state of the consent on the channel of `selector`, for the member looked at.
    func consent(_ selector: Int) -> Consent {
        guard let position = lastConsent(selector) else { return .unknown }
        return dossier.activities[position].kind == "consent_granted" ? .granted : .refused
    }

    /// The activity that decides it.
    func lastConsent(_ selector: Int) -> Int? {
        for position in matches(of: selector).reversed() {
            let position = Int(position)
            if dossier.memberOfActivity.isEmpty || dossier.memberOfActivity[position] == member { return position }
        }
        return nil
    }
}
