/// The channels and campaigns of a workspace, and what activities mean by their names.
package struct SourceBook: Sendable {
    package let channels: [Channel]
    package let campaigns: [Campaign]
    private let channelsByName: [String: Channel.ID]
    private let campaignsByName: [String: [Campaign.ID]]
    private let campaignsByPage: [String: Campaign.ID]
    private let byID: [Campaign.ID: Campaign]

    /// `own`: the channels that the workspace added; they take names from ours.
    package init(own: [Channel] = [], campaigns: [Campaign] = []) {
        let ours = Channel.builtIn.filter { channel in !own.contains { $0.id == channel.id } }
        channels = ours + own
        self.campaigns = campaigns
        var names: [String: Channel.ID] = [:]
        for channel in ours + own {
            for name in channel.aliases + [channel.name.fr, channel.name.en, channel.id] {
                names[name.folded] = channel.id
            }
        }
        channelsByName = names
        byID = Dictionary(campaigns.map { ($0.id, $0) }) { first, _ in first }
        var named: [String: [Campaign.ID]] = [:]
        var pages: [String: Campaign.ID] = [:]
        for campaign in campaigns {
            for name in Set([campaign.name.folded] + campaign.rules.map(\.campaign.folded)) {
                named[name, default: []].append(campaign.id)
            }
            for page in campaign.pages { pages[SourceBook.page(page)] = campaign.id }
        }
        campaignsByName = named
        campaignsByPage = pages
    }

    package func campaign(_ id: Campaign.ID) -> Campaign? { byID[id] }

    package func channel(_ id: Channel.ID) -> Channel? { channels.first { $0.id == id } }

    // MARK: Names

    /// The channel that a text names; nil for one that says where something was done and not what brought the person: `web`.
    package func channel(named text: String) -> Channel.ID? {
        if let known = channelsByName[text.folded] { return known }
        let told = TouchRules.channel(medium: text, source: nil)
        return told == .other ? nil : told?.rawValue
    }

    /// The campaign that a link or a file names.
    package func campaign(named text: String, source: String? = nil, medium: String? = nil) -> Campaign? {
        let name = text.folded
        let candidates = (campaignsByName[name] ?? []).compactMap { byID[$0] }
        if let exact = candidates.first(where: { $0.name.folded == name }) { return exact }
        let fitting = candidates.flatMap { campaign in
            campaign.rules.filter { $0.campaign.folded == name && $0.fits(source: source, medium: medium) }
                .map { (campaign: campaign, strictness: $0.strictness) }
        }
        return fitting.max { $0.strictness < $1.strictness }?.campaign
    }

    /// What the source written in a profile means: a campaign, a channel, or nothing that is known.
    package func source(named text: String) -> Source {
        if let campaign = campaign(named: text) { return Source(channel: campaign.channel, campaign: campaign.id) }
        return Source(channel: channel(named: text))
    }

    // MARK: Touches

    /// The groups of activities by which people come. What we send, sell or note of them is none.
    private static let groups: Set<String> = ["visit", "response", "exchange", "intent", "advocacy"]

    /// Whether and how an activity tells what brought the contact; nil when it does not.
    package func touch(of activity: Activity, kind: ActivityKind?) -> SourceTouch? {
        guard let kind, SourceBook.groups.contains(kind.group), kind.direction != .outbound,
            kind.direction != .internalOnly, activity.properties["direction"]?.folded != "outbound"
        else { return nil }
        let campaign = campaign(of: activity)
        let channel = campaign?.channel ?? self.channel(of: activity)
        guard channel != nil else { return nil }
        let isWeak =
            campaign == nil && (channel == TouchChannel.direct.rawValue || kind.group == "exchange")
        return SourceTouch(
            at: activity.at, channel: channel, campaign: campaign?.id,
            origin: .activity(activity.id, kind: activity.kind), isWeak: isWeak)
    }

    /// As it is called, else as the rules of visits tell from it and from the tags of the link: `cpc` of Facebook is no `cpc`
    /// of Google.
    private func channel(of activity: Activity) -> Channel.ID? {
        guard let name = activity.channel else { return nil }
        if let known = channelsByName[name.folded] { return known }
        let (source, medium) = (activity.properties["utm_source"], activity.properties["utm_medium"])
        let told = TouchRules.channel(medium: medium ?? name, source: source)
        return told == .other ? channel(named: name) : told?.rawValue
    }

    private func campaign(of activity: Activity) -> Campaign? {
        let properties = activity.properties
        if let name = activity.campaign {
            return campaign(named: name, source: properties["utm_source"], medium: properties["utm_medium"])
        }
        // A page to which only the campaign leads, for those whom nothing else brought.
        let isUntold =
            channel(of: activity).map { $0 == TouchChannel.direct.rawValue } ?? true
        guard isUntold, activity.kind == "page_viewed", let url = properties["url"] ?? properties["path"] else {
            return nil
        }
        return campaignsByPage[SourceBook.page(url)].flatMap { byID[$0] }
    }

    /// The path of an address, without its end slash.
    private static func page(_ text: String) -> String {
        let path = PageAddress(text)?.path ?? String(text.prefix { $0 != "?" && $0 != "#" })
        return path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }
}

extension Campaign.LinkRule {
    fileprivate func fits(source: String?, medium: String?) -> Bool {
        (self.source == nil || self.source?.folded == source?.folded)
            && (self.medium == nil || self.medium?.folded == medium?.folded)
    }

    fileprivate var strictness: Int { (source == nil ? 0 : 1) + (medium == nil ? 0 : 1) }
}
