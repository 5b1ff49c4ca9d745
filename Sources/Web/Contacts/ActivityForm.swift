import HTML
import Verger

/// What a person records about a contact: a call, a meeting, a note, any other fact.
struct ActivityForm {
    private let visit: Visit
    private let contact: Contact
    private let rules: Rules
    private let draft: Draft

    /// What was typed, and what was wrong with it.
    struct Draft {
        var kind = "call_held"
        var at: String?
        var minutes = ""
        var amount = ""
        var text = ""
        var problems: [String: Sentence] = [:]
    }

    init(_ visit: Visit, _ contact: Contact, _ rules: Rules, _ draft: Draft = Draft()) {
        self.visit = visit
        self.contact = contact
        self.rules = rules
        self.draft = draft
    }

    private var notation: Notation { visit.notation }

    /// The form over the page of the contact.
    var dialogMarkup: Markup {
        dialog(.class("dialog wide"), .id("note"), .aria("labelledby", "note-title")) {
            h2(.id("note-title")) { title }
            form(isDialog: true)
        }
    }

    /// The form as a page.
    var page: Page {
        var page = Page(.contacts, title: title)
        page.parent = (contact.displayName, visit.links.contact(contact.id))
        page.content = form(isDialog: false)
        return page
    }

    private var title: String { notation.text("Noter un fait", "Record a fact") }

    private func form(isDialog: Bool) -> Markup {
        visit.postForm(visit.links.contact(contact.id, "activities"), .class("form note-form")) {
            fieldset(.class("field")) {
                legend(.class("label")) { notation.text("Quoi", "What") }
                div(.class("choices")) {
                    for (kind, name) in ActivityForm.common { choice(kind, visit.say(name)) }
                }
            }
            div(.class("field")) {
                label(.for("other")) { notation.text("Ou un autre fait", "Or another fact") }
                select(.class("input"), .id("other"), .name("other")) {
                    option(.value("")) { notation.text("aucun autre", "no other") }
                    for group in ActivityForm.groups { options(group.0, visit.say(group.1)) }
                }
            }
            div(.class("pair")) {
                field("at", notation.text("Quand", "When"), hint: nil) {
                    input(
                        .class("input"), .type("datetime-local"), .id("at"), .name("at"),
                        .value(draft.at ?? visit.workspace.zone.localText(of: visit.now)), .required(),
                        .aria("invalid", draft.problems["at"] == nil ? nil : "true"))
                }
                field("minutes", notation.text("Minutes", "Minutes"), hint: nil) {
                    input(
                        .class("input"), .id("minutes"), .name("minutes"), .value(draft.minutes),
                        Attribute("inputmode", "numeric"),
                        .aria("invalid", draft.problems["minutes"] == nil ? nil : "true"))
                }
            }
            field(
                "amount", notation.text("Montant", "Amount"),
                hint: notation.text("Pour un paiement ou un remboursement.", "For a payment or a refund.")
            ) {
                input(
                    .class("input"), .id("amount"), .name("amount"), .value(draft.amount),
                    Attribute("inputmode", "decimal"),
                    .aria("invalid", draft.problems["amount"] == nil ? nil : "true"))
            }
            field("text", notation.text("Ce qui s’est dit", "What was said"), hint: nil) {
                textarea(.class("input"), .id("text"), .name("text"), Attribute("rows", "4")) { draft.text }
            }
            div(.class("actions")) {
                button(.class("btn primary")) { notation.text("Enregistrer", "Record") }
                if isDialog {
                    button(.class("btn quiet"), .type("button"), .data("closes")) { notation.text("Annuler", "Cancel") }
                } else {
                    a(.class("btn quiet"), .href(visit.links.contact(contact.id))) {
                        notation.text("Annuler", "Cancel")
                    }
                }
            }
        }
    }

    private static let common: [(String, Sentence)] = [
        ("call_held", Sentence(fr: "Appel", en: "Call")), ("meeting_held", Sentence(fr: "Rendez-vous", en: "Meeting")),
        ("email_replied", Sentence(fr: "Réponse par e-mail", en: "E-mail reply")),
        ("note_added", Sentence(fr: "Note", en: "Note")),
    ]

    /// Groups of kinds that a person may record by hand: what we send is recorded by what sends it.
    private static let groups: [(String, Sentence)] = [
        ("exchange", Sentence(fr: "Échanges", en: "Exchanges")),
        ("intent", Sentence(fr: "Intentions d’achat", en: "Buying intent")),
        ("response", Sentence(fr: "Réponses", en: "Responses")), ("sales", Sentence(fr: "Vente", en: "Sales")),
        ("purchase", Sentence(fr: "Paiements", en: "Payments")),
        ("advocacy", Sentence(fr: "Recommandations", en: "Advocacy")),
    ]

    private func choice(_ kind: String, _ name: String) -> Markup {
        label(.class("tick")) {
            input(.type("radio"), .class("radio"), .name("kind"), .value(kind), .checked(kind == draft.kind))
            name
        }
    }

    private func options(_ group: String, _ name: String) -> Markup {
        let kinds = rules.catalogue.kinds.filter { kind in
            kind.group == group && !ActivityForm.common.contains { $0.0 == kind.name }
        }
        return optgroup(Attribute("label", name)) {
            for kind in kinds {
                option(.value(kind.name), .selected(kind.name == draft.kind)) {
                    kind.label.text(in: visit.language).capitalizedFirst
                }
            }
        }
    }

    private func field(_ name: String, _ title: String, hint: String?, @MarkupBuilder _ control: () -> Markup) -> Markup
    {
        div(.class("field")) {
            label(.for(name)) { title }
            control()
            if let problem = draft.problems[name] {
                span(.class("error"), .role("alert")) {
                    Icon.warn.markup
                    visit.say(problem)
                }
            } else if let hint {
                span(.class("hint")) { hint }
            }
        }
    }
}
