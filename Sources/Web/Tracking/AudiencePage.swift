import HTML
import Storage
import Verger

/// The anonymous counter of a site: visits by day, and what pages, channels, sources and campaigns they are of.
struct AudiencePage {
    static let lengths = [7, 30, 90, 365]

    private let visit: Visit
    private let site: TrackedSite
    private let first: Day
    private let last: Day
    /// One for each day of the period.
    private let days: [(day: Day, count: AudienceCount)]
    private let lines: [Audience.Side: [Audience.Line]]
    private let total: AudienceCount

    init(
        _ visit: Visit, _ site: TrackedSite, from first: Day, through last: Day,
        days: [(day: Day, count: AudienceCount)], lines: [Audience.Side: [Audience.Line]]
    ) {
        self.visit = visit
        self.site = site
        self.first = first
        self.last = last
        let known = Dictionary(uniqueKeysWithValues: days.map { ($0.day, $0.count) })
        self.days = (first.number...last.number).map { number in
            let day = Day(number: number)
            return (day, known[day] ?? AudienceCount())
        }
        self.lines = lines
        total = days.map(\.count).reduce(AudienceCount(), +)
    }

    private var notation: Notation { visit.notation }

    var page: Page {
        var page = visit.settingsPage(.sites, SiteWords.audienceOf(site.name)) {
            div(.class("audience")) {
                lengths
                p(.class("audience-lede")) { visit.say(SiteWords.total(total, days: days.count, notation)) }
                p(.class("muted")) { visit.say(SiteWords.anonymous) }
                if total != AudienceCount() {
                    AudienceChart(visit, days).markup
                    div(.class("audience-tables")) {
                        for side in Audience.Side.allCases { table(of: side) }
                    }
                }
            }
        }
        page.actions = a(.class("btn"), .href(visit.links.site(site.id))) { visit.say(SiteWords.settings) }
        return page
    }

    private var lengths: Markup {
        nav(.class("seg"), .aria("label", visit.say(SiteWords.period))) {
            for length in AudiencePage.lengths {
                a(
                    .href(visit.links.site(site.id, "audience") + Fields([("days", String(length))]).query),
                    .aria("current", length == days.count ? "true" : nil)
                ) { visit.say(SiteWords.days(length)) }
            }
        }
    }

    // MARK: Tables

    private func table(of side: Audience.Side) -> Markup {
        let lines = lines[side] ?? []
        return section(.aria("labelledby", "by-\(side.rawValue)")) {
            h2(.id("by-\(side.rawValue)")) { visit.say(SiteWords.heading(side)) }
            if lines.isEmpty {
                p(.class("muted")) { visit.say(SiteWords.noLines(side)) }
            } else {
                div(.class("scroll"), .tabindex(0), .role("region"), .aria("labelledby", "by-\(side.rawValue)")) {
                    HTML.table(.class("table")) {
                        thead {
                            tr {
                                th(Attribute("scope", "col")) { visit.say(SiteWords.column(side)) }
                                if side != .path {
                                    th(.class("r"), Attribute("scope", "col")) { visit.say(SiteWords.visits) }
                                }
                                th(.class("r"), Attribute("scope", "col")) { visit.say(SiteWords.views) }
                                if side == .path {
                                    th(.class("r"), Attribute("scope", "col")) { visit.say(SiteWords.time) }
                                }
                            }
                        }
                        tbody { for line in lines { row(line, side) } }
                    }
                }
            }
        }
    }

    private func row(_ line: Audience.Line, _ side: Audience.Side) -> Markup {
        tr {
            td(.class("of")) { name(line.name, side) }
            if side != .path { td(.class("r")) { notation.count(line.count.visits) } }
            td(.class("r")) { notation.count(line.count.views) }
            if side == .path {
                td(.class("r")) { line.count.meanSeconds.map { SiteWords.clock($0, notation) } ?? "—" }
            }
        }
    }

    private func name(_ name: String, _ side: Audience.Side) -> String {
        guard side == .channel else { return name }
        return TouchChannel(rawValue: name).map { visit.say($0.label) } ?? name
    }
}
