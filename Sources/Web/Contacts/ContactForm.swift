import HTML
import Verger

/// The form of a contact's record, new or known.
struct ContactForm {
    let visit: Visit
    /// Nil for a new one.
    let contact: Contact?
    let company: Company?
    /// Of a new contact, where it is added to a company.
    var companyName: String?
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
                field(.firstName)
                field(.lastName)
            }
            div(.class("pair")) {
                field(.email, kind: "email")
                field(.phone, kind: "tel")
            }
            div(.class("pair")) {
                parts.text("company", notation.text("Entreprise", "Company"), company?.fields[.name] ?? companyName)
                field(.jobTitle)
            }
            div(.class("pair")) {
                field(.city)
                field(.country)
            }
            div(.class("pair")) {
                field(.source)
                owner
            }
            parts.text(
                "tags", notation.text("Étiquettes", "Tags"), contact?.tags.joined(separator: ", "),
                hint: notation.text("Séparées par des virgules.", "Separated by commas."))
            if !catalogue.fields.isEmpty {
                h2 { notation.text("Champs de l’espace", "Fields of the workspace") }
                for (name, type) in catalogue.fields.sorted(by: { $0.key < $1.key }) {
                    parts.text(
                        name, visit.say(catalogue.name(ofField: name)).capitalizedFirst, contact?.custom[name],
                        hint: type == .text ? nil : visit.say(type.name).capitalizedFirst,
                        choices: catalogue.fieldValues[name] ?? [])
                }
            }
            parts.actions(cancel: contact.map { visit.links.contact($0.id) } ?? visit.links.contacts)
        }
    }

    @MarkupBuilder private var banner: Markup {
        if let recorded {
            parts.conflict(
                ContactField.allCases.compactMap { parts.difference($0.rawValue, $0.label, recorded.fields[$0]) })
        } else if let holder {
            parts.taken(
                notation.text("Ce contact existe déjà", "This contact is there already"),
                visit.links.contact(holder.id), holder.displayName,
                notation.text(
                    " a cette adresse ou cet identifiant. Ouvrez sa fiche, ou corrigez.",
                    " has this address or this id. Open that record, or correct yours."))
        } else if !problems.isEmpty {
            parts.refused
        }
    }

    private var parts: RecordFormParts { RecordFormParts(visit: visit, typed: typed, problems: problems) }

    private var owner: Markup {
        let value = parts.value("owner", contact?.fields[.owner]) ?? ""
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

    private func field(_ field: ContactField, kind: String = "text") -> Markup {
        parts.text(field.rawValue, visit.say(field.label).capitalizedFirst, contact?.fields[field], kind: kind)
    }
}
