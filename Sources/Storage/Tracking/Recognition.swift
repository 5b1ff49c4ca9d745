import Verger

/// Tells whose a browser is when a form of ours says who sits before it. What was done on it since its owner agreed to be
/// followed joins the first person, and never a second one; without that consent nothing is joined.
struct Recognition {
    private let connection: any SQLConnection
    private let workspace: Workspace
    private let now: Instant

    init(_ connection: any SQLConnection, in workspace: Workspace, at now: Instant) {
        self.connection = connection
        self.workspace = workspace
        self.now = now
    }

    /// Whether a consent stands behind this id, and a site of the workspace still follows anybody.
    func isFollowed(_ visitor: String) throws -> Bool { try grant(of: visitor) != nil }

    /// The instant of that consent.
    private func grant(of visitor: String) throws -> Instant? {
        guard
            let standing = try BrowserConsents(connection, in: workspace.id).standings(of: [visitor])[visitor],
            standing.holds(at: now),
            try TrackedSites(connection, in: workspace.id).all().contains(where: { $0.mode == .consent })
        else { return nil }
        return standing.grantedAt
    }

    /// From now on the browser is that of `contact`. `address`: for the proof, where it was somebody else's before.
    func recognise(_ visitor: String, as contact: Contact.ID, address: String) throws {
        guard let grantedAt = try grant(of: visitor) else { return }
        let plan = try TrackingPlan(connection, in: workspace)
        var call = TrackingCall(.identify, anonymousID: visitor, at: now)
        call.settledContact = contact
        let outcome = try Intake(connection, in: workspace, under: plan, at: now).record([call])
        guard outcome.handed.contains(visitor) else { return }
        let inherited = ConsentStatement(inheriting: SiteVisit.purpose, of: grantedAt, from: address, at: now)
        _ = try Intake(connection, in: workspace, under: plan, at: now).record([TrackingCall(inherited, by: visitor)])
    }
}
