import HTML
import Storage
import Verger

/// All forms, and how they do.
struct FormsPage {
    let visit: Visit
    let forms: [Form]
    let figures: [Int64: FormFigures.Figures]
    let isArchive: Bool

    private var notation: Notation { visit.notation }

    var page: Page {
        var page = Page(.forms, title: visit.say(Section.forms.label))
        page.actions = group {
            if visit.may(.editContacts) {
                a(.class("btn"), .href(visit.links.stand)) {
                    Icon.phone.markup
                    span(.class("no-small")) { notation.text("Fiche de stand", "Stand sheet") }
                    span(.class("sr only-small")) { notation.text("Fiche de stand", "Stand sheet") }
                }
            }
            if visit.may(.manageForms) {
                a(.class("btn primary"), .href(visit.links.forms + "/new"), .data("key", "n")) {
                    Icon.plus.markup
                    notation.text("Formulaire", "Form")
                }
            }
        }
        page.tabs = nav(.class("tabs"), .aria("label", page.title)) {
            a(.href(visit.links.forms), .aria("current", isArchive ? nil : "page")) { notation.text("Ouverts", "Open") }
            a(.href(visit.links.forms + "?archived=1"), .aria("current", isArchive ? "page" : nil)) {
                notation.text("Fermés", "Closed")
            }
        }
        page.content = forms.isEmpty ? empty : table
        return page
    }

    private var table: Markup {
        HTML.table(.class("table figures-table")) {
            thead {
                tr {
                    th(Attribute("scope", "col")) { notation.text("Formulaire", "Form") }
                    th(.class("no-phone wide-cell"), Attribute("scope", "col")) {
                        notation.text("Dernier envoi", "Last sent")
                    }
                    th(.class("r no-phone"), Attribute("scope", "col")) { notation.text("Affichages", "Shown") }
                    th(.class("r"), Attribute("scope", "col")) { notation.text("Envois", "Sent") }
                    th(.class("r"), Attribute("scope", "col")) { notation.text("Conversion", "Conversion") }
                    th(.class("r no-phone"), Attribute("scope", "col")) { notation.text("Retenus", "Held") }
                }
            }
            tbody { for form in forms { row(form) } }
        }
    }

    private func row(_ form: Form) -> Markup {
        let figures = figures[form.id] ?? .init()
        return tr {
            td {
                a(.class("name"), .href(visit.links.form(form.id))) { form.name }
                span {
                    visit.say(form.draft.goal.label).capitalizedFirst
                    if form.published == nil { notation.text(", pas encore publié", ", not published yet") }
                }
            }
            td(.class("no-phone wide-cell")) {
                if let last = figures.last { time(.datetime(last.iso8601)) { notation.when(last, now: visit.now) } }
            }
            td(.class("r num no-phone")) { notation.count(figures.shown) }
            td(.class("r num")) { FormFigure(visit, form).sent(figures.sent) }
            td(.class("r num")) { figures.conversion.map { notation.percent($0, places: 0) } ?? "–" }
            td(.class("r num no-phone")) { FormFigure(visit, form).held(figures.held) }
        }
    }

    private var empty: Markup {
        div(.class("empty")) {
            h2 {
                isArchive
                    ? notation.text("Aucun formulaire fermé", "No closed form")
                    : notation.text("Aucun formulaire pour l’instant", "No form yet")
            }
            if !isArchive {
                p {
                    notation.text(
                        "Un formulaire vit sur sa propre page, dans votre site ou sur la tablette d’un stand. Chaque envoi devient un contact avec sa preuve.",
                        "A form lives on its own page, inside your site or on the tablet of a stand. Whatever is sent becomes a contact with its evidence."
                    )
                }
                if visit.may(.manageForms) {
                    a(.class("btn"), .href(visit.links.forms + "/new")) {
                        notation.text("Faire un formulaire", "Make a form")
                    }
                }
            }
        }
    }
}

/// Numbers of a form that open what they count.
struct FormFigure {
    private let visit: Visit
    private let form: Form

    init(_ visit: Visit, _ form: Form) {
        self.visit = visit
        self.form = form
    }

    func sent(_ count: Int) -> Markup {
        guard count > 0 else { return span(.class("faint")) { "0" } }
        let name = form.name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        let condition = "did form_submitted where form = \"\(name)\" within \(ContentRoutes.period) days"
        let link =
            visit.may(.manageForms)
            ? visit.links.form(form.id) + "/submissions" : visit.links.contacts(where: condition)
        return a(.class("link"), .href(link)) { visit.notation.count(count) }
    }

    func held(_ count: Int) -> Markup {
        guard count > 0, visit.may(.manageForms) else { return span(.class("faint")) { visit.notation.count(count) } }
        return a(.class("link"), .href(visit.links.form(form.id) + "/submissions?held=1")) {
            visit.notation.count(count)
        }
    }
}
