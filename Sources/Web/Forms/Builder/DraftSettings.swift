import HTML
import Storage
import Verger

/// What a form does when it is sent, where it may stand, how it looks.
struct DraftSettings {
    let visit: Visit
    let document: FormDocument
    let contents: [Content]
    let people: [User]
    let problems: [Problem]

    private var notation: Notation { visit.notation }
    private var fields: DraftField { DraftField(visit: visit, problems: problems) }

    var markup: Markup {
        group {
            sending
            place
        }
    }

    private var sending: Markup {
        section(.aria("labelledby", "sending")) {
            div(.class("head")) { h2(.id("sending")) { notation.text("Une fois envoyé", "Once sent") } }
            div(.class("fields")) {
                fields.pick(
                    "goal", notation.text("Ce que cela prouve", "What it proves"),
                    FormGoal.allCases.map { ($0.rawValue, visit.say($0.label).capitalizedFirst) },
                    document.goal.rawValue,
                    hint: notation.text("Noté\u{A0}: ", "Recorded: ")
                        + (["form_submitted"] + (document.goal.kind.map { [$0] } ?? [])).joined(separator: ", "))
                fields.pick(
                    "content", notation.text("Contenu donné", "Content given"),
                    [("", notation.text("aucun", "none"))] + contents.map { (String($0.id), $0.title) },
                    document.content.map(String.init) ?? "")
                fields.area("thanks", notation.text("Remerciement", "Thanks"), document.thanks, rows: 2)
                fields.line(
                    "redirect", notation.text("Ou aller à cette page", "Or go to this page"), document.redirect ?? "",
                    kind: "url", hint: notation.text("https://…, sur un site permis.", "https://…, on an allowed site.")
                )
                fields.pick(
                    "notified", notation.text("Prévenir", "Tell"),
                    [("", notation.text("personne", "nobody"))] + people.map { ($0.email, $0.name) },
                    document.notified ?? "")
                if document.goal == .stand {
                    fields.line("event", notation.text("Salon", "Event"), document.event ?? "")
                } else {
                    input(.type("hidden"), .name("event"), .value(document.event ?? ""))
                }
                div(.class("pair")) {
                    fields.line("source", "Source", document.source ?? "")
                    fields.line("campaign", notation.text("Campagne", "Campaign"), document.campaign ?? "")
                }
                p(.class("faint small")) {
                    notation.text(
                        "Les utm_ de l’adresse passent avant ces deux-là.",
                        "The utm_ values of the address come before these two.")
                }
            }
        }
    }

    private var place: Markup {
        section(.aria("labelledby", "place")) {
            div(.class("head")) { h2(.id("place")) { notation.text("Où et comment", "Where and how") } }
            div(.class("fields")) {
                fields.area(
                    "sites", notation.text("Sites qui peuvent l’afficher", "Sites that may show it"),
                    document.sites.joined(separator: "\n"), rows: 2,
                    hint: notation.text(
                        "Un par ligne\u{A0}: https://www.exemple.fr", "One to a line: https://www.example.com"))
                fields.pick(
                    "language", notation.text("Langue", "Language"),
                    [("fr", notation.text("Français", "French")), ("en", notation.text("Anglais", "English"))],
                    document.language.rawValue)
                div(.class("row-actions")) {
                    fields.tick(
                        "own_colour", notation.text("À vos couleurs", "In your colours"), document.colour != nil)
                    input(
                        .type("color"), .name("colour"), .value(document.colour?.text ?? "#2a4ea2"),
                        .aria("label", notation.text("Couleur du bouton", "Colour of the button")))
                }
            }
        }
    }
}
