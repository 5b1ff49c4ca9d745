import HTML
import Storage
import Verger

/// The list of contacts: saved views, the condition, the table, what can be done with those that are ticked.
struct ContactsPage {
    let visit: Visit
    let reading: ContactsReading

    private var notation: Notation { visit.notation }
    private var frame: ListFrame<ContactsSubject> { ListFrame(visit: visit, state: reading.state) }

    var page: Page {
        var page = Page(.contacts, title: visit.say(Section.contacts.label))
        page.isWide = true
        page.tabs = frame.tabs
        page.actions = actions
        page.content = listing
        return page
    }

    /// The part that changes with the condition, the search, the order.
    var listing: Markup {
        div(.id("listing"), .class("listing")) {
            frame.filter
            ContactsTable(visit: visit, reading: reading).markup
            if reading.page?.rows.isEmpty == false {
                ListBulk(
                    visit: visit, subject: .contact, list: reading.address.list, people: reading.people,
                    handSegments: reading.handSegments
                ).markup
            }
        }
    }

    @MarkupBuilder private var actions: Markup {
        frame.search(for: notation.text("Nom, e-mail, entreprise, téléphone", "Name, e-mail, company, phone"))
        frame.columnChoice
        if visit.may(.mergeContacts) {
            frame.shortcut(
                .people, visit.links.duplicates(.contact), notation.text("Doublons à vérifier", "Duplicates to check"))
        }
        if visit.may(.importContacts) {
            frame.shortcut(.upload, visit.links.imports, notation.text("Importer un fichier", "Import a file"))
        }
        if visit.may(.exportContacts) { frame.export }
        if visit.may(.editContacts) {
            frame.new(notation.text("Contact", "Contact"), notation.text("Ajouter un contact", "Add a contact"))
        }
    }
}
