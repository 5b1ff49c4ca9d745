import HTML
import Storage
import Verger

/// The table of the list of contacts, and the ways to its other parts.
struct ContactsTable {
    let visit: Visit
    let reading: ContactsReading

    private var notation: Notation { visit.notation }
    private var frame: ListFrame<ContactsSubject> { ListFrame(visit: visit, state: reading.state) }

    @MarkupBuilder var markup: Markup {
        frame.bar(isEmpty: reading.isEmpty)
        if let page = reading.page {
            if page.rows.isEmpty { empty } else { table(page) }
        } else {
            frame.unready
        }
    }

    @MarkupBuilder private func table(_ page: ListPage<ContactList.Row>) -> Markup {
        div(.class("rows")) {
            HTML.table(.class("table"), .data("selectable")) {
                caption(.class("sr")) { notation.text("Contacts", "Contacts") }
                thead {
                    tr {
                        frame.selectAll
                        frame.head(notation.text("Contact", "Contact"), "c-name", .name)
                        frame.heads()
                    }
                }
                tbody {
                    let setting = ContactRowSetting(visit, reading)
                    visit.site.writtenRows.markup(of: page.rows, as: setting.fingerprint(visit, reading.stamp)) { row in
                        ContactRowView(setting: setting, row: row).markup
                    }
                }
            }
        }
        frame.foot(previous: page.previous, next: page.next)
    }

    // MARK: Nobody

    private var empty: Markup {
        div(.class("empty")) {
            if reading.isEmpty {
                h2 { notation.text("Aucun contact pour l’instant", "No contact yet") }
                p {
                    notation.text(
                        "Ajoutez quelqu’un que vous connaissez, ou importez un fichier\u{A0}: chaque fiche dira son étape, et pourquoi.",
                        "Add somebody you know, or import a file: each record will tell its stage, and why.")
                }
                if visit.may(.editContacts) {
                    a(.class("btn primary"), .href(visit.links.to("contacts/new"))) {
                        Icon.plus.markup
                        notation.text("Contact", "Contact")
                    }
                }
            } else if !reading.address.search.isEmpty {
                let search = reading.address.search
                h2 { notation.text("Personne pour «\u{A0}\(search)\u{A0}»", "Nobody for “\(search)”") }
                p {
                    notation.text(
                        "On cherche le début des mots du nom, de l’e-mail, de l’entreprise, et le début ou la fin du téléphone.",
                        "Searched: the beginning of words of the name, e-mail and company; the beginning or end of the phone number."
                    )
                }
                frame.clearSearch
            } else {
                h2 { notation.text("Personne ici aujourd’hui", "Nobody here today") }
                p {
                    notation.text(
                        "Aucun contact ne remplit la condition. Retirez une ligne, ou revenez plus tard\u{A0}: elle se remplit d’elle-même.",
                        "No contact meets the condition. Remove a line, or come back later: it fills by itself.")
                }
            }
        }
    }
}

extension ContactColumn {
    /// For styles.
    var cssName: String {
        switch self {
        case .field, .custom: "other"
        default: name
        }
    }
}
