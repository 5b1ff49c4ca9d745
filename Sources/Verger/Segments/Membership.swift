/// A segment that a workspace saved, whose members are kept.
package struct Segment: Hashable, Sendable, Identifiable {
    package struct ID: Hashable, Comparable, Sendable {
        package let value: Int64

        package init(_ value: Int64) { self.value = value }

        package static func < (left: ID, right: ID) -> Bool { left.value < right.value }
    }

    package let id: ID
    package let name: String
    /// As it was saved, in the text form.
    package let condition: String
    package let createdAt: Instant
    /// Since when the condition is this one: membership is followed from here.
    package let since: Instant

    package init(id: ID, name: String, condition: String, createdAt: Instant, since: Instant) {
        self.id = id
        self.name = name
        self.condition = condition
        self.createdAt = createdAt
        self.since = since
    }
}

/// What became of one contact in one segment, from the day on which it is followed.
package struct Membership: Hashable, Sendable {
    /// An entry or an exit.
    package struct Crossing: Hashable, Sendable {
        package let at: Instant
        package let isEntry: Bool

        package init(at: Instant, isEntry: Bool) {
            self.at = at
            self.isEntry = isEntry
        }
    }

    package let segment: Segment.ID
    /// Entries and exits in turn, the first one an entry. One at the very beginning was there before.
    package let crossings: [Crossing]

    package init(segment: Segment.ID, crossings: [Crossing]) {
        self.segment = segment
        self.crossings = crossings
    }

    /// Since when the contact is in; nil when it is not.
    package var since: Instant? { crossings.last.flatMap { $0.isEntry ? $0.at : nil } }
}

/// A segment checked under the rules that it is followed with.
struct WatchedSegment: Sendable {
    let id: Segment.ID
    let since: Instant
    let criterion: any Criterion
    /// Whether stage, score, temperature or exclusion can change the answer.
    let readsStanding: Bool
}
