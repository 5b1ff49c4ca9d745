import HTML
import Verger

/// What a definition says about handover, messages and retention, as sentences.
struct PoliciesView {
    let visit: Visit
    let reading: DefinitionReading
    let shown: Definition
    let part: DefinitionPart

    private var notation: Notation { visit.notation }

    var markup: Markup {
        section(.aria("labelledby", "policy")) {
            div(.class("head")) {
                h2(.id("policy")) { notation.text(part.label) }
                span(.class("muted small")) { notation.text(part.purpose) }
            }
            p(.class("verdict policy")) {
                ConditionMarkup.sentence(sentence(shown), was: reading.compared.map(sentence))
            }
            if visit.may(.draftDefinition) {
                p {
                    a(.class("btn"), .href(visit.links.definition("file") + "#\(part.rawValue)")) {
                        Icon.code.markup
                        notation.text("Modifier dans le fichier", "Edit in the file")
                    }
                }
            }
        }
    }

    private func sentence(_ definition: Definition) -> String {
        switch part {
        case .handover: handover(definition)
        case .messages: messages(definition.messages)
        default: retention(definition.retentionMonths)
        }
    }

    private func handover(_ definition: Definition) -> String {
        guard let handover = definition.handover else {
            return notation.text(
                "Aucun passage n’est prévu\u{A0}: les contacts restent au marketing.",
                "No handover is set up: contacts stay with marketing.")
        }
        let stage = definition.stages.first { $0.id == handover.stage }.map { notation.text($0.name) } ?? handover.stage
        let hours = handover.answerWithin
        return notation.text(
            "Un contact passe aux ventes quand il devient \(stage)\u{202F}; elles répondent en \(hours)\u{A0}\(hours == 1 ? "heure ouvrée" : "heures ouvrées").",
            "A contact goes to sales on becoming \(stage); they answer within \(hours) working \(hours == 1 ? "hour" : "hours")."
        )
    }

    private func messages(_ policy: Definition.MessagePolicy) -> String {
        let span = policy.per.text(in: visit.language)
        let cap = notation.plural(
            policy.cap, Sentence(fr: "message", en: "message"), Sentence(fr: "messages", en: "messages"))
        let clients =
            policy.clients == "all"
            ? notation.text("les clients reçoivent tout", "clients receive everything")
            : notation.text("les clients ne reçoivent que la newsletter", "clients receive the newsletter alone")
        return notation.text(
            "Au plus \(cap) en \(span), à qui n’est pas encore client\u{202F}; \(clients).",
            "At most \(cap) in \(span), to whoever is not a client yet; \(clients).")
    }

    private func retention(_ months: Int?) -> String {
        guard let months else {
            return notation.text(
                "Les fiches sont gardées sans limite de temps.", "Records are kept without a limit in time.")
        }
        return notation.text(
            "Une fiche est gardée \(months)\u{A0}mois après la dernière action de la personne.",
            "A record is kept for \(months) months after the person’s own last action.")
    }
}
