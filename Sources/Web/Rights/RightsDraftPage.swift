import HTML
import Verger

/// A request that came by telephone, mail or letter, written down.
struct RightsDraftPage {
    let visit: Visit
    let draft: RightsDraft

    var page: Page {
        var page = Page(.rights, title: visit.say(RightsWords.new))
        page.parent = (visit.say(RightsWords.title), visit.links.rights)
        page.content = visit.postForm(visit.links.rights + "/new", .class("form")) {
            field("contact", Words.who, draft.named ?? "", hint: Words.whoHint).markup
            kind.markup
            day.markup
            div(.class("field")) {
                HTML.label(.for("field-note")) { visit.say(Words.note) }
                textarea(
                    .class("input"), .id("field-note"), .name("note"), Attribute("rows", "3"),
                    Attribute("maxlength", "2000")
                ) { draft.note ?? "" }
            }
            div(.class("actions")) { button(.class("btn primary")) { visit.say(Words.open) } }
        }
        return page
    }

    private var kind: FormField {
        var field = FormField(
            "kind", visit.say(Words.kind),
            among: RightsRequest.Kind.allCases.map {
                ($0.rawValue, visit.say($0.label).capitalizedFirst + " (art. \($0.article))")
            }, value: draft.kind?.rawValue ?? RightsRequest.Kind.access.rawValue)
        field.error = draft.problems["kind"].map(visit.say)
        return field
    }

    private var day: FormField {
        let today = visit.workspace.zone.day(at: visit.now).description
        var field = FormField(
            "received_on", visit.say(Words.received), type: "date", value: draft.day.isEmpty ? today : draft.day)
        field.hint = visit.say(Words.receivedHint)
        field.error = draft.problems["received_on"].map(visit.say)
        return field
    }

    private func field(_ name: String, _ label: Sentence, _ value: String, hint: Sentence) -> FormField {
        var field = FormField(name, visit.say(label), value: value)
        field.hint = visit.say(hint)
        field.error = draft.problems[name].map(visit.say)
        return field
    }

    private enum Words {
        static let who = Sentence(fr: "Personne", en: "Person")
        static let whoHint = Sentence(
            fr:
                "E-mail, identifiant ou numéro. Si aucune fiche ne répond, on cherche sous l’adresse ce qui est conservé\u{A0}; un nom seul ne permet pas de chercher.",
            en:
                "E-mail, id or number. Where no record answers, what is kept is looked for under the address; a name alone allows no search."
        )
        static let kind = Sentence(fr: "Droit", en: "Right")
        static let received = Sentence(fr: "Reçue le", en: "Received on")
        static let receivedHint = Sentence(
            fr: "Le mois pour répondre court de ce jour.", en: "The month to answer runs from this day.")
        static let note = Sentence(fr: "Ce que la personne demande", en: "What the person asks")
        static let open = Sentence(fr: "Enregistrer la demande", en: "Record the request")
    }
}
