/// What the anonymous counter counts: visits of a page on a day by what brought them. It holds nothing of who came.
package struct AudienceKey: Hashable, Sendable, Comparable {
    /// In the workspace's zone.
    package let day: Day
    package let path: String
    /// Empty inside the site, where nothing tells.
    package let channel: String
    package let source: String
    package let campaign: String

    package init(day: Day, path: String, channel: String = "", source: String = "", campaign: String = "") {
        self.day = day
        self.path = AudienceKey.cut(path)
        self.channel = channel
        self.source = AudienceKey.cut(source)
        self.campaign = AudienceKey.cut(campaign)
    }

    package init(day: Day, page: PageAddress, touch: Touch?) {
        self.init(
            day: day, path: AudienceKey.path(page), channel: touch?.channel.rawValue ?? "",
            source: touch?.source ?? "", campaign: touch?.campaign ?? "")
    }

    package static func < (left: AudienceKey, right: AudienceKey) -> Bool {
        (left.day, left.path, left.channel, left.source, left.campaign)
            < (right.day, right.path, right.channel, right.source, right.campaign)
    }

    private static func cut(_ text: String) -> String { String(text.prefix(200)).withoutNUL }

    /// Without what may name a person: addresses, and words so long that only programs make them.
    private static func path(_ page: PageAddress) -> String {
        let parts = page.path.split(separator: "/", omittingEmptySubsequences: false).map { part in
            let hasAddress = part.contains("@") || part.lowercased().contains("%40")
            let digits = part.utf8.count { (48...57).contains($0) }
            return hasAddress || (part.utf8.count >= 20 && digits >= 6) ? "…" : String(part)
        }
        let path = parts.joined(separator: "/")
        return path.utf8.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }
}

/// How often.
package struct AudienceCount: Hashable, Sendable {
    package var views: Int
    /// Views that began a visit.
    package var visits: Int
    /// Time looked at, of the views that told.
    package var seconds: Int
    package var timed: Int

    package init(views: Int = 0, visits: Int = 0, seconds: Int = 0, timed: Int = 0) {
        self.views = views
        self.visits = visits
        self.seconds = seconds
        self.timed = timed
    }

    package static func + (left: AudienceCount, right: AudienceCount) -> AudienceCount {
        AudienceCount(
            views: left.views + right.views, visits: left.visits + right.visits,
            seconds: left.seconds + right.seconds, timed: left.timed + right.timed)
    }

    /// Mean seconds of a view; nil when none told.
    package var meanSeconds: Int? { timed > 0 ? seconds / timed : nil }
}

extension SiteDelivery {
    /// What it adds to the counter.
    package func audience(own hosts: [String], in zone: Zone) -> [AudienceKey: AudienceCount] {
        let touch = touch(own: hosts)
        let isEntry = entry(own: hosts) != nil
        var counts: [AudienceKey: AudienceCount] = [:]
        // A page that is told again after its reader agreed was counted before.
        for hit in hits where (hit.kind == .page && hit.properties["again"] == nil) || hit.kind == .time {
            let key = AudienceKey(day: zone.day(at: hit.at), page: page, touch: touch)
            let count =
                hit.kind == .page
                ? AudienceCount(views: 1, visits: isEntry ? 1 : 0) : AudienceCount(seconds: hit.seconds, timed: 1)
            counts[key] = (counts[key] ?? AudienceCount()) + count
        }
        return counts
    }
}
