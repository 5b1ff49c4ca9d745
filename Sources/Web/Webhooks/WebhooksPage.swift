import HTML
import Verger

/// The webhooks of a workspace, and the form of a new one.
struct WebhooksPage {
    let visit: Visit
    let webhooks: [Webhook]
    let form: WebhookForm

    private var notation: Notation { visit.notation }

    var page: Page {
        visit.settingsPage(.webhooks) {
            p(.class("muted")) {
                notation.text(
                    "Un webhook prévient un autre programme de ce qui arrive ici. Ce qui n’est pas reçu est renvoyé, de plus en plus tard, pendant deux jours.",
                    "A webhook tells another program what happens here. What is not received is sent again, later and later, for two days."
                )
            }
            if !webhooks.isEmpty { table }
            section(.class("section"), .aria("labelledby", "new")) {
                div(.class("head")) { h2(.id("new")) { notation.text("Nouveau webhook", "New webhook") } }
                visit.postForm(visit.links.webhooks, .class("form")) {
                    form.fields(visit)
                    div(.class("actions")) {
                        button(.class("btn primary")) { notation.text("Ajouter", "Add") }
                    }
                }
            }
        }
    }

    private var table: Markup {
        HTML.table(.class("table")) {
            thead {
                tr {
                    th { notation.text("Adresse", "Address") }
                    th { notation.text("Quand", "When") }
                    th { notation.text("État", "State") }
                }
            }
            tbody {
                for webhook in webhooks {
                    tr {
                        td { a(.class("link"), .href(visit.links.webhook(webhook.id))) { webhook.url } }
                        td {
                            Webhook.Event.allCases.filter(webhook.events.contains).map { visit.say($0.label) }
                                .joined(separator: ", ")
                        }
                        td {
                            span(.class(webhook.isActive ? "chip good" : "chip line")) {
                                webhook.isActive
                                    ? notation.text("Actif", "Active") : notation.text("En pause", "Paused")
                            }
                        }
                    }
                }
            }
        }
    }
}
