package import Verger

/// A line of a timeline.
package enum TimelineEntry: Sendable {
    /// Neighbours of the same kind on the same day, newest first; mostly one.
    case facts([Activity])
    /// A change of stage; `from` is nil for the arrival.
    case shift(from: Int?, to: Int?, at: Instant)

    package var at: Instant {
        switch self {
        case .facts(let activities): activities[0].at
        case .shift(_, _, let at): at
        }
    }

    /// Facts and changes of stage as one list, newest first. Kinds that come in bursts are merged with their neighbours
    /// of the same day.
    package static func entries(_ activities: [Activity], _ history: [Transition], zone: Zone) -> [TimelineEntry] {
        var result: [TimelineEntry] = []
        var shifts: [TimelineEntry] = []
        for (index, step) in history.enumerated() {
            shifts.append(.shift(from: index > 0 ? history[index - 1].stage : nil, to: step.stage, at: step.at))
        }
        for activity in activities.reversed() {
            // What a fact brought about stands above it.
            while let shift = shifts.last, shift.at >= activity.at { result.append(shifts.removeLast()) }
            result.join(activity, zone: zone)
        }
        return result + shifts.reversed()
    }
}

extension [TimelineEntry] {
    private static var bursts: Set<String> { ["page_viewed", "content_viewed", "email_clicked", "email_opened"] }

    fileprivate mutating func join(_ activity: Activity, zone: Zone) {
        if case .facts(let neighbours)? = last, let latest = neighbours.first, latest.kind == activity.kind,
            Self.bursts.contains(activity.kind), zone.day(at: latest.at) == zone.day(at: activity.at)
        {
            self[count - 1] = .facts(neighbours + [activity])
        } else {
            append(.facts([activity]))
        }
    }
}
