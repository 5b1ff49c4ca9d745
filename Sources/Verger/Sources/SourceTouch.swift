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

    /// The touch that made it a lead at `instant`: the last one by then that says what brought the person, or else the first of
    /// those that hardly do, or else what the profile says.
    package func creating(leadAt instant: Instant) -> SourceTouch? {
        let before = all.prefix { $0.at <= instant }
        return before.last { !$0.isWeak } ?? before.first ?? profile
    }
}
