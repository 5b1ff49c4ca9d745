import HTML
import Verger

/// The sites of a workspace, and the form for one more.
struct SitesPage {
    private let visit: Visit
    private let sites: [TrackedSite]
    private let refused: SiteForm.Refused?

    init(_ visit: Visit, _ sites: [TrackedSite], _ refused: SiteForm.Refused?) {
        self.visit = visit
        self.sites = sites
        self.refused = refused
    }

    var page: Page {
        visit.settingsPage(.sites) {
            if sites.isEmpty {
                p(.class("muted settings-intro")) { visit.say(SiteWords.none) }
            } else {
                list
            }
            if visit.may(.manageWorkspace) {
                section(.class("setting")) {
                    h2 { visit.say(SiteWords.new) }
                    SiteForm(visit, to: visit.links.sites, nil, refused).markup
                }
            }
        }
    }

    private var list: Markup {
        table(.class("table plain-table")) {
            thead {
                tr {
                    for word in [SiteWords.site, SiteWords.mode, SiteWords.lastHit] {
                        th(Attribute("scope", "col")) { visit.say(word) }
                    }
                    th { span(.class("sr")) { visit.say(SiteWords.audience) } }
                }
            }
            tbody {
                for site in sites {
                    tr {
                        td {
                            a(.class("link name"), .href(visit.links.site(site.id))) { site.name }
                            span { site.hosts.joined(separator: ", ") }
                        }
                        td { visit.say(SiteWords.label(site.mode)) }
                        td(.class("when")) {
                            site.lastHitAt.map { visit.notation.when($0, now: visit.now) } ?? visit.say(SiteWords.never)
                        }
                        td(.class("r")) {
                            a(.class("btn small"), .href(visit.links.site(site.id, "audience"))) {
                                visit.say(SiteWords.audience)
                            }
                        }
                    }
                }
            }
        }
    }
}
