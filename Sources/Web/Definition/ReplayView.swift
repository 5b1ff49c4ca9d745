import HTML
import Storage
import Verger

/// The replay of a draft: under way, or what it found. The part that is loaded again while it runs.
struct ReplayView {
    let visit: Visit
    let reading: DefinitionReading
    let job: ReplayJob?

    private var notation: Notation { visit.notation }

    @MarkupBuilder var markup: Markup {
        if let active = reading.active, let draft = reading.draft, visit.may(.draftDefinition), reading.asOf == nil {
            switch job?.state {
            case .running(let done, let total): running(done, total)
            case .finished(let outcome): finished(outcome, active, draft)
            case .cancelled:
                offer(
                    notation.text("Rejeu arrêté", "Replay stopped"),
                    notation.text(
                        "Vous l’avez arrêté avant la fin. Rien n’a changé.",
                        "It was stopped before the end. Nothing changed."))
            case .failed:
                offer(
                    notation.text("Le rejeu n’a pas abouti", "The replay did not come to an end"),
                    notation.text(
                        "Votre brouillon est intact. Relancez-le\u{202F}; si cela continue, citez la référence \(visit.call.reference).",
                        "Your draft is untouched. Start it again; if it goes on, quote the reference \(visit.call.reference)."
                    ))
            case nil:
                offer(
                    notation.text("Rejeu sur tout l’historique", "Replay over the whole history"),
                    notation.text(
                        "Voyez qui changerait d’étape, quand, et s’ils ont payé, avant d’activer.",
                        "See who would change stage, when, and whether they paid, before you activate."))
            }
        }
    }

    private func frame(_ fact: String, @MarkupBuilder _ content: () -> Markup) -> Markup {
        section(.class("section replay"), .id("replay"), .aria("labelledby", "replay-title")) {
            div(.class("head")) {
                h2(.id("replay-title")) {
                    notation.text("Rejeu sur tout l’historique", "Replay over the whole history")
                }
                span(.class("muted small")) { fact }
                span(.class("end")) { noEffect }
            }
            content()
        }
    }

    private var noEffect: Markup {
        span(.class("chip line")) {
            Icon.lock.markup
            notation.text(
                "Aucun effet\u{A0}: rien n’a été envoyé ni modifié", "No effect: nothing was sent or changed")
        }
    }

    // MARK: Before and during

    private func offer(_ title: String, _ sentence: String) -> Markup {
        frame("") {
            div(.class("replay-offer")) {
                p {
                    b { title + ". " }
                    span(.class("muted")) { sentence }
                }
                visit.postForm(visit.links.definition("replays")) {
                    button(.class("btn")) {
                        Icon.play.markup
                        notation.text("Rejouer", "Replay")
                    }
                }
            }
        }
    }

    private func running(_ done: Int, _ total: Int) -> Markup {
        let share = total == 0 ? 0 : min(100, done * 100 / total)
        return section(
            .class("section replay"), .id("replay"), .aria("labelledby", "replay-title"), .aria("busy", "true"),
            .hx("get", visit.links.definition("replay")), .hx("trigger", "load delay:700ms"), .hx("swap", "outerHTML")
        ) {
            div(.class("head")) {
                h2(.id("replay-title")) {
                    notation.text("Rejeu sur tout l’historique", "Replay over the whole history")
                }
                span(.class("end")) { noEffect }
            }
            div(.class("replay-offer"), .role("status")) {
                progress(
                    Attribute("max", "100"), .value(String(share)),
                    .aria("label", notation.text("Avancement du rejeu", "Progress of the replay"))
                ) { "\(share)" }
                p(.class("muted")) {
                    notation.text(
                        "\(notation.count(done)) contacts relus sur \(notation.count(total))",
                        "\(notation.count(done)) of \(notation.count(total)) contacts read again")
                }
                visit.postForm(visit.links.definition("replays/cancellations")) {
                    button(.class("btn small")) { notation.text("Arrêter", "Stop") }
                }
                a(.class("link nojs-only"), .href(visit.links.definition)) {
                    notation.text("Voir où il en est", "See how far it is")
                }
            }
        }
    }

    // MARK: Found

    private func finished(
        _ outcome: ReplayOutcome, _ active: Definitions.Stored, _ draft: Definitions.Stored
    ) -> Markup {
        let stage = draft.definition.stages.first { $0.id == outcome.newStage }.map { notation.text($0.name) }
        let verdict = ReplayWords(outcome, stage: stage ?? outcome.newStage, notation).verdict
        return frame(extent(outcome)) {
            p(.class("verdict"), .id("verdict")) {
                verdict.before
                if !verdict.strong.isEmpty { b { verdict.strong } }
                verdict.after
            }
            ReplayFigures(outcome, stage: stage ?? outcome.newStage, notation).markup
            MovesView(visit: visit, reading: reading, outcome: outcome, active: active, draft: draft).markup
        }
    }

    /// `12 846 contacts et 214 309 faits, du 14 janv. 2023 au 24 nov. 2026, en 9 s`.
    private func extent(_ outcome: ReplayOutcome) -> String {
        let contacts = notation.plural(
            outcome.contacts, Sentence(fr: "contact", en: "contact"), Sentence(fr: "contacts", en: "contacts"))
        let facts = notation.plural(
            outcome.facts, Sentence(fr: "fait", en: "fact"), Sentence(fr: "faits", en: "facts"))
        let first = notation.day(outcome.firstFact ?? outcome.at)
        let seconds = notation.number(
            Number(millionths: Int64(outcome.seconds * 1_000_000)), places: outcome.seconds < 9.95 ? 1 : 0)
        return notation.text(
            "\(contacts) et \(facts), du \(first) au \(notation.day(outcome.at)), en \(seconds)\u{A0}s",
            "\(contacts) and \(facts), from \(first) to \(notation.day(outcome.at)), in \(seconds)\u{A0}s")
    }
}
