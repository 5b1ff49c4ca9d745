/// One figure of a funnel: whom it counts. The lists behind figures and the figures themselves ask the same question.
package struct FunnelFigure: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        case entered, mature, converted, unconverted, recent, fallen, present
        /// Arrived for the first time ever.
        case new
    }

    package let kind: Kind
    /// Position in the definition.
    package let stage: Int
    /// The stage to come to; the one after `stage` unless told.
    package let next: Int

    package init(_ kind: Kind, _ stage: Int, next: Int? = nil) {
        self.kind = kind
        self.stage = stage
        self.next = next ?? stage + 1
    }

    /// The instant that makes a contact count; nil when it does not. `history` ends no later than the period is seen from.
    package func instant(in history: [Transition], _ period: FunnelPeriod) -> Instant? {
        switch kind {
        case .present: return history.last.flatMap { $0.stage == stage ? $0.at : nil }
        case .new:
            let first = history.arrival(at: stage, from: .distantPast, before: period.end)
            return first.flatMap { $0 >= period.start ? $0 : nil }
        case .entered, .mature, .converted, .unconverted, .recent, .fallen:
            guard let arrival = history.arrival(at: stage, from: period.start, before: period.end) else { return nil }
            return instant(after: arrival, in: history, period)
        }
    }

    private func instant(after arrival: Instant, in history: [Transition], _ period: FunnelPeriod) -> Instant? {
        let isMature = period.isMature(arrival)
        switch kind {
        case .entered: return arrival
        case .recent: return isMature ? nil : arrival
        case .mature: return isMature ? arrival : nil
        case .converted: return isMature ? passage(from: arrival, in: history, period) : nil
        case .unconverted: return isMature && passage(from: arrival, in: history, period) == nil ? arrival : nil
        case .fallen: return history.last.flatMap { ($0.stage ?? -1) < stage ? $0.at : nil }
        case .present, .new: return nil
        }
    }

    /// When the next stage was come to, in time.
    private func passage(from arrival: Instant, in history: [Transition], _ period: FunnelPeriod) -> Instant? {
        history.arrival(at: next, from: arrival, before: arrival + period.patience)
    }
}
