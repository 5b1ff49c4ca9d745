/// One of the two faces of a page: the one that stands, and the one that challenges it.
package enum LandingVariant: String, CaseIterable, Sendable {
    case a, b

    /// `A`.
    package var name: String { rawValue.uppercased() }
    package var other: LandingVariant { self == .a ? .b : .a }
}
