import HTML
import HTTPTypes
import Verger

/// Finding, going, doing from one field; what the keys do; and what the phone's dock has no room for.
enum PaletteRoutes {
    static let all: [Route] = [
        Route(.get, "palette", may: .viewContacts, show),
        Route(.get, "palette/shortcuts", may: .viewContacts, shortcuts),
        Route(.get, "more", may: .viewContacts) { visit in visit.answer(MorePage(visit).page) },
    ]

    private static func show(_ visit: Visit) throws -> Answer {
        let view = PaletteView(try PaletteAnswers(visit.query.text("q") ?? "", visit), visit)
        guard !visit.call.wantsFragment else {
            return .fragment(visit.call.headers[.hxTarget] == "palette-answers" ? view.list : view.markup)
        }
        var page = Page(nil, title: visit.say(Sentence(fr: "Rechercher", en: "Search")))
        page.bodyClass = "palette-page"
        page.content = view.markup
        return visit.answer(page)
    }

    private static func shortcuts(_ visit: Visit) -> Answer {
        let title = Sentence(fr: "Raccourcis clavier", en: "Keyboard shortcuts")
        let content = Shortcuts(visit).markup
        guard !visit.call.wantsFragment else {
            return .fragment(
                group {
                    h2(.id("shortcuts-title")) { visit.say(title) }
                    content
                    footer {
                        button(.class("btn"), .data("closes")) { visit.say(Sentence(fr: "Fermer", en: "Close")) }
                    }
                })
        }
        var page = Page(nil, title: visit.say(title))
        page.bodyClass = "reading"
        page.content = content
        return visit.answer(page)
    }
}
