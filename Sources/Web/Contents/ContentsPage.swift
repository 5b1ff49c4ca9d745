import HTML
import Storage
import Verger

/// The library: what there is to read, what it is for, and what it brought.
struct ContentsPage {
    let visit: Visit
    let contents: [Content]
    let figures: [Int64: ContentFigures.Figures]
    /// Those that a form gives.
    let given: Set<Int64>
    let isArchive: Bool

    private var notation: Notation { visit.notation }

    var page: Page {
        var page = Page(.contents, title: visit.say(Section.contents.label))
        if visit.may(.manageForms) {
            page.actions = a(.class("btn primary"), .href(visit.links.contents + "/new"), .data("key", "n")) {
                Icon.plus.markup
                notation.text("Contenu", "Content")
            }
        }
        page.tabs = nav(.class("tabs"), .aria("label", page.title)) {
            a(.href(visit.links.contents), .aria("current", isArchive ? nil : "page")) {
                notation.text("En service", "In use")
            }
            a(.href(visit.links.contents + "?archived=1"), .aria("current", isArchive ? "page" : nil)) {
                notation.text("Archivés", "Archived")
            }
        }
        page.bodyClass = "library"
        page.content = contents.isEmpty ? empty : list
        return page
    }

    private var list: Markup {
        group {
            for level in Content.Level.allCases {
                let shown = contents.filter { $0.level == level }
                if !shown.isEmpty {
                    section(.class("section"), .aria("labelledby", "level-\(level.rawValue)")) {
                        div(.class("head")) {
                            h2(.id("level-\(level.rawValue)")) { visit.say(level.label).capitalizedFirst }
                            span(.class("count")) { notation.count(shown.count) }
                            span(.class("muted small")) { visit.say(level.purpose).capitalizedFirst }
                            if level == shown.first?.level, level == contents.map(\.level).min(by: order) {
                                span(.class("end no-small")) { notation.text("sur douze mois", "over twelve months") }
                            }
                        }
                        table(shown)
                    }
                }
            }
        }
    }

    private func order(_ one: Content.Level, _ other: Content.Level) -> Bool {
        let all = Content.Level.allCases
        return (all.firstIndex(of: one) ?? 0) < (all.firstIndex(of: other) ?? 0)
    }

    private func table(_ contents: [Content]) -> Markup {
        HTML.table(.class("table figures-table")) {
            thead {
                tr {
                    th(Attribute("scope", "col")) { notation.text("Titre", "Title") }
                    th(.class("no-small"), Attribute("scope", "col")) { notation.text("Accès", "Access") }
                    th(.class("r"), Attribute("scope", "col")) { notation.text("Pages vues", "Page views") }
                    th(.class("r"), Attribute("scope", "col")) { notation.text("L’ont pris", "Took it") }
                    th(.class("r"), Attribute("scope", "col")) { notation.text("Ont mûri", "Ripened") }
                }
            }
            tbody { for content in contents { row(content) } }
        }
    }

    private func row(_ content: Content) -> Markup {
        let figures = figures[content.id] ?? .init()
        return tr {
            td {
                a(.class("name"), .href(visit.links.content(content.id))) { content.title }
                span { kind(content) }
            }
            td(.class("no-small")) { access(content) }
            td(.class("r num")) { notation.count(figures.views) }
            td(.class("r num")) {
                ContentFigure(visit, content).link(figures.takers, "content_downloaded")
            }
            td(.class("r num")) {
                figure(figures.ripened, visit.links.content(content.id) + "/ripened")
            }
        }
    }

    private func figure(_ value: Int, _ link: String) -> Markup {
        value == 0 ? span(.class("faint")) { "0" } : a(.class("link"), .href(link)) { notation.count(value) }
    }

    private func kind(_ content: Content) -> String {
        let language =
            content.language == .french ? notation.text("français", "French") : notation.text("anglais", "English")
        guard let file = content.file else { return notation.text("Adresse, ", "Address, ") + language }
        return "\(file.kind.label), \(file.size.sizeText(visit.language)), \(language)"
    }

    @MarkupBuilder private func access(_ content: Content) -> Markup {
        if !content.isGated {
            span(.class("chip line")) { notation.text("libre", "free") }
        } else if given.contains(content.id) {
            span(.class("chip")) {
                Icon.form.markup
                notation.text("par formulaire", "by form")
            }
        } else {
            span(.class("chip warn")) {
                Icon.warn.markup
                notation.text("aucun formulaire", "no form")
            }
        }
    }

    private var empty: Markup {
        div(.class("empty")) {
            h2 {
                isArchive
                    ? notation.text("Rien n’est archivé", "Nothing is archived")
                    : notation.text("Aucun contenu pour l’instant", "No content yet")
            }
            if !isArchive {
                p {
                    notation.text(
                        "Guides, comparatifs, études de cas\u{A0}: dites à quoi chacun sert, et l’on verra qui a mûri après l’avoir pris.",
                        "Guides, comparisons, case studies: say what each is for, and see who ripened after taking it.")
                }
                if visit.may(.manageForms) {
                    a(.class("btn"), .href(visit.links.contents + "/new")) {
                        notation.text("Ajouter un contenu", "Add a content")
                    }
                }
            }
        }
    }
}

/// A number of contacts that saw or took a content, which opens their list.
struct ContentFigure {
    private let visit: Visit
    private let content: Content

    init(_ visit: Visit, _ content: Content) {
        self.visit = visit
        self.content = content
    }

    func link(_ count: Int, _ kind: String) -> Markup {
        guard count > 0 else { return span(.class("faint")) { "0" } }
        let name = content.recordedAs.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        let condition = "did \(kind) where content = \"\(name)\" within \(ContentRoutes.period) days"
        return a(.class("link"), .href(visit.links.contacts(where: condition))) { visit.notation.count(count) }
    }
}
