package import HTML
import HTTPTypes
import Verger

/// A page of a workspace: what stands in its bar, its tabs, its content and its panel. `Visit.answer(page)` frames it.
package struct Page: Sendable {
    /// Its place in the navigation; nil for what is in none.
    package var section: Section?
    /// Of the window and of the bar.
    package var title: String
    /// Where it belongs, before the title: name and address.
    package var parent: (name: String, link: String)?
    /// One fact beside the title.
    package var fact: String?
    /// What can be done, at the right of the bar: secondary actions, then one primary.
    package var actions = Markup()
    package var tabs = Markup()
    package var content = Markup()
    /// At the right, on the colour of the page; after the content on narrow screens.
    package var panel: Markup?
    /// The address of the part that is loaded again when one of `liveContacts` changes; empty for none.
    package var bodyClass = ""
    /// Whether the content brings its own margins: tables that go from edge to edge.
    package var isWide = false
    /// What is announced above: the past, a draft.
    package var banner = Markup()

    package init(_ section: Section?, title: String) {
        self.section = section
        self.title = title
    }
}

extension Visit {
    /// The whole page, or only its main part when htmx asks for that.
    package func answer(_ page: Page) -> Answer {
        let answer = Answer.fragment(Shell(self, page).markup)
        // A toast is shown once.
        return call.cookie("verger_toast") == nil
            ? answer : answer.with(.setCookie, "verger_toast=; Path=/; Max-Age=0; SameSite=Lax; HttpOnly")
    }
}
