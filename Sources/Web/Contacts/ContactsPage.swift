import HTML
import Storage
import Verger

/// The list of contacts: saved views, the condition, the table, what can be done with those that are ticked.
struct ContactsPage {
    let visit: Visit
    let reading: ContactsReading

    private var notation: Notation { visit.notation }
    private var address: ContactsAddress { reading.address }

    var page: Page {
        var page = Page(.contacts, title: visit.say(Section.contacts.label))
        page.isWide = true
        page.tabs = tabs
        page.actions = actions
        page.content = listing
        return page
    }

    /// The part that changes with the condition, the search, the order.
    var listing: Markup {
        div(.id("listing"), .class("listing")) {
            form(.id("listing-form"), .method("get"), .action(visit.links.contacts), .class("contents")) {
                state
                if address.isFilterOpen || !reading.draft.isEveryone {
                    div(.class(address.isFilterOpen ? "contents" : "is-brief")) {
                        brief
                        builder
                    }
                } else {
                    input(.type("hidden"), .name("where"), .value(""))
                }
            }
            ContactsTable(visit: visit, reading: reading).markup
            if reading.page?.rows.isEmpty == false { ContactsBulk(visit: visit, reading: reading).markup }
        }
    }

    // MARK: Bar

    @MarkupBuilder private var actions: Markup {
        search
        columnChoice
        if visit.may(.mergeContacts) {
            a(
                .class("btn quiet icon no-small"), .href(visit.links.duplicates(.contact)),
                .title(notation.text("Doublons à vérifier", "Duplicates to check")),
                .aria("label", notation.text("Doublons à vérifier", "Duplicates to check"))
            ) { Icon.people.markup }
        }
        if visit.may(.importContacts) {
            a(
                .class("btn quiet icon no-small"), .href(visit.links.imports),
                .title(notation.text("Importer un fichier", "Import a file")),
                .aria("label", notation.text("Importer un fichier", "Import a file"))
            ) { Icon.upload.markup }
        }
        if visit.may(.exportContacts) {
            a(
                .class("btn no-small"),
                .href(visit.links.to("contacts/export.csv") + address.changed { _ in }.fields.query)
            ) {
                Icon.download.markup
                notation.text("Exporter", "Export")
            }
        }
        if visit.may(.editContacts) {
            a(.class("btn primary no-small"), .href(visit.links.to("contacts/new")), .data("key", "n")) {
                Icon.plus.markup
                notation.text("Contact", "Contact")
            }
            a(
                .class("btn quiet icon only-small"), .href(visit.links.to("contacts/new")),
                .aria("label", notation.text("Ajouter un contact", "Add a contact"))
            ) { Icon.plus.markup }
        }
    }

    private var search: Markup {
        let label = notation.text("Nom, e-mail, entreprise, téléphone", "Name, e-mail, company, phone")
        return form(
            .class("quick-search"), .role("search"), .method("get"), .action(visit.links.contacts),
            .hx("get", visit.links.contacts), .hx("target", "#listing"), .hx("swap", "outerHTML"),
            .hx("include", "#listing-form"), .hx("trigger", "input changed delay:200ms from:find input, submit"),
            .hx("sync", "this:replace")
        ) {
            Icon.search.markup
            input(
                .class("input"), .type("search"), .name("q"), .value(address.search), .placeholder(label),
                .aria("label", label), .autocomplete("off"), .data("search"))
            noscript { hidden(address.changed { $0.search = "" }.fields) }
        }
    }

    private var columnChoice: Markup {
        details(.class("menu no-small")) {
            summary(.class("btn")) {
                Icon.list.markup
                notation.text("Colonnes", "Columns")
            }
            form(.method("get"), .action(visit.links.contacts), .class("menu-box")) {
                hidden(address.changed { $0.columns = nil }.fields)
                for column in ContactColumn.all(reading.rules.catalogue) {
                    label(.class("tick")) {
                        input(
                            .class("check"), .type("checkbox"), .name("columns"), .value(column.name),
                            .checked(reading.columns.contains(column)))
                        visit.say(column.label(in: reading.rules.catalogue))
                    }
                }
                button(.class("btn small")) { notation.text("Afficher", "Show") }
            }
        }
    }

    private func hidden(_ fields: Fields) -> Markup {
        Markup(fields.all.map { input(.type("hidden"), .name($0.name), .value($0.value)) })
    }

    // MARK: Views

    private var tabs: Markup {
        nav(.class("tabs"), .aria("label", notation.text("Vues enregistrées", "Saved views"))) {
            let mine = "owner = me"
            let isMine = reading.view == nil && reading.draft.text == mine
            tab(
                visit.links.contacts, notation.text("Tous", "All"),
                isCurrent: reading.view == nil && reading.draft.isEveryone)
            if visit.member.visibility == .everyone {
                tab(visit.links.contacts(where: mine), notation.text("À moi", "Mine"), isCurrent: isMine)
            }
            for view in reading.views {
                tab(
                    visit.links.contacts + Fields([("view", String(view.id))]).query, view.name,
                    isCurrent: view.id == reading.view?.id)
            }
            if let view = reading.view {
                a(
                    .href(visit.links.to("contacts/views/\(view.id)")),
                    .aria("label", notation.text("Modifier cette vue", "Edit this view")),
                    .title(notation.text("Modifier cette vue", "Edit this view"))
                ) { Icon.gear.markup }
            }
            a(
                .href(visit.links.to("contacts/views/new") + Fields([("list", address.list)]).query),
                .aria("label", notation.text("Nouvelle vue", "New view")),
                .title(notation.text("Nouvelle vue", "New view"))
            ) { Icon.plus.markup }
        }
    }

    private func tab(_ link: String, _ name: String, isCurrent: Bool) -> Markup {
        a(.href(link), .aria("current", isCurrent ? "page" : nil)) { name }
    }

    // MARK: Condition

    /// The condition as a sentence, which opens the builder: what small screens show of it.
    private var brief: Markup {
        div(.class("filter-brief")) {
            a(.class("brief"), .href(address.changed { $0.isFilterOpen = true }.link(visit.links))) {
                Icon.filter.markup
                span { inWords }
                Icon.right.markup
            }
        }
    }

    private var inWords: String {
        guard let condition = try? Condition(parsing: reading.draft.text) else { return reading.draft.text }
        return ConditionSentence(reading.rules.catalogue, visit.language).text(of: condition)
    }

    private var builder: Markup {
        ConditionBuilder(
            visit, reading.draft, named: "where", host: .page(visit.links.contacts, target: "listing"),
            actions: filterActions
        ).markup
    }

    @MarkupBuilder private var filterActions: Markup {
        if reading.view != nil, reading.isChanged {
            a(
                .class("btn quiet small no-small"),
                .href(visit.links.contacts + Fields([("view", String(reading.view?.id ?? 0))]).query)
            ) {
                notation.text("Annuler les modifications", "Cancel the changes")
            }
        } else if reading.view == nil, !reading.draft.isEveryone {
            a(
                .class("btn quiet small"),
                .href(address.changed { ($0.condition, $0.isFilterOpen) = (nil, false) }.link(visit.links))
            ) {
                notation.text("Retirer le filtre", "Remove the filter")
            }
        }
        if reading.draft.isValid, reading.view == nil || reading.isChanged {
            a(
                .class("btn small no-small"),
                .href(visit.links.to("contacts/views/new") + Fields([("list", address.list)]).query)
            ) { notation.text("Enregistrer la vue", "Save the view") }
        }
    }

    /// What the form keeps beside the condition.
    private var state: Markup {
        hidden(
            address.changed { address in
                address.condition = nil
                address.isFilterOpen = address.isFilterOpen || !reading.draft.isEveryone
            }.fields)
    }
}
