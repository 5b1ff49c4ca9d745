import HTML
import Verger

/// What stands around every page of a workspace: navigation, bar, dock.
struct Shell {
    private let visit: Visit
    private let page: Page

    init(_ visit: Visit, _ page: Page) {
        self.visit = visit
        self.page = page
    }

    var markup: Markup {
        HTMLDocument.markup(
            visit.call, title: "\(page.title) — \(visit.workspace.name)", theme: visit.member.theme,
            attributes: bodyAttributes
        ) {
            a(.class("skip"), .href("#content")) { visit.say(Words.skip) }
            div(.class("app")) {
                sidebar
                main(.class("main"), .id("content"), .tabindex(-1)) {
                    bar
                    page.tabs
                    page.banner
                    if let panel = page.panel {
                        div(.class("split")) {
                            div(.class("body \(page.bodyClass)")) { page.content }
                            aside(.class("panel"), .aria("label", visit.say(Words.details))) { panel }
                        }
                    } else if page.isWide {
                        page.content
                    } else {
                        div(.class("body \(page.bodyClass)")) { page.content }
                    }
                }
            }
            dock
            Toast.markup(visit)
            dialog(.class("palette-dialog"), .id("palette"), .aria("label", visit.say(Words.search))) {}
        }
    }

    private var bodyAttributes: [Attribute] {
        [
            .data("palette", visit.links.palette), .data("changes", visit.links.changes),
            .data("form-token", visit.formToken), .data("lang", visit.language.rawValue),
            .hx("headers", #"{"X-CSRF-Token":"\#(visit.formToken)"}"#),
        ]
    }

    private var sidebar: Markup {
        nav(.class("side"), .aria("label", visit.say(Words.navigation))) {
            a(.class("brand"), .href("/"), .title(visit.say(Words.workspaces))) {
                Icon.mark
                span {
                    b { visit.workspace.name }
                    small { "Verger" }
                }
                Icon.down.markup
            }
            a(.class("find"), .href(visit.links.palette), .data("opens", "palette")) {
                Icon.search.markup
                visit.say(Words.search)
                kbd { "Ctrl K" }
            }
            for block in Section.blocks {
                let shown = block.sections.filter { visit.may($0.permission) }
                if !shown.isEmpty {
                    div(.class("nav")) {
                        if let title = block.title { div(.class("title")) { visit.say(title) } }
                        for section in shown { item(section) }
                    }
                }
            }
            a(.class("me"), .href(Links.account)) {
                span(.class("who self"), .aria("hidden", "true")) { visit.member.user.name.initials }
                span {
                    visit.member.user.name
                    br()
                    span(.class("faint small")) { visit.say(visit.member.role.label).capitalizedFirst }
                }
            }
        }
    }

    private func item(_ section: Section) -> Markup {
        a(
            .href(section.link(visit.links)), .title(visit.say(section.label)), .data("place", "\(section)"),
            .aria("current", section == page.section ? "page" : nil)
        ) {
            section.icon.markup
            visit.say(section.label)
        }
    }

    private var bar: Markup {
        header(.class("top")) {
            if let parent = page.parent {
                span(.class("crumb")) {
                    a(.href(parent.link), .class("no-small")) { parent.name }
                    a(.href(parent.link), .class("btn quiet icon only-small"), .aria("label", parent.name)) {
                        Icon.left.markup
                    }
                    span(.class("no-small")) { Icon.right.markup }
                }
            }
            h1 { page.title }
            if let fact = page.fact { span(.class("sub")) { fact } }
            div(.class("end")) { page.actions }
        }
    }

    private var dock: Markup {
        let places: [Section] = [.today, .contacts, .companies, .funnel]
        return nav(.class("dock"), .aria("label", visit.say(Words.navigation))) {
            for section in places.filter({ visit.may($0.permission) }) { item(section) }
            a(.href(visit.links.more), .aria("current", visit.call.path == visit.links.more ? "page" : nil)) {
                Icon.menu.markup
                visit.say(Words.more)
            }
        }
    }

    private enum Words {
        static let skip = Sentence(fr: "Aller au contenu", en: "Skip to content")
        static let navigation = Sentence(fr: "Navigation", en: "Navigation")
        static let search = Sentence(fr: "Rechercher", en: "Search")
        static let details = Sentence(fr: "Détails", en: "Details")
        static let workspaces = Sentence(fr: "Changer d’espace", en: "Change workspace")
        static let more = Sentence(fr: "Plus", en: "More")
    }
}

extension String {
    /// `CM` of Claire Moreau.
    package var initials: String {
        let words = split { $0 == " " || $0 == "-" }
        let letters = [words.first, words.count > 1 ? words.last : nil].compactMap { $0?.first }
        return String(letters).uppercased()
    }

    package var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
    package var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
