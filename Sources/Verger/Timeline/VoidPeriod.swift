/// A time during which an activity is void: from a correction that nothing voids to the correction of that correction.
package struct VoidPeriod: Hashable, Sendable {
    /// Its id.
    package let activity: Int64
    package let since: Instant
    /// Nil for ever.
    package let until: Instant?

    /// All such times in a timeline, in the order of the timeline.
    package static func periods(in timeline: [Activity]) -> [VoidPeriod] {
        var positions: [String: Int] = [:]
        for (position, activity) in timeline.enumerated() {
            if let id = activity.messageID { positions[id] = position }
        }
        var voiders: [Int: [Int]] = [:]
        for (position, activity) in timeline.enumerated() {
            if let voids = activity.voids, let target = positions[voids], target < position {
                voiders[target, default: []].append(position)
            }
        }
        guard !voiders.isEmpty else { return [] }
        let instants = Set(voiders.values.joined().map { timeline[$0].at }).sorted()
        var open: [Int: Instant] = [:]
        var result: [VoidPeriod] = []
        for instant in instants {
            var voided: Set<Int> = []
            for target in voiders.keys.sorted(by: >)
            where voiders[target]!.contains(where: { timeline[$0].at <= instant && !voided.contains($0) }) {
                voided.insert(target)
            }
            for target in voiders.keys {
                if voided.contains(target), open[target] == nil { open[target] = instant }
                if !voided.contains(target), let since = open.removeValue(forKey: target) {
                    result.append(VoidPeriod(activity: timeline[target].id, since: since, until: instant))
                }
            }
        }
        result += open.map { VoidPeriod(activity: timeline[$0.key].id, since: $0.value, until: nil) }
        return result.sorted { ($0.activity, $0.since) < ($1.activity, $1.since) }
    }
}
