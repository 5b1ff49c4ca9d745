/// A condition as it was written: the one language of stages, personas, scoring, segments, filters.
/// Its exact meaning is fixed in `docs/conditions.md`.
package indirect enum Condition: Hashable, Sendable {
    case always
    case never
    /// Two or more, joined by `and`.
    case all([Condition])
    /// Two or more, joined by `or`.
    case any([Condition])
    case not(Condition)
    case did(Did)
    case moment(Moment)
    case fits(Fits)
    case member(InSegment)
    case tag(Tagged)
    case emptiness(Emptiness)
    case comparison(Comparison)
    case inclusion(Inclusion)
    case textMatch(TextMatch)
    case range(InRange)
}

extension Condition {
    /// The tag that it asks for when it asks for nothing else: that of a segment kept by hand.
    package var onlyTag: String? {
        if case .tag(let tagged) = self { tagged.tag.text } else { nil }
    }
}

/// Where a part was written. Two conditions are equal wherever they were written.
package struct Spot: Hashable, Sendable {
    package let place: Place?

    package init(_ place: Place? = nil) {
        self.place = place
    }

    package static func == (left: Spot, right: Spot) -> Bool { true }
    package func hash(into hasher: inout Hasher) {}
}

/// A name as it was written, and where.
package struct Name: Hashable, Sendable, ExpressibleByStringLiteral {
    package let text: String
    package let spot: Spot

    package init(_ text: String, _ spot: Spot = Spot()) {
        self.text = text
        self.spot = spot
    }

    package init(stringLiteral value: String) { self.init(value) }
}

/// Activity kinds and groups, named after `did`, `count`, `since last`…
package struct Kinds: Hashable, Sendable {
    /// Whether `any` was written before them, which changes nothing.
    package let any: Bool
    /// One or more names of kinds or groups.
    package let names: [Name]

    package init(any: Bool = false, _ names: [Name]) {
        self.any = any
        self.names = names
    }
}

/// Which part of the timeline counts.
package enum Window: Hashable, Sendable {
    /// t − span < at <= t.
    case within(Span)
    case before(When)
    case after(When)
    case between(When, When)
    /// Later, in the order of the timeline, than the first or last of some kinds.
    case since(Edge, Kinds)

    package enum Edge: String, Sendable {
        case first, last
    }
}

/// A point in time as it is written.
package enum When: Hashable, Sendable {
    case day(Day)
    case instant(Instant)
    case now
}

/// How often something was done.
package enum Times: Hashable, Sendable {
    case atLeast(Int)
    case atMost(Int)
    case exactly(Int)

    package func holds(_ count: Int) -> Bool {
        switch self {
        case .atLeast(let n): count >= n
        case .atMost(let n): count <= n
        case .exactly(let n): count == n
        }
    }
}

/// One side of a test.
package indirect enum Term: Hashable, Sendable {
    case literal(Literal)
    case field(Name)
    case aggregate(Aggregate)
    case sum(Term, Term)
    case difference(Term, Term)
}

/// A value as it is written.
package enum Literal: Hashable, Sendable {
    case number(Number)
    case text(String)
    case day(Day)
    case instant(Instant)
    case boolean(Bool)
    /// The signed-in user.
    case me
}

/// A figure taken from the timeline.
package struct Aggregate: Hashable, Sendable {
    package enum Function: String, CaseIterable, Sendable {
        case count, sum, max, min, latest
    }

    package let function: Function
    package let kinds: Kinds
    /// Nil for `count`.
    package let property: Name?
    package let filter: Condition?
    package let window: Window?

    package init(
        _ function: Function, _ kinds: Kinds, property: Name? = nil, where filter: Condition? = nil,
        window: Window? = nil
    ) {
        self.function = function
        self.kinds = kinds
        self.property = property
        self.filter = filter
        self.window = window
    }
}
