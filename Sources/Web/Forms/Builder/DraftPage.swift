import HTML
import Storage
import Verger

/// Where a form is built: its questions at the left, what people will see at the right.
struct DraftPage {
    let visit: Visit
    let form: Form
    var problems: [Problem] = []
    /// Somebody else saved it meanwhile.
    var isConflict = false
    let types: [String: ValueType]
    let contents: [Content]
    let people: [User]
    let purposes: [Purpose]

    init(_ visit: Visit, _ form: Form, _ connection: any SQLConnection) throws {
        self.visit = visit
        self.form = form
        types = try visit.rules(on: connection).catalogue.fields
        contents = try Contents(connection, in: visit.workspace.id).all()
        people = try Users(connection, in: visit.workspace.id).all().filter { !$0.isDisabled }
        purposes = try Purposes(connection, in: visit.workspace.id).current().filter { $0.role == .messages }
    }

    private var notation: Notation { visit.notation }
    private var document: FormDocument { form.draft }
    private var address: String { visit.links.form(form.id) + "/edit" }

    var page: Page {
        var page = visit.page(of: form, .edit)
        page.isWide = true
        page.content = div(.class("builder")) {
            visit.postForm(
                address, .class("build-form"), .id("build"), .hx("post", address), .hx("trigger", "change delay:300ms"),
                .hx("target", "#form-preview"), .hx("swap", "outerHTML"), Attribute("novalidate", when: true)
            ) {
                DraftPage.revision(form, isSwap: false)
                // What Enter does.
                button(.class("sr"), .name("do"), .value("save"), .tabindex(-1), .aria("hidden", "true")) { "" }
                alert
                words
                DraftQuestions(visit: visit, document: document, types: types, problems: problems).markup
                DraftConsents(visit: visit, document: document, purposes: purposes, problems: problems).markup
                DraftSettings(visit: visit, document: document, contents: contents, people: people, problems: problems)
                    .markup
                div(.class("save-bar")) {
                    button(.class("btn primary"), .name("do"), .value("publish")) {
                        form.published == nil
                            ? notation.text("Publier", "Publish")
                            : notation.text("Publier les changements", "Publish the changes")
                    }
                    button(.class("btn"), .name("do"), .value("save")) {
                        notation.text("Enregistrer le brouillon", "Save the draft")
                    }
                }
            }
            DraftPage.preview(visit, form)
        }
        return page
    }

    // MARK: Parts that are swapped

    private static func revision(_ form: Form, isSwap: Bool) -> Markup {
        input(
            .type("hidden"), .name("revision"), .id("revision"), .value(String(form.revision)),
            .hx("swap-oob", isSwap ? "true" : nil))
    }

    private static func preview(_ visit: Visit, _ form: Form) -> Markup {
        let notation = visit.notation
        return aside(.class("preview"), .id("form-preview"), .aria("label", notation.text("Aperçu", "Preview"))) {
            p {
                Icon.eye.markup
                notation.text("Ce que les gens verront, une fois publié", "What people will see once it is published")
            }
            element(
                "iframe",
                [
                    .src("\(visit.links.form(form.id))/preview?revision=\(form.revision)"),
                    .title(notation.text("Aperçu du formulaire", "Preview of the form")),
                ], Markup())
        }
    }

    /// After a change was saved by itself.
    static func saved(_ visit: Visit, _ form: Form) -> Markup { preview(visit, form) + revision(form, isSwap: true) }

    static func conflict(_ visit: Visit) -> Markup {
        aside(.class("preview"), .id("form-preview")) {
            div(.class("banner warn"), .role("alert")) {
                Icon.warn.markup
                span {
                    visit.notation.text(
                        "Quelqu’un a enregistré ce formulaire entre-temps. Enregistrez le brouillon pour comparer.",
                        "Somebody saved this form meanwhile. Save the draft to compare.")
                }
            }
        }
    }

    // MARK: Words

    @MarkupBuilder private var alert: Markup {
        if isConflict {
            div(.class("banner warn"), .role("alert")) {
                Icon.warn.markup
                div {
                    b {
                        notation.text(
                            "Quelqu’un a enregistré ce formulaire entre-temps", "Somebody saved this form meanwhile")
                    }
                    span {
                        notation.text(
                            "Ce que vous avez écrit est encore là. Enregistrez de nouveau pour garder le vôtre, ou ",
                            "What you wrote is still here. Save again to keep yours, or ")
                        a(.class("link"), .href(address)) { notation.text("voyez le sien", "look at theirs") }
                        "."
                    }
                }
            }
        } else if !problems.isEmpty {
            div(.class("banner bad"), .role("alert")) {
                Icon.warn.markup
                div {
                    b { notation.text("Enregistré, mais pas publié", "Saved, but not published") }
                    ul {
                        for problem in problems {
                            li {
                                a(.class("link-button"), .href("#" + problem.path.prefix { $0 != "." })) {
                                    visit.say(problem.sentence).capitalizedFirst + "."
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    private var words: Markup {
        section(.aria("labelledby", "words-title")) {
            div(.class("head")) { h2(.id("words-title")) { notation.text("En haut", "At the top") } }
            div(.class("fields")) {
                field("title", notation.text("Titre", "Title"), document.title)
                area("intro", notation.text("Introduction", "Introduction"), document.intro, rows: 2)
                field("button", notation.text("Bouton", "Button"), document.button)
            }
        }
    }

    private func field(_ name: String, _ title: String, _ value: String) -> Markup {
        DraftField(visit: visit, problems: problems).line(name, title, value)
    }

    private func area(_ name: String, _ title: String, _ value: String, rows: Int) -> Markup {
        DraftField(visit: visit, problems: problems).area(name, title, value, rows: rows)
    }
}

/// One field of the builder, with what is wrong with it.
struct DraftField {
    let visit: Visit
    let problems: [Problem]

    func line(
        _ name: String, _ title: String, _ value: String, kind: String = "text", hint: String? = nil,
        choices: [String] = [], path: String? = nil
    ) -> Markup {
        framed(name, title, hint, path) { attributes in
            voidElement(
                "input",
                attributes + [
                    .class("input"), .type(kind), .value(value), .autocomplete("off"),
                    Attribute("list", choices.isEmpty ? nil : "choices-" + name),
                ])
            if !choices.isEmpty {
                datalist(.id("choices-" + name)) { for choice in choices { option(.value(choice)) } }
            }
        }
    }

    func area(
        _ name: String, _ title: String, _ value: String, rows: Int, hint: String? = nil, path: String? = nil
    ) -> Markup {
        framed(name, title, hint, path) { attributes in
            element("textarea", attributes + [.class("input"), Attribute("rows", String(rows))], Markup(value))
        }
    }

    func pick(
        _ name: String, _ title: String, _ choices: [(value: String, label: String)], _ value: String,
        hint: String? = nil, path: String? = nil
    ) -> Markup {
        framed(name, title, hint, path) { attributes in
            element(
                "select", attributes + [.class("input")],
                group {
                    for choice in choices {
                        option(.value(choice.value), .selected(choice.value == value)) { choice.label }
                    }
                    if !value.isEmpty, !choices.contains(where: { $0.value == value }) {
                        option(.value(value), .selected()) { value }
                    }
                })
        }
    }

    func tick(_ name: String, _ title: String, _ isOn: Bool, path: String? = nil) -> Markup {
        group {
            label(.class("tick")) {
                input(.class("check"), .type("checkbox"), .name(name), .value("yes"), .checked(isOn))
                title
            }
            note(path ?? name)
        }
    }

    @MarkupBuilder func note(_ path: String) -> Markup {
        if let problem = problems.first(where: { $0.path == path }) {
            span(.class("error"), .id("note-" + path)) {
                Icon.warn.markup
                visit.say(problem.sentence).capitalizedFirst + "."
            }
        }
    }

    private func framed(
        _ name: String, _ title: String, _ hint: String?, _ path: String?,
        @MarkupBuilder _ control: ([Attribute]) -> Markup
    ) -> Markup {
        let path = path ?? name
        let isWrong = problems.contains { $0.path == path }
        return div(.class("field")) {
            label(.for("d-" + name)) { title }
            control([
                .id("d-" + name), .name(name), .aria("invalid", isWrong ? "true" : nil),
                .aria("describedby", isWrong || hint != nil ? "note-" + path : nil),
            ])
            if isWrong { note(path) } else if let hint { span(.class("hint"), .id("note-" + path)) { hint } }
        }
    }
}
