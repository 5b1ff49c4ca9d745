package import Storage
package import Verger

extension World {
    /// Records calls as programs send them, together.
    @discardableResult
    package func receiving(_ calls: String..., at instant: Instant? = nil) throws -> Intake.Outcome {
        try receiving(calls, at: instant)
    }

    @discardableResult
    package func receiving(_ calls: [String], at instant: Instant? = nil) throws -> Intake.Outcome {
        let now = instant ?? self.now
        let body = "{\"batch\": [\(calls.joined(separator: ","))]}"
        let delivery = try TrackingReader(receivedAt: now).delivery(body, to: .batch)
        if let problem = delivery.problems.first { throw problem }
        return try database.write { connection in
            let plan = try TrackingPlan(connection, in: workspace)
            return try Intake(connection, in: workspace, under: plan, at: now).record(delivery.calls)
        }
    }
}
