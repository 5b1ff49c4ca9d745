/// A contact's score at an instant: the exact sum of its contributions, fit and engagement apart.
package struct Score: Sendable {
    package enum Axis: String, CaseIterable, Sendable {
        case fit, engagement, total
    }

    /// One line of the score.
    package struct Contribution: Sendable {
        /// The id of the rule.
        package let rule: String
        package let axis: Axis
        /// In tenths of a point; 0 when the rule's cap left nothing.
        package let tenths: Int64
        /// Position of the activity in the dossier; nil for a fit rule.
        package let activity: Int?
    }

    /// In tenths of a point.
    package struct Totals: Hashable, Sendable {
        package var fit: Int64 = 0
        package var engagement: Int64 = 0
        /// The earliest later instant at which either may change without a new fact.
        package var until: Instant = .distantFuture

        package init(fit: Int64 = 0, engagement: Int64 = 0, until: Instant = .distantFuture) {
            self.fit = fit
            self.engagement = engagement
            self.until = until
        }

        func value(of axis: Axis) -> Number {
            switch axis {
            case .fit: Number(tenths: fit)
            case .engagement: Number(tenths: engagement)
            case .total: Number(tenths: fit + engagement)
            }
        }
    }
}

extension Number {
    package init(tenths: Int64) { self.init(millionths: tenths * (Number.unit / 10)) }

    /// Rounded to tenths, half away from zero.
    package var tenths: Int64 {
        let step = Number.unit / 10
        let magnitude = (Int64(millionths.magnitude) + step / 2) / step
        return millionths < 0 ? -magnitude : magnitude
    }
}
