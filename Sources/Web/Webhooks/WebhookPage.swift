import HTML
import Verger

/// One webhook: what it is told of, and the log of its messages.
struct WebhookPage {
    let visit: Visit
    let webhook: Webhook
    /// Shown once, when it has just been made.
    let secret: String?
    let deliveries: [(delivery: Delivery, attempts: [Delivery.Attempt])]
    /// Before which the next page begins.
    let next: Int64?

    static let rows = 30

    private var notation: Notation { visit.notation }

    var page: Page {
        visit.settingsPage(.webhooks, Sentence(verbatim: webhook.url)) {
            if let secret { shown(secret) }
            settings
            log
        }
    }

    private func shown(_ secret: String) -> Markup {
        div(.class("banner in-page"), .role("status")) {
            Icon.key.markup
            div {
                b {
                    notation.text(
                        "Copiez ce secret\u{A0}: il n’est montré qu’une fois.",
                        "Copy this secret: it is shown only once.")
                }
                p { element("code", [], Markup(secret)) }
                span(.class("muted")) {
                    notation.text(
                        "Chaque message porte «\u{A0}Verger-Signature: t=…,v1=…\u{A0}», le HMAC-SHA256 de «\u{A0}t.corps\u{A0}» par ce secret.",
                        "Each message carries “Verger-Signature: t=…,v1=…”, the HMAC-SHA256 of “t.body” by this secret."
                    )
                }
            }
        }
    }

    private var settings: Markup {
        section(.class("section"), .aria("labelledby", "settings")) {
            div(.class("head")) { h2(.id("settings")) { notation.text("Réglages", "Settings") } }
            visit.postForm(visit.links.webhook(webhook.id), .class("form")) {
                WebhookForm(webhook).fields(visit)
                label(.class("tick")) {
                    input(
                        .class("check"), .type("checkbox"), .name("active"), .value("yes"), .checked(webhook.isActive))
                    notation.text("Actif", "Active")
                }
                div(.class("actions")) { button(.class("btn primary")) { notation.text("Enregistrer", "Save") } }
            }
            visit.postForm(visit.links.webhook(webhook.id) + "/tests", .class("row-actions")) {
                button(.class("btn")) { notation.text("Envoyer un message d’essai", "Send a test message") }
            }
            visit.postForm(visit.links.webhook(webhook.id) + "/removal", .class("row-actions")) {
                button(.class("btn quiet")) {
                    notation.text("Supprimer ce webhook et son journal", "Remove this webhook and its log")
                }
            }
        }
    }

    private var log: Markup {
        section(.class("section"), .aria("labelledby", "log")) {
            div(.class("head")) {
                h2(.id("log")) { notation.text("Messages envoyés", "Messages sent") }
                span(.class("end")) { notation.text("Gardés trente jours", "Kept for thirty days") }
            }
            if deliveries.isEmpty {
                p(.class("faint")) { notation.text("Aucun message encore.", "No message yet.") }
            }
            for (delivery, attempts) in deliveries { item(delivery, attempts) }
            if let next {
                p {
                    a(.class("link"), .href(visit.links.webhook(webhook.id) + "?before=\(next)")) {
                        notation.text("Plus anciens", "Older")
                    }
                }
            }
        }
    }

    private func item(_ delivery: Delivery, _ attempts: [Delivery.Attempt]) -> Markup {
        details(.class("delivery")) {
            summary {
                chip(delivery)
                b { delivery.event }
                span(.class("faint")) { fact(delivery, attempts) }
                time(.datetime(delivery.createdAt.iso8601)) { notation.when(delivery.createdAt, now: visit.now) }
            }
            ol(.class("attempts")) {
                for attempt in attempts {
                    li {
                        time(.datetime(attempt.at.iso8601)) { notation.dayAndTime(attempt.at) }
                        span {
                            [
                                attempt.code.map { "HTTP \($0)" }, attempt.problem.map(visit.say),
                                "\(notation.count(attempt.milliseconds))\u{A0}ms",
                            ].compactMap(\.self).joined(separator: ", ")
                        }
                    }
                }
            }
            element("pre", [.class("payload")], Markup(delivery.payload))
            if delivery.status != .pending {
                visit.postForm(visit.links.webhook(webhook.id) + "/deliveries/\(delivery.id)/resending") {
                    button(.class("btn small")) { notation.text("Renvoyer", "Send again") }
                }
            }
        }
    }

    private func chip(_ delivery: Delivery) -> Markup {
        let look =
            switch delivery.status {
            case .delivered: "chip good"
            case .failed: "chip bad"
            case .pending: "chip line"
            }
        return span(.class(look)) { visit.say(delivery.status.label).capitalizedFirst }
    }

    private func fact(_ delivery: Delivery, _ attempts: [Delivery.Attempt]) -> String {
        guard let last = attempts.last, let problem = last.problem else { return "" }
        let next = delivery.nextAt.map {
            notation.text(", nouvel essai ", ", next attempt ") + notation.when($0, now: visit.now)
        }
        return visit.say(problem) + (next ?? "")
    }
}
