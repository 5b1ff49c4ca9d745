import HTML
import Verger

/// All landing pages, and how they do.
struct LandingListPage {
    let visit: Visit
    let pages: [LandingPage]
    let publishedAt: [Int64: Instant]
    let figures: [Int64: LandingCount]
    let tests: [Int64: LandingTest]
    let isArchive: Bool

    private var notation: Notation { visit.notation }

    var page: Page {
        var page = Page(.landings, title: visit.say(Section.landings.label))
        page.actions = group {
            a(.class("btn"), .href(visit.links.pictures)) { notation.text("Images", "Images") }
            if visit.may(.manageForms) {
                a(.class("btn primary"), .href(visit.links.landings + "/new"), .data("key", "n")) {
                    Icon.plus.markup
                    notation.text("Page", "Page")
                }
            }
        }
        page.tabs = nav(.class("tabs"), .aria("label", page.title)) {
            a(.href(visit.links.landings), .aria("current", isArchive ? nil : "page")) {
                notation.text("En service", "In use")
            }
            a(.href(visit.links.landings + "?archived=1"), .aria("current", isArchive ? "page" : nil)) {
                notation.text("Archivées", "Archived")
            }
        }
        page.content = pages.isEmpty ? empty : table
        return page
    }

    private var table: Markup {
        HTML.table(.class("table figures-table")) {
            thead {
                tr {
                    th(Attribute("scope", "col")) { notation.text("Page", "Page") }
                    th(.class("no-phone wide-cell"), Attribute("scope", "col")) { notation.text("En ligne", "Online") }
                    th(.class("r no-phone"), Attribute("scope", "col")) { notation.text("Vues", "Views") }
                    th(.class("r"), Attribute("scope", "col")) { notation.text("Visiteurs", "Visitors") }
                    th(.class("r"), Attribute("scope", "col")) { notation.text("Formulaires", "Forms") }
                    th(.class("r no-phone"), Attribute("scope", "col")) { notation.text("Conversion", "Conversion") }
                }
            }
            tbody { for page in pages { row(page) } }
        }
    }

    private func row(_ page: LandingPage) -> Markup {
        let count = figures[page.id] ?? LandingCount()
        return tr {
            td {
                a(.class("name"), .href(visit.links.landing(page.id))) { page.name }
                span {
                    PublishedLanding.path(page, in: visit.workspace)
                    if tests[page.id] != nil { notation.text(", test en cours", ", test running") }
                }
            }
            td(.class("no-phone wide-cell")) {
                if let since = publishedAt[page.id] {
                    time(.datetime(since.iso8601)) {
                        notation.text("depuis ", "since ") + notation.when(since, now: visit.now)
                    }
                } else {
                    span(.class("faint")) { notation.text("non", "no") }
                }
            }
            td(.class("r num no-phone")) { notation.count(count.views) }
            td(.class("r num")) { notation.count(count.visitors) }
            td(.class("r num")) { LandingFigure(visit, page).conversions(count.conversions) }
            td(.class("r num no-phone")) { count.conversion.map { notation.percent($0.value) } ?? "–" }
        }
    }

    private var empty: Markup {
        div(.class("empty")) {
            h2 {
                isArchive
                    ? notation.text("Aucune page archivée", "No archived page")
                    : notation.text("Aucune page pour l’instant", "No page yet")
            }
            if !isArchive {
                p {
                    notation.text(
                        "Une page d’atterrissage dit une chose et demande un formulaire. Elle s’ouvre en une requête, sans script ni cookie, à vos couleurs.",
                        "A landing page says one thing and asks for one form. It opens in one request, without script or cookie, in your colours."
                    )
                }
                if visit.may(.manageForms) {
                    a(.class("btn"), .href(visit.links.landings + "/new")) {
                        notation.text("Faire une page", "Make a page")
                    }
                }
            }
        }
    }
}

/// Numbers of a page that open what they count.
struct LandingFigure {
    private let visit: Visit
    private let page: LandingPage

    init(_ visit: Visit, _ page: LandingPage) {
        self.visit = visit
        self.page = page
    }

    /// Those who sent its form, whom the member may see.
    func conversions(_ count: Int) -> Markup {
        guard count > 0 else { return span(.class("faint")) { "0" } }
        let name = page.name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        let condition = "did form_submitted where landing_page = \"\(name)\" within \(ContentRoutes.period) days"
        return a(.class("link"), .href(visit.links.contacts(where: condition))) { visit.notation.count(count) }
    }
}
