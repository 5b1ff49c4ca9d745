import HTML
import Storage
import Verger

/// The ways from the page of a contact to those before and after it in the list that the reader came from, which the
/// address holds under `list`.
struct NeighbourLinks {
    private let visit: Visit
    private let previous: Contact.ID?
    private let next: Contact.ID?
    private let text: String?

    init(of contact: Contact.ID, _ visit: Visit, _ connection: any SQLConnection) throws {
        self.visit = visit
        text = visit.query["list"]
        let found = try text.flatMap {
            try ContactsReading.list(ContactsAddress(Fields(urlEncoded: $0)), visit, connection)?.neighbours(of: contact)
        }
        (previous, next) = (found?.previous, found?.next)
    }

    /// The list itself; nil when the reader came from elsewhere.
    var list: String? { text.map { visit.links.contacts + ContactsAddress(Fields(urlEncoded: $0)).fields.query } }

    @MarkupBuilder var markup: Markup {
        if let text {
            step(previous, text, .arrowUp, visit.notation.text("Contact précédent", "Previous contact"), key: "k")
            step(next, text, .arrowDown, visit.notation.text("Contact suivant", "Next contact"), key: "j")
        }
    }

    private func step(_ contact: Contact.ID?, _ list: String, _ icon: Icon, _ name: String, key: String) -> Markup {
        guard let contact else {
            return button(.class("btn quiet icon no-small"), .type("button"), .disabled(), .aria("label", name)) {
                icon.markup
            }
        }
        return a(
            .class("btn quiet icon no-small"), .href(visit.links.contact(contact) + Fields([("list", list)]).query),
            .data("key", key), .aria("label", name), .title("\(name) (\(key))")
        ) { icon.markup }
    }
}
