import HTML
import Verger

/// What people are asked leave for, box by box.
struct DraftConsents {
    let visit: Visit
    let document: FormDocument
    let purposes: [Purpose]
    let problems: [Problem]

    private var notation: Notation { visit.notation }
    private var fields: DraftField { DraftField(visit: visit, problems: problems) }

    var markup: Markup {
        section(.aria("labelledby", "consents")) {
            div(.class("head")) {
                h2(.id("consents")) { notation.text("Consentements", "Consents") }
                span(.class("muted small")) {
                    notation.text(
                        "Jamais cochés d’avance. Les mots exacts sont gardés comme preuve.",
                        "Never ticked beforehand. The very words are kept as proof.")
                }
            }
            ol(.class("questions")) { for consent in document.consents { item(consent) } }
            div(.class("add-line")) {
                button(.class("btn"), .name("do"), .value("add_consent")) {
                    Icon.plus.markup
                    notation.text("Consentement", "Consent")
                }
            }
            div(.class("fields"), .style("padding-top:16px")) {
                fields.tick(
                    "confirmed_by_mail",
                    notation.text("Confirmer par e-mail (double opt-in)", "Confirm by e-mail (double opt-in)"),
                    document.isConfirmedByMail)
                fields.area(
                    "notice", notation.text("Mention d’information", "Privacy notice"), document.notice, rows: 3,
                    hint: notation.text(
                        "Qui garde les réponses, pourquoi, et comment y accéder (RGPD, article 13).",
                        "Who keeps the answers, why, and how to see them (GDPR, article 13)."))
            }
        }
    }

    private func item(_ consent: FormConsent) -> Markup {
        let id = consent.id
        return li(.id(id)) {
            input(.type("hidden"), .name("consent"), .value(id))
            div(.class("line")) {
                div(.class("inside"), .style("padding-left:0;padding-top:12px")) {
                    fields.area(
                        "\(id).text", notation.text("La personne lit", "The person reads"), consent.text, rows: 2)
                    div(.class("pair")) {
                        fields.pick(
                            "\(id).purpose", notation.text("Finalité", "Purpose"),
                            purposes.map { ($0.id, visit.say($0.name)) }, consent.purpose)
                        fields.pick(
                            "\(id).channel", notation.text("Canal", "Channel"),
                            FormConsent.Channel.allCases.map { ($0.rawValue, visit.say($0.label)) },
                            consent.channel.rawValue)
                    }
                }
                div(.class("turns")) {
                    button(
                        .class("btn icon small"), .name("do"), .value("remove:" + id),
                        .aria("label", notation.text("Retirer ce consentement", "Remove this consent")),
                        .title(notation.text("Retirer ce consentement", "Remove this consent"))
                    ) { Icon.x.markup }
                }
            }
        }
    }
}
