import HTML
import Storage
import Verger

/// The form of a content, new or known.
struct ContentForm {
    private let visit: Visit
    private let content: Content?
    private let personas: [(id: String, name: Sentence)]
    /// What was typed, when it was refused.
    var typed: Fields?
    var problems: [Problem] = []
    /// The file that was chosen, which browsers do not choose again by themselves.
    var lostFile: String?

    init(_ visit: Visit, _ content: Content?, _ connection: any SQLConnection) throws {
        self.visit = visit
        self.content = content
        personas = try visit.rules(on: connection).catalogue.personas.map { ($0.id, $0.name) }
    }

    private var notation: Notation { visit.notation }

    var page: Page {
        var page = Page(
            .contents,
            title: content == nil ? notation.text("Nouveau contenu", "New content") : notation.text("Modifier", "Edit"))
        page.parent =
            content.map { ($0.title, visit.links.content($0.id)) }
            ?? (visit.say(Section.contents.label), visit.links.contents)
        page.content = body
        return page
    }

    private var target: String {
        content.map { visit.links.content($0.id) + "/edit" } ?? visit.links.contents + "/new"
    }

    private var body: Markup {
        visit.postForm(target, .class("form"), Attribute("enctype", "multipart/form-data")) {
            if !problems.isEmpty {
                div(.class("banner bad"), .role("alert")) {
                    Icon.warn.markup
                    div {
                        b { notation.text("Rien n’a été enregistré", "Nothing was saved") }
                        span {
                            notation.text("Corrigez les champs marqués", "Correct the fields that are marked")
                            lostFile.map {
                                notation.text(
                                    " et choisissez de nouveau «\u{A0}\($0)\u{A0}».", " and choose “\($0)” again.")
                            } ?? "."
                        }
                    }
                }
            }
            field("title", notation.text("Titre", "Title"), content?.title)
            summary
            levels
            div(.class("pair")) {
                choice(
                    "language", notation.text("Langue", "Language"),
                    [("fr", notation.text("Français", "French")), ("en", notation.text("Anglais", "English"))],
                    value("language", content?.language.rawValue ?? visit.language.rawValue))
                choice(
                    "persona", "Persona",
                    [("", notation.text("tout le monde", "everybody"))] + personas.map { ($0.id, visit.say($0.name)) },
                    value("persona", content?.persona))
            }
            file
            field(
                "address", notation.text("Ou une adresse", "Or an address"), content?.address, kind: "url",
                hint: notation.text(
                    "https://…, pour ce qui est ailleurs\u{A0}: film, article.",
                    "https://…, for what is elsewhere: a film, an article."),
                isRequired: false)
            label(.class("tick")) {
                input(
                    .class("check"), .type("checkbox"), .name("gated"), .value("yes"),
                    .checked(typed.map { $0["gated"] != nil } ?? content?.isGated ?? false))
                notation.text("Donné contre un formulaire seulement", "Given for a form only")
            }
            div(.class("actions")) {
                button(.class("btn primary")) { notation.text("Enregistrer", "Save") }
                a(.class("btn quiet"), .href(content.map { visit.links.content($0.id) } ?? visit.links.contents)) {
                    notation.text("Annuler", "Cancel")
                }
            }
        }
    }

    private var summary: Markup {
        div(.class("field")) {
            label(.for("summary")) { notation.text("En deux phrases", "In two sentences") }
            element(
                "textarea", [.class("input"), .id("summary"), .name("summary"), Attribute("rows", "3")],
                Markup(value("summary", content?.summary) ?? ""))
        }
    }

    private var levels: Markup {
        let chosen = value("level", content?.level.rawValue)
        return element(
            "fieldset", [.class("field")],
            group {
                element("legend", [.class("label")], Markup(notation.text("À quoi il sert", "What it is for")))
                for level in Content.Level.allCases {
                    label(.class("tick")) {
                        input(
                            .type("radio"), .name("level"), .value(level.rawValue),
                            .checked(chosen == level.rawValue), .required())
                        span {
                            b { visit.say(level.label).capitalizedFirst }
                            span(.class("muted")) { ", " + visit.say(level.purpose) }
                        }
                    }
                }
                note("level")
            })
    }

    private var file: Markup {
        div(.class("field")) {
            label(.for("file")) { notation.text("Fichier", "File") }
            if let file = content?.file {
                p(.class("muted")) { "\(file.name), \(file.size.sizeText(visit.language))" }
            }
            input(
                .type("file"), .id("file"), .name("file"),
                Attribute("accept", FileKind.allCases.flatMap(\.endings).map { "." + $0 }.joined(separator: ",")),
                .aria("describedby", "file-note"), .aria("invalid", problem("file") == nil ? nil : "true"))
            if problem("file") == nil {
                span(.class("hint"), .id("file-note")) {
                    notation.text(
                        "PDF, Word, Excel, PowerPoint, image ou MP4\u{202F}; 20\u{A0}Mo au plus.",
                        "PDF, Word, Excel, PowerPoint, image or MP4; 20 MB at most.")
                }
            }
            note("file")
            if content?.file != nil {
                label(.class("tick")) {
                    input(.class("check"), .type("checkbox"), .name("drop_file"), .value("yes"))
                    notation.text("Retirer ce fichier", "Remove this file")
                }
            }
        }
    }

    // MARK: Fields

    private func problem(_ name: String) -> Problem? { problems.first { $0.path == name } }

    private func value(_ name: String, _ recorded: String?) -> String? { typed.map { $0[name] ?? "" } ?? recorded }

    @MarkupBuilder private func note(_ name: String) -> Markup {
        if let problem = problem(name) {
            span(.class("error"), .id(name + "-note")) {
                Icon.warn.markup
                visit.say(problem.sentence).capitalizedFirst + "."
            }
        }
    }

    private func field(
        _ name: String, _ title: String, _ recorded: String?, kind: String = "text", hint: String? = nil,
        isRequired: Bool = true
    ) -> Markup {
        var field = FormField(name, title, type: kind, value: value(name, recorded) ?? "")
        field.hint = hint
        field.isRequired = isRequired
        field.autocomplete = "off"
        field.error = problem(name).map { visit.say($0.sentence).capitalizedFirst + "." }
        return field.markup
    }

    private func choice(
        _ name: String, _ title: String, _ choices: [(value: String, label: String)], _ value: String?
    ) -> Markup {
        FormField(name, title, among: choices, value: value ?? "").optional.markup
    }
}
