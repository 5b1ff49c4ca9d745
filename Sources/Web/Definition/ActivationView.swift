import HTML
import Storage
import Verger

/// The question that comes before a draft is put in force: from when, and what will follow, in figures.
struct ActivationView {
    let visit: Visit
    let draft: Definitions.Stored
    let outcome: ReplayOutcome?
    var problem: String?

    private var notation: Notation { visit.notation }

    var markup: Markup {
        visit.postForm(visit.links.definition("activations"), .class("activation")) {
            input(.type("hidden"), .name("revision"), .value(String(draft.revision)))
            h2(.id("activation-title")) {
                notation.text("Activer v\(draft.version) à partir du…", "Put v\(draft.version) in force from…")
            }
            p(.class("muted")) { consequences }
            div(.class("field")) {
                label(.for("from")) { notation.text("Jour", "Day") }
                input(
                    .class("input"), .type("date"), .id("from"), .name("from"), .value(today),
                    Attribute("min", today), .required(), .aria("describedby", "from-hint"))
                span(.class("hint"), .id("from-hint")) {
                    notation.text(
                        "Aujourd’hui\u{A0}: aussitôt. Plus tard\u{A0}: à minuit ce jour-là.",
                        "Today: at once. Later: at midnight on that day.")
                }
                if let problem {
                    span(.class("error"), .role("alert")) {
                        Icon.warn.markup
                        problem
                    }
                }
            }
            footer {
                a(.class("btn"), .href(visit.links.definition), .data("closes")) { notation.text("Annuler", "Cancel") }
                button(.class("btn primary"), .id("activate-now")) {
                    notation.text("Activer v\(draft.version)", "Put v\(draft.version) in force")
                }
            }
        }
    }

    private var today: String { visit.workspace.zone.day(at: visit.now).description }

    private var consequences: String {
        guard let outcome else {
            return notation.text(
                "Ce brouillon n’a pas été rejoué\u{A0}: on ne sait pas encore qui changera d’étape.",
                "This draft was not replayed: who will change stage is not known yet.")
        }
        return ReplayWords(outcome, stage: outcome.newStage, notation).consequences
    }
}
