import HTML
import Verger

/// What was typed of a webhook, and what is wrong with it.
struct WebhookForm {
    var url = ""
    var events: Set<Webhook.Event> = [.contactStageChanged]
    var isActive = true
    var problem: Webhook.Problem?

    init() {}

    init(_ webhook: Webhook) {
        url = webhook.url
        events = webhook.events
        isActive = webhook.isActive
    }

    init(_ form: Fields) {
        url = form.text("url") ?? ""
        events = Set(form.values("event").compactMap { Webhook.Event(rawValue: $0) })
    }

    /// The fields, without the button.
    func fields(_ visit: Visit) -> Markup {
        var address = FormField("url", visit.notation.text("Adresse", "Address"), type: "url", value: url)
        address.hint = visit.notation.text(
            "Elle reçoit un message JSON par événement, signé.", "It gets one signed JSON message for each event.")
        if case .badAddress = problem { address.error = problem.map { visit.say($0.sentence) } }
        return group {
            address.markup
            element(
                "fieldset", [.class("field")],
                group {
                    element("legend", [.class("label")], Markup(visit.notation.text("Quand", "When")))
                    for event in Webhook.Event.allCases {
                        label(.class("tick")) {
                            input(
                                .class("check"), .type("checkbox"), .name("event"), .value(event.rawValue),
                                .checked(events.contains(event)))
                            visit.say(event.label)
                        }
                    }
                    if case .nothingToTell = problem, let problem {
                        span(.class("error")) {
                            Icon.warn.markup
                            visit.say(problem.sentence)
                        }
                    }
                })
        }
    }
}
