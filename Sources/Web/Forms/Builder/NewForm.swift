import HTML
import HTTPTypes
import Storage
import Verger

/// A new form begins with what it is for.
struct NewForm {
    private let visit: Visit
    private let typed: Fields
    private let goal: FormGoal
    private let language: Language
    private let content: Int64?
    var problem: Forms.Problem?

    init(_ visit: Visit) throws {
        self.visit = visit
        typed = visit.call.method == .post ? visit.form : visit.query
        goal = typed.text("goal").flatMap(FormGoal.init(rawValue:)) ?? .contact
        language = typed.text("language").flatMap(Language.init(rawValue:)) ?? visit.language
        content = typed.text("content").flatMap { Int64($0) }
    }

    var name: String { typed.text("name") ?? "" }

    var document: FormDocument {
        var document = StartingForm.document(for: goal, in: language, company: visit.workspace.name)
        document.content = content
        return document
    }

    var page: Page {
        let notation = visit.notation
        var page = Page(.forms, title: notation.text("Nouveau formulaire", "New form"))
        page.parent = (visit.say(Section.forms.label), visit.links.forms)
        page.content = visit.postForm(visit.links.forms + "/new", .class("form")) {
            if let content { input(.type("hidden"), .name("content"), .value(String(content))) }
            nameField
            element(
                "fieldset", [.class("field")],
                group {
                    element(
                        "legend", [.class("label")],
                        Markup(notation.text("Qui l’envoie veut", "Whoever sends it wants to")))
                    for one in FormGoal.allCases {
                        label(.class("tick")) {
                            input(.type("radio"), .name("goal"), .value(one.rawValue), .checked(one == goal))
                            span {
                                visit.say(one.label)
                                if let kind = one.kind { span(.class("faint")) { " · \(kind)" } }
                            }
                        }
                    }
                })
            FormField(
                "language", notation.text("Langue du formulaire", "Language of the form"),
                among: [("fr", notation.text("Français", "French")), ("en", notation.text("Anglais", "English"))],
                value: language.rawValue
            ).markup
            div(.class("actions")) {
                button(.class("btn primary")) { notation.text("Composer", "Build it") }
                a(.class("btn quiet"), .href(visit.links.forms)) { notation.text("Annuler", "Cancel") }
            }
        }
        return page
    }

    private var nameField: Markup {
        var field = FormField("name", visit.notation.text("Nom", "Name"), value: name)
        field.hint = visit.notation.text(
            "Pour vous, et dans son adresse. Il ne changera plus.", "For you, and in its address. It will not change.")
        field.error = problem.map { visit.say($0.sentence).capitalizedFirst + "." }
        field.autocomplete = "off"
        return field.markup
    }
}
