import HTML
import HTTPTypes
import Verger

/// One screen, one thumb: who it is, and which of two things happened.
struct StandPage {
    let visit: Visit
    var typed = Fields()
    var problems: [Problem] = []

    private var notation: Notation { visit.notation }

    var answer: Answer {
        var page = PublicDocument(
            language: visit.language, title: visit.say(Words.title), isHidden: true)
        page.scripts = ["offline.js"]
        page.bodyClass = "stand"
        return page.answer {
            main(
                .class("sheet"), .data("queue", "stand-\(visit.workspace.id.value)-\(visit.member.user.id)"),
                .data("send-to", visit.links.stand), .data("worker", visit.links.stand + "/sw.js"),
                .data("scope", visit.links.stand), .data("token", visit.formToken),
                .data("language", visit.language.rawValue)
            ) {
                header(.class("stand-head")) {
                    h1 { visit.say(Words.title) }
                    a(.href(visit.links.contacts)) { notation.text("Contacts", "Contacts") }
                }
                p(.class("state"), .data("state", ""), .aria("live", "polite")) {
                    if visit.query["sent"] == "1" { notation.text("Noté.", "Noted.") }
                }
                div(.data("refused", ""), .hidden())
                sheet
            }
        }
    }

    private var sheet: Markup {
        visit.postForm(visit.links.stand, .class("vf"), .autocomplete("off"), .data("form", "")) {
            if !problems.isEmpty {
                div(.class("alert"), .role("alert")) {
                    for problem in problems { p { visit.say(problem.sentence).capitalizedFirst + "." } }
                }
            }
            input(.type("hidden"), .name("submission"), .value(Once.key()))
            field("event", notation.text("Salon", "Event"), fallback: visit.query.text("event"), keeps: true)
            div(.class("two")) {
                field("first_name", notation.text("Prénom", "First name"), capitals: true)
                field("last_name", notation.text("Nom", "Last name"), capitals: true)
            }
            field("email", "E-mail", kind: "email")
            field("phone", notation.text("Téléphone", "Phone"), kind: "tel")
            field("company", notation.text("Entreprise", "Company"))
            div(.class("field")) {
                label(.for("note")) { notation.text("Note", "Note") }
                element(
                    "textarea", [.id("note"), .name("note"), Attribute("rows", "2"), Attribute("maxlength", "4000")],
                    Markup(typed["note"] ?? ""))
            }
            label(.class("tick")) {
                input(.type("checkbox"), .name("agreed"), .value("yes"), .checked(typed["agreed"] != nil))
                span { visit.say(Words.agreement(visit.workspace.name)) }
            }
            div(.class("send pair")) {
                button(.class("go second"), .name("met"), .value("left")) {
                    notation.text("A laissé ses coordonnées", "Left details")
                }
                button(.class("go"), .name("met"), .value("talked")) {
                    notation.text("Nous avons parlé", "We talked")
                }
            }
        }
    }

    private func field(
        _ name: String, _ title: String, kind: String = "text", fallback: String? = nil, capitals: Bool = false,
        keeps: Bool = false
    ) -> Markup {
        let problem = problems.first { $0.path == name }
        return div(.class(problem == nil ? "field" : "field wrong")) {
            label(.for(name)) { title }
            input(
                .type(kind), .id(name), .name(name), .value(typed[name] ?? fallback), .autocomplete("off"),
                Attribute("maxlength", "300"), Attribute("autocapitalize", capitals ? "words" : nil),
                .aria("invalid", problem == nil ? nil : "true"), .data("keeps", keeps ? "" : nil))
        }
    }

    enum Words {
        static let title = Sentence(fr: "Fiche de stand", en: "Stand sheet")

        static func agreement(_ company: String) -> Sentence {
            Sentence(
                fr: "Accepte de recevoir par e-mail les nouvelles \(company.afterDe)",
                en: "Agrees to receive news from \(company) by e-mail")
        }
    }
}
