import HTML
import HTTPTypes
import Storage
import Verger

/// A new page begins with its name, its language and the form that it asks for.
struct NewLanding {
    private let visit: Visit
    private let typed: Fields
    private let language: Language
    private let forms: [Form]
    var problem: LandingPages.Problem?

    init(_ visit: Visit) throws {
        self.visit = visit
        typed = visit.call.method == .post ? visit.form : visit.query
        language = typed.text("language").flatMap(Language.init(rawValue:)) ?? visit.language
        forms = try visit.read { try Forms($0, in: visit.workspace.id).all().filter { $0.published != nil } }
    }

    var name: String { typed.text("name") ?? "" }

    var document: LandingDocument {
        let form = typed.text("form").flatMap { Int64($0) }.flatMap { id in forms.first { $0.id == id }?.id }
        return StartingLanding.document(named: name, in: language, form: form, company: visit.workspace.name)
    }

    var page: Page {
        let notation = visit.notation
        var page = Page(.landings, title: notation.text("Nouvelle page", "New page"))
        page.parent = (visit.say(Section.landings.label), visit.links.landings)
        page.content = visit.postForm(visit.links.landings + "/new", .class("form")) {
            nameField
            FormField(
                "form", notation.text("Formulaire", "Form"),
                among: [("", notation.text("aucun pour l’instant", "none for now"))]
                    + forms.map { (String($0.id), $0.name) },
                value: typed.text("form") ?? forms.first.map { String($0.id) } ?? ""
            ).optional.markup
            FormField(
                "language", notation.text("Langue de la page", "Language of the page"),
                among: [("fr", notation.text("Français", "French")), ("en", notation.text("Anglais", "English"))],
                value: language.rawValue
            ).markup
            div(.class("actions")) {
                button(.class("btn primary")) { notation.text("Composer", "Build it") }
                a(.class("btn quiet"), .href(visit.links.landings)) { notation.text("Annuler", "Cancel") }
            }
        }
        return page
    }

    private var nameField: Markup {
        var field = FormField("name", visit.notation.text("Nom", "Name"), value: name)
        field.hint = visit.notation.text(
            "Pour vous, et ce que les fiches diront. Il ne changera plus\u{A0}; l’adresse, elle, peut changer.",
            "For you, and what records will say. It will not change; the address may.")
        field.error = problem.map { visit.say($0.sentence).capitalizedFirst + "." }
        field.autocomplete = "off"
        return field.markup
    }
}
