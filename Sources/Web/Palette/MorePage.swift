import HTML
import Verger

/// All the places of a workspace in one list, oneself, and the way out.
struct MorePage {
    private let visit: Visit

    init(_ visit: Visit) { self.visit = visit }

    var page: Page {
        var page = Page(nil, title: visit.say(Sentence(fr: "Plus", en: "More")))
        page.fact = visit.workspace.name
        page.bodyClass = "reading"
        page.content = group {
            for block in Section.blocks {
                let shown = block.sections.filter { visit.may($0.permission) }
                if !shown.isEmpty {
                    section(.class("section")) {
                        if let title = block.title { div(.class("head")) { h2 { visit.say(title) } } }
                        ul(.class("places")) {
                            for one in shown { place(visit.say(one.label), one.icon, one.link(visit.links)) }
                        }
                    }
                }
            }
            section(.class("section")) {
                div(.class("head")) {
                    h2 { visit.member.user.name }
                    span(.class("muted small")) { visit.say(visit.member.role.label) }
                }
                ul(.class("places")) {
                    for action in PaletteAction.beginnings where action.isOffered(to: visit) && action.permission == nil
                    {
                        place(visit.say(action.label), action.icon, action.link(visit.links))
                    }
                    place(visit.say(Sentence(fr: "Changer d’espace", en: "Change workspace")), .globe, "/")
                }
                visit.postForm(Links.signOut) {
                    button(.class("btn")) { visit.say(Sentence(fr: "Se déconnecter", en: "Sign out")) }
                }
            }
        }
        return page
    }

    private func place(_ name: String, _ icon: Icon, _ link: String) -> Markup {
        li {
            a(.href(link)) {
                icon.markup
                name
                Icon.right.markup
            }
        }
    }
}
