/// What one person has allowed and refused, purpose by channel, with what proves it. Derived from the timeline.
package struct ConsentRegister: Hashable, Sendable {
    package struct Cell: Hashable, Sendable {
        package let purpose: String
        package let channel: ConsentChannel

        package init(_ purpose: String, _ channel: ConsentChannel) {
            self.purpose = purpose
            self.channel = channel
        }
    }

    /// One activity that says something about a cell.
    package struct Entry: Hashable, Sendable {
        /// Its id.
        package let activity: Int64
        package let at: Instant
        package let statement: ConsentStatement
    }

    /// What holds in one cell.
    package struct Standing: Hashable, Sendable {
        /// Oldest first.
        package fileprivate(set) var history: [Entry] = []

        package var state: Consent { history.last?.statement.decision.state ?? .unknown }
        package var basis: ConsentBasis? { history.last?.statement.basis }
        /// The latest word on it, which proves it.
        package var entry: Entry? { history.last }

        /// When the present state began.
        package var since: Instant? {
            history.reversed().prefix { $0.statement.decision.state == state && $0.statement.basis == basis }.last?.at
        }
    }

    package let purposes: [Purpose]
    private var standings: [Cell: Standing] = [:]
    /// Said about all processing (GDPR, article 18).
    private var processing = Standing()

    /// What holds at `now`.
    package init(_ timeline: [Activity], purposes: [Purpose], at now: Instant) {
        self.purposes = purposes
        for activity in timeline.unvoided(at: now) {
            guard let statement = ConsentStatement(activity) else { continue }
            let entry = Entry(activity: activity.id, at: activity.at, statement: statement)
            if statement.channel == .processing { processing.history.append(entry) }
            for purpose in purposes where statement.isAbout(purpose, among: purposes) {
                standings[Cell(purpose.id, statement.channel), default: Standing()].history.append(entry)
            }
        }
    }

    package subscript(purpose: String, channel: ConsentChannel) -> Standing {
        standings[Cell(purpose, channel)] ?? Standing()
    }

    /// Whether what is known of the person may only be kept; the entry says since when and why.
    package var restriction: Entry? { processing.state == .refused ? processing.entry : nil }

    /// The objection to being scored, when there is one.
    package var profilingObjection: Entry? {
        for purpose in purposes where purpose.role == .profiling {
            let standing = self[purpose.id, .profile]
            if standing.state == .refused { return standing.entry }
        }
        return restriction
    }
}

extension ConsentStatement {
    /// A refusal that names no purpose, or one that is unknown here, is about all that the channel carries.
    fileprivate func isAbout(_ purpose: Purpose, among purposes: [Purpose]) -> Bool {
        guard purpose.channels.contains(channel) else { return false }
        if let name = self.purpose, decision == .granted || purposes.contains(where: { $0.id == name }) {
            return name == purpose.id
        }
        return decision == .granted ? purpose.coversUnstated || !channel.isMessage : true
    }
}
