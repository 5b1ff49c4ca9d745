import HTML
import Storage
import Verger

/// The visits of a site that no person made, why we think so, and the way to say that we are wrong.
struct RobotsPage {
    private let visit: Visit
    private let site: TrackedSite
    private let robots: [Robots.Listed]

    init(_ visit: Visit, _ site: TrackedSite, _ robots: [Robots.Listed]) {
        self.visit = visit
        self.site = site
        self.robots = robots
    }

    var page: Page {
        var page = visit.settingsPage(.sites, SiteWords.robotsOf(site.name)) {
            p(.class("muted settings-intro")) { visit.say(SiteWords.robotsHint) }
            if robots.isEmpty {
                p { visit.say(SiteWords.noRobots) }
            } else {
                p { visit.say(SiteWords.totalOfRobots(robots.map(\.hits).reduce(0, +), visit.notation)) }
                list
            }
        }
        page.actions = a(.class("btn"), .href(visit.links.site(site.id))) { visit.say(SiteWords.settings) }
        return page
    }

    private var list: Markup {
        table(.class("table plain-table robots")) {
            thead {
                tr {
                    th(Attribute("scope", "col")) { visit.say(SiteWords.agent) }
                    th(Attribute("scope", "col")) { visit.say(SiteWords.reason) }
                    th(.class("r"), Attribute("scope", "col")) { visit.say(SiteWords.hits) }
                    th(Attribute("scope", "col")) { visit.say(SiteWords.last) }
                    th { span(.class("sr")) { visit.say(SiteWords.wasPerson) } }
                }
            }
            tbody { for robot in robots { row(robot) } }
        }
    }

    private func row(_ robot: Robots.Listed) -> Markup {
        tr {
            td(.class("agent")) { robot.agent.isEmpty ? visit.say(SiteWords.others) : robot.agent }
            td { visit.say(robot.reason.label).capitalizedFirst }
            td(.class("r")) {
                visit.notation.count(robot.hits)
                span(.class("unit")) { "\u{A0}" + visit.say(SiteWords.hits).lowercasedFirst }
            }
            td(.class("when")) { visit.notation.when(robot.lastAt, now: visit.now) }
            td(.class("r")) {
                if robot.correctedAt != nil {
                    span(.class("chip line")) { visit.say(SiteWords.people) }
                } else if visit.may(.activateDefinition) {
                    visit.postForm(visit.links.site(site.id, "robots/corrections")) {
                        input(.type("hidden"), .name("reason"), .value(robot.reason.rawValue))
                        input(.type("hidden"), .name("agent"), .value(robot.agent))
                        button(.class("btn small"), .aria("label", visit.say(SiteWords.wasPersonOf(robot.agent)))) {
                            visit.say(SiteWords.wasPerson)
                        }
                    }
                }
            }
        }
    }
}
