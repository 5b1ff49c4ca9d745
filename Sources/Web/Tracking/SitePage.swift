import HTML
import Verger

/// One site: how its pages send their visits, whether they do, and what is kept of them.
struct SitePage {
    private let visit: Visit
    private let site: TrackedSite
    private let refused: SiteForm.Refused?

    init(_ visit: Visit, _ site: TrackedSite, _ refused: SiteForm.Refused?) {
        self.visit = visit
        self.site = site
        self.refused = refused
    }

    var page: Page {
        var page = visit.settingsPage(.sites, Sentence(verbatim: site.name)) {
            div(.class("settings site")) {
                setting(SiteWords.install) { install }
                setting(SiteWords.check) { status }
                setting(SiteWords.marks) { marks }
                if visit.may(.manageWorkspace) {
                    setting(SiteWords.settings) {
                        SiteForm(visit, to: visit.links.site(site.id), site, refused).markup
                    }
                }
                setting(SiteWords.law) { law }
            }
        }
        page.actions = SitePage.others(visit, site)
        return page
    }

    /// The pages beside this one.
    static func others(_ visit: Visit, _ site: TrackedSite) -> Markup {
        group {
            a(.class("btn"), .href(visit.links.site(site.id, "robots"))) { visit.say(SiteWords.robots) }
            a(.class("btn"), .href(visit.links.site(site.id, "audience"))) { visit.say(SiteWords.audience) }
        }
    }

    private func setting(_ title: Sentence, @MarkupBuilder _ content: () -> Markup) -> Markup {
        section(.class("setting")) {
            h2 { visit.say(title) }
            div(.class("stack")) { content() }
        }
    }

    // MARK: Parts

    private var install: Markup {
        group {
            p { visit.say(SiteWords.installHint) }
            pre(.class("handed")) { code { snippet } }
            p(.class("muted")) { visit.say(SiteWords.bannerHint) }
            p(.class("muted")) { visit.say(SiteWords.trapHint) }
            pre(.class("handed")) { code { hiddenLink } }
        }
    }

    private var snippet: String {
        let banner = site.mode == .consent ? " data-banner=\"/\(visit.say(SiteWords.privacyPath))\"" : ""
        return "<script src=\"\(visit.site.address)/verger.js\" data-key=\"\(site.key)\"\(banner) defer></script>"
    }

    private var hiddenLink: String {
        "<a href=\"\(visit.site.address)/verger/hidden/\(site.key)\" rel=\"nofollow\" hidden aria-hidden=\"true\" tabindex=\"-1\"></a>"
    }

    /// Asked for again until something has come.
    private var status: Markup {
        let isAwaited = site.lastHitAt == nil
        return div(
            .id("site-status"), .role("status"), .hx("get", isAwaited ? visit.links.site(site.id) : nil),
            .hx("trigger", isAwaited ? "every 4s" : nil), .hx("select", isAwaited ? "#site-status" : nil),
            .hx("swap", isAwaited ? "outerHTML" : nil)
        ) {
            if let last = site.lastHitAt {
                p {
                    span(.class("chip good")) {
                        Icon.check.markup
                        visit.say(SiteWords.works)
                    }
                    " "
                    visit.say(SiteWords.lastAt(visit.notation.when(last, now: visit.now)))
                }
            } else {
                p { visit.say(SiteWords.nothingYet) }
            }
        }
    }

    private var marks: Markup {
        dl(.class("marks")) {
            for (mark, meaning) in SiteWords.attributes {
                dt { code { mark } }
                dd { visit.say(meaning) }
            }
        }
    }

    private var law: Markup {
        ul(.class("plain-list")) {
            for sentence in SiteWords.lawLines(site) { li { visit.say(sentence) } }
        }
    }
}
