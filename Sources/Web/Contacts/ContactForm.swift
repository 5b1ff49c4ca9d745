import HTML
import Verger

/// The form of a contact's record, new or known.
struct ContactForm {
    let visit: Visit
    /// Nil for a new one.
    let contact: Contact?
    let company: Company?
    /// What the workspace defines: its fields, how they are called, what is offered for them.
    let catalogue: Catalogue
    /// People that a contact can be given to: address and name.
    let owners: [(email: String, name: String)]
    var version: Int64?
    /// What was typed, when it was refused.
    var typed: Fields?
    var problems: [Problem] = []
    /// The contact that has the address or the id that was typed.
    var holder: Contact?
    /// What somebody else recorded meanwhile.
    var recorded: Contact?
    /// Who a new contact may already be.
    var lookalikes: LookalikesView?

    private var notation: Notation { visit.notation }

    var page: Page {
        var page = Page(
            .contacts,
            title: contact == nil
                ? notation.text("Nouveau contact", "New contact")
                : notation.text("Modifier la fiche", "Edit the record"))
        page.parent =
            contact.map { ($0.displayName, visit.links.contact($0.id)) } ?? (
                notation.text("Contacts", "Contacts"), visit.links.contacts
            )
        page.content = content
        return page
    }

    private var target: String {
        contact.map { visit.links.contact($0.id, "edit") } ?? visit.links.to("contacts/new")
    }

    private var content: Markup {
        visit.postForm(
            target, .class("form record-form"),
            .hx("post", contact == nil ? visit.links.to("contacts/lookalikes") : nil),
            .hx("trigger", contact == nil ? "input delay:400ms" : nil),
            .hx("target", contact == nil ? "#lookalikes" : nil), .hx("swap", contact == nil ? "outerHTML" : nil),
            .hx("sync", contact == nil ? "this:replace" : nil)
        ) {
            if let version { input(.type("hidden"), .name("version"), .value(String(version))) }
            banner
            if contact == nil { lookalikes?.markup ?? LookalikesView.none }
            div(.class("pair")) {
                field(.firstName, autocomplete: "off")
                field(.lastName, autocomplete: "off")
            }
            div(.class("pair")) {
                field(.email, autocomplete: "off", kind: "email")
                field(.phone, autocomplete: "off", kind: "tel")
            }
            div(.class("pair")) {
                text("company", notation.text("Entreprise", "Company"), value("company", company?.fields[.name]))
                field(.jobTitle, autocomplete: "off")
            }
            div(.class("pair")) {
                field(.city, autocomplete: "off")
                field(.country, autocomplete: "off")
            }
            div(.class("pair")) {
                field(.source, autocomplete: "off")
                owner
            }
            text(
                "tags", notation.text("Étiquettes", "Tags"), value("tags", contact?.tags.joined(separator: ", ")),
                hint: notation.text("Séparées par des virgules.", "Separated by commas."))
            if !catalogue.fields.isEmpty {
                h2 { notation.text("Champs de l’espace", "Fields of the workspace") }
                for (name, type) in catalogue.fields.sorted(by: { $0.key < $1.key }) {
                    text(
                        name, visit.say(catalogue.name(ofField: name)).capitalizedFirst,
                        value(name, contact?.custom[name]),
                        hint: type == .text ? nil : visit.say(type.name).capitalizedFirst,
                        choices: catalogue.fieldValues[name] ?? [])
                }
            }
            div(.class("actions")) {
                button(.class("btn primary")) { notation.text("Enregistrer", "Save") }
                a(.class("btn quiet"), .href(contact.map { visit.links.contact($0.id) } ?? visit.links.contacts)) {
                    notation.text("Annuler", "Cancel")
                }
            }
        }
    }

    @MarkupBuilder private var banner: Markup {
        if let recorded, let contact {
            div(.class("banner warn"), .role("alert")) {
                Icon.warn.markup
                div {
                    b {
                        notation.text(
                            "Quelqu’un a changé cette fiche entre-temps", "Somebody changed this record meanwhile")
                    }
                    span(.class("muted")) {
                        notation.text(
                            "Ce que vous avez saisi est encore là. Différences\u{A0}: ",
                            "What you typed is still here. Differences: ")
                        differences(recorded, contact).joined(separator: ", ")
                        notation.text(
                            ". Enregistrez de nouveau pour garder votre version.", ". Save again to keep yours.")
                    }
                }
            }
        } else if let holder {
            div(.class("banner bad"), .role("alert")) {
                Icon.warn.markup
                div {
                    b { notation.text("Ce contact existe déjà", "This contact is there already") }
                    span {
                        a(.class("link"), .href(visit.links.contact(holder.id))) { holder.displayName }
                        notation.text(
                            " a cette adresse ou cet identifiant. Ouvrez sa fiche, ou corrigez.",
                            " has this address or this id. Open that record, or correct yours.")
                    }
                }
            }
        } else if !problems.isEmpty {
            div(.class("banner bad"), .role("alert")) {
                Icon.warn.markup
                div {
                    b { notation.text("Rien n’a été enregistré", "Nothing was saved") }
                    span { notation.text("Corrigez les champs marqués.", "Correct the fields that are marked.") }
                }
            }
        }
    }

    /// What is recorded now and differs from what is in the form.
    private func differences(_ recorded: Contact, _ contact: Contact) -> [String] {
        let fields = ContactField.allCases.filter {
            recorded.fields[$0] != typed?[$0.rawValue].flatMap { $0.isEmpty ? nil : $0 } && typed?[$0.rawValue] != nil
        }
        return fields.map { visit.say($0.label) + " «\u{A0}" + (recorded.fields[$0] ?? "") + "\u{A0}»" }
    }

    private var owner: Markup {
        let value = value("owner", contact?.fields[.owner]) ?? ""
        return div(.class("field")) {
            label(.for("owner")) { visit.say(ContactField.owner.label).capitalizedFirst }
            if visit.may(.assignContacts) {
                select(.class("input"), .id("owner"), .name("owner")) {
                    option(.value("")) { notation.text("personne", "nobody") }
                    for person in owners {
                        option(.value(person.email), .selected(person.email == value)) { person.name }
                    }
                    if !value.isEmpty, !owners.contains(where: { $0.email == value }) {
                        option(.value(value), .selected()) { value }
                    }
                }
            } else {
                input(.class("input"), .id("owner"), .value(value), .disabled())
            }
        }
    }

    private func field(_ field: ContactField, autocomplete: String, kind: String = "text") -> Markup {
        text(
            field.rawValue, visit.say(field.label).capitalizedFirst, value(field.rawValue, contact?.fields[field]),
            kind: kind,
            autocomplete: autocomplete)
    }

    private func value(_ name: String, _ recorded: String?) -> String? { typed.map { $0[name] ?? "" } ?? recorded }

    private func text(
        _ name: String, _ title: String, _ value: String?, kind: String = "text", hint: String? = nil,
        autocomplete: String = "off", choices: [String] = []
    ) -> Markup {
        let problem = problems.first { $0.path == name }
        return div(.class("field")) {
            label(.for("f-" + name)) { title }
            input(
                .class("input"), .type(kind), .id("f-" + name), .name(name), .value(value), .autocomplete(autocomplete),
                Attribute("list", choices.isEmpty ? nil : "c-" + name), .aria("invalid", problem == nil ? nil : "true"),
                .aria("describedby", problem == nil && hint == nil ? nil : "n-" + name))
            if !choices.isEmpty { datalist(.id("c-" + name)) { for choice in choices { option(.value(choice)) } } }
            if let problem {
                span(.class("error"), .id("n-" + name)) {
                    Icon.warn.markup
                    visit.say(problem.sentence).capitalizedFirst + "."
                }
            } else if let hint {
                span(.class("hint"), .id("n-" + name)) { hint }
            }
        }
    }
}
