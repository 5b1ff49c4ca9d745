import HTML
import Storage
import Verger

/// One content: what it is, how people get it, what it brought.
struct ContentPage {
    let visit: Visit
    let content: Content
    let figures: ContentFigures.Figures
    /// Open forms that give it.
    let forms: [Form]
    let personas: [(id: String, name: Sentence)]

    private var notation: Notation { visit.notation }

    var page: Page {
        var page = Page(.contents, title: content.title)
        page.parent = (visit.say(Section.contents.label), visit.links.contents)
        page.fact = visit.say(content.level.label).capitalizedFirst
        if visit.may(.manageForms) {
            page.actions = group {
                visit.postForm(
                    visit.links.content(content.id) + (content.archivedAt == nil ? "/archiving" : "/restoring")
                ) {
                    button(.class("btn quiet")) {
                        content.archivedAt == nil
                            ? notation.text("Archiver", "Archive") : notation.text("Remettre en service", "Use again")
                    }
                }
                a(.class("btn primary"), .href(visit.links.content(content.id) + "/edit"), .data("key", "e")) {
                    notation.text("Modifier", "Edit")
                }
            }
        }
        if content.archivedAt != nil {
            page.banner = div(.class("banner warn in-page")) {
                Icon.warn.markup
                span {
                    notation.text(
                        "Archivé\u{A0}: sa page et ses liens n’ouvrent plus rien.",
                        "Archived: its page and its links open nothing any more.")
                }
            }
        }
        page.bodyClass = "reading"
        page.content = group {
            if !content.summary.isEmpty { p(.class("muted lead-in")) { content.summary } }
            performance
            access
        }
        page.panel = record
        return page
    }

    private var performance: Markup {
        section(.class("section"), .aria("labelledby", "performance")) {
            div(.class("head")) {
                h2(.id("performance")) { notation.text("Ce qu’il a apporté", "What it brought") }
                span(.class("end")) { notation.text("sur douze mois", "over twelve months") }
            }
            dl(.class("figures three")) {
                figure(
                    notation.text("Pages vues", "Page views"), Markup(notation.count(figures.views)),
                    viewers)
                figure(
                    notation.text("L’ont pris", "Took it"),
                    ContentFigure(visit, content).link(figures.takers, "content_downloaded"),
                    Markup(
                        notation.plural(
                            figures.fetches, Sentence(fr: "fichier servi", en: "file served"),
                            Sentence(fr: "fichiers servis", en: "files served"))))
                figure(
                    notation.text("Ont mûri ensuite", "Ripened after"),
                    figures.ripened == 0
                        ? span(.class("faint")) { "0" }
                        : a(.class("link"), .href(visit.links.content(content.id) + "/ripened")) {
                            notation.count(figures.ripened)
                        },
                    Markup(
                        figures.takers == 0
                            ? notation.text("étape plus haute en 90 jours", "higher stage within 90 days")
                            : notation.text(
                                "\(notation.percent(Double(figures.ripened) / Double(figures.takers), places: 0)) en 90 jours",
                                "\(notation.percent(Double(figures.ripened) / Double(figures.takers), places: 0)) within 90 days"
                            )))
            }
            p(.class("faint small")) {
                notation.text(
                    "Une page vue ne dit pas par qui\u{A0}: seuls les contacts reconnus par un lien personnel ou un formulaire sont nommés.",
                    "A page view does not say whose: only contacts known by a personal link or a form are named.")
            }
        }
    }

    private var viewers: Markup {
        group {
            notation.text("dont contacts connus\u{A0}: ", "known contacts: ")
            ContentFigure(visit, content).link(figures.viewers, "content_viewed")
        }
    }

    private func figure(_ name: String, _ value: Markup, _ note: Markup) -> Markup {
        div {
            dt { name }
            dd { value }
            dd(.class("note")) { note }
        }
    }

    private var access: Markup {
        section(.class("section"), .aria("labelledby", "access")) {
            div(.class("head")) { h2(.id("access")) { notation.text("Comment on l’obtient", "How people get it") } }
            if content.isGated {
                if forms.isEmpty {
                    div(.class("banner warn")) {
                        Icon.warn.markup
                        div {
                            b { notation.text("Personne ne peut l’obtenir", "Nobody can get it") }
                            span {
                                notation.text(
                                    "Il est réservé à un formulaire, et aucun formulaire publié ne le donne.",
                                    "It is kept for a form, and no published form gives it.")
                                " "
                                if visit.may(.manageForms) {
                                    a(
                                        .class("link"),
                                        .href(visit.links.forms + "/new?goal=download&content=\(content.id)")
                                    ) {
                                        notation.text("Faire ce formulaire", "Make that form")
                                    }
                                }
                            }
                        }
                    }
                } else {
                    ul(.class("plain-list")) {
                        for form in forms {
                            li {
                                Icon.form.markup
                                a(.class("link"), .href(visit.links.form(form.id))) { form.name }
                            }
                        }
                    }
                }
            }
            div(.class("field share")) {
                label(.for("public")) { notation.text("Sa page", "Its page") }
                input(
                    .class("input"), .id("public"), Attribute("readonly", when: true),
                    .value("\(visit.site.address)/c/\(visit.workspace.slug)/\(content.id)"))
            }
        }
    }

    private var record: Markup {
        section {
            div(.class("head")) { h2 { notation.text("Fiche", "Record") } }
            ul(.class("kv")) {
                row(notation.text("Sert à", "For")) { span { visit.say(content.level.purpose) } }
                if let persona = personas.first(where: { $0.id == content.persona }) {
                    row("Persona") { span { visit.say(persona.name) } }
                }
                row(notation.text("Langue", "Language")) {
                    span {
                        content.language == .french
                            ? notation.text("français", "French") : notation.text("anglais", "English")
                    }
                }
                row(notation.text("Accès", "Access")) {
                    span {
                        content.isGated ? notation.text("par formulaire", "by form") : notation.text("libre", "free")
                    }
                }
                if let file = content.file {
                    row(notation.text("Fichier", "File")) {
                        a(.class("link"), .href(visit.links.content(content.id) + "/file")) { file.name }
                    }
                    row(notation.text("Type", "Type")) {
                        span { "\(file.kind.label), \(file.size.sizeText(visit.language))" }
                    }
                }
                if let address = content.address {
                    row(notation.text("Adresse", "Address")) {
                        a(.class("link"), .href(address), Attribute("rel", "noopener noreferrer")) { address }
                    }
                }
                row(notation.text("Noté comme", "Recorded as")) { span { content.recordedAs } }
            }
        }
    }

    private func row(_ name: String, @MarkupBuilder _ value: () -> Markup) -> Markup {
        li {
            span { name }
            value()
        }
    }
}
