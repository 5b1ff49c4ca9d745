package import HTML
import Verger

/// One sentence about what was just done, and the way back. It comes with the cookie of `Answer.toast`.
enum Toast {
    /// A toast, and the order to forget it; nothing when nothing was done.
    static func markup(_ visit: Visit) -> Markup {
        guard let cookie = visit.call.cookie("verger_toast"),
            let note = try? Document(json: Fields.decoded(Array(cookie.utf8))), let text = note["text"]?.text
        else { return div(.class("toasts"), .id("toasts"), .role("status"), .aria("live", "polite")) }
        let undo = note["undo"]?.text.flatMap { $0.hasPrefix("/w/") ? $0 : nil }
        return div(.class("toasts"), .id("toasts"), .role("status"), .aria("live", "polite"), .data("shown-once")) {
            div(.class("toast")) {
                span { text }
                if let undo {
                    form(.method("post"), .action(undo)) {
                        visit.formTokenField
                        button(.class("link-button")) { visit.say(Sentence(fr: "Annuler", en: "Undo")) }
                    }
                }
            }
        }
    }
}

extension Visit {
    /// What every form of a session carries: that it is ours, and the key of the page that it is on.
    package var formTokenField: Markup {
        input(.type("hidden"), .name("form_token"), .value(formToken))
            + input(.type("hidden"), .name("once"), .value(once))
    }

    /// A form that changes something.
    package func postForm(_ target: String, _ attributes: Attribute..., @MarkupBuilder content: () -> Markup) -> Markup
    {
        element("form", [.method("post"), .action(target)] + attributes, formTokenField + content())
    }
}
