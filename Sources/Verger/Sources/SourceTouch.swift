/// A moment at which a contact came by a channel.
package struct SourceTouch: Hashable, Sendable {
    /// What tells it.
    package enum Origin: Hashable, Sendable {
        case activity(Int64, kind: String)
        /// The source written in the profile: all that files of other programs often tell.
        case profile
    }

    package let at: Instant
    package let channel: Channel.ID?
    package let campaign: Campaign.ID?
    package let origin: Origin
    /// Whether it says little of what brought the person: typed addresses, and exchanges outside of a campaign.
    package let isWeak: Bool

    package init(at: Instant, channel: Channel.ID?, campaign: Campaign.ID?, origin: Origin, isWeak: Bool = false) {
        self.at = at
        self.channel = channel
        self.campaign = campaign
        self.origin = origin
        self.isWeak = isWeak
    }

    package var source: Source { Source(channel: channel, campaign: campaign) }
}

/// What costs and contacts are counted by.
package struct Source: Hashable, Sendable {
    /// Nil where nothing is known.
    package let channel: Channel.ID?
    package let campaign: Campaign.ID?

    package init(channel: Channel.ID?, campaign: Campaign.ID? = nil) {
        self.channel = channel
        self.campaign = campaign
    }

    package static let unknown = Source(channel: nil)
}

/// The touches of one contact, oldest first.
package struct TouchHistory: Sendable {
    package let all: [SourceTouch]
    /// What the profile says, of no use where an activity says something.
    package let profile: SourceTouch?

    package init(_ touches: [SourceTouch], profile: SourceTouch? = nil) {
        all = touches
        self.profile = profile
    }

    /// The first touch; that of the profile where no activity tells any.
    package var first: SourceTouch? { all.first ?? profile }

    /// All of them, those of one source at one instant once: a form that was sent is several facts.
    package var told: [SourceTouch] {
        all.isEmpty ? [profile].compactMap(\.self) : all.indices.filter { !repeats($0) }.map { all[$0] }
    }

    private func repeats(_ index: Int) -> Bool {
        guard index > 0 else { return false }
        return all[index].at == all[index - 1].at && all[index].source == all[index - 1].source
    }

    /// The touch that made it a lead at `instant`: the last one by then that says what brought the person, or else the first of
    /// those that hardly do, or else what the profile says.
    package func creating(leadAt instant: Instant) -> SourceTouch? {
        let before = all.prefix { $0.at <= instant }
        return before.last { !$0.isWeak } ?? before.first ?? profile
    }
}

extension TouchHistory {
    /// The touch that made the contact a lead, and when it became one, as far as `history` goes; nil for whoever is none.
    package func leadCreation(in history: [Transition], _ rules: Rules) -> (at: Instant, touch: SourceTouch?)? {
        guard let lead = CostReport.stages(rules).first,
            let at = history.arrival(at: lead, from: .distantPast, before: .distantFuture)
        else { return nil }
        return (at, creating(leadAt: at))
    }
}
