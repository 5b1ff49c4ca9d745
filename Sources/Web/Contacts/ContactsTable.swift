import HTML
import Storage
import Verger

/// The table of the list of contacts, and the ways to its other parts.
struct ContactsTable {
    let visit: Visit
    let reading: ContactsReading

    private var notation: Notation { visit.notation }
    private var address: ContactsAddress { reading.address }

    @MarkupBuilder var markup: Markup {
        bar
        if let page = reading.page {
            if page.rows.isEmpty { empty } else { table(page) }
        } else {
            div(.class("empty")) {
                h2 { notation.text("La condition n’est pas encore juste", "The condition is not right yet") }
                p {
                    notation.text(
                        "Corrigez ce qui est signalé ci-dessus\u{A0}: la liste reviendra.",
                        "Correct what is marked above: the list will come back.")
                }
            }
        }
    }

    // MARK: Above the table

    @MarkupBuilder private var bar: Markup {
        if !address.isFilterOpen, reading.draft.isEveryone, !reading.isEmpty {
            div(.class("list-bar")) {
                a(
                    .class("btn quiet small"), .href(address.changed { $0.isFilterOpen = true }.link(visit.links)),
                    .data("key", "f")
                ) {
                    Icon.filter.markup
                    notation.text("Filtrer", "Filter")
                }
                if !address.search.isEmpty {
                    span(.class("faint")) {
                        notation.text("Recherche\u{A0}: «\u{A0}\(address.search)\u{A0}»", "Search: “\(address.search)”")
                    }
                    a(.class("btn quiet small"), .href(address.changed { $0.search = "" }.link(visit.links))) {
                        notation.text("Tout montrer", "Show all")
                    }
                }
            }
        }
    }

    // MARK: Table

    @MarkupBuilder private func table(_ page: ListPage<ContactList.Row>) -> Markup {
        div(.class("rows")) {
            HTML.table(.class("table"), .data("selectable")) {
                caption(.class("sr")) { notation.text("Contacts", "Contacts") }
                thead {
                    tr {
                        th(.class("pad-l c-check")) {
                            input(
                                .class("check js-only"), .type("checkbox"),
                                .aria("label", notation.text("Tout choisir", "Select all")))
                        }
                        head(notation.text("Contact", "Contact"), "c-name", .name)
                        for column in reading.columns {
                            head(
                                visit.say(column.label(in: reading.rules.catalogue)), "c-\(column.cssName)",
                                column.sortKey)
                        }
                    }
                }
                tbody {
                    let setting = ContactRowSetting(visit, reading)
                    for row in page.rows { ContactRowView(setting: setting, row: row).markup }
                }
            }
        }
        foot(page)
    }

    private func head(_ title: String, _ name: String, _ key: ContactOrderKey?) -> Markup {
        guard let key else { return th(.class(name)) { title } }
        let isCurrent = reading.order.key == key
        let isDescending = isCurrent ? !reading.order.isDescending : key.isDescendingAtFirst
        let target = address.changed { $0.order = ContactOrder(key, isDescending: isDescending) }.link(visit.links)
        return th(
            .class(name), .aria("sort", isCurrent ? (reading.order.isDescending ? "descending" : "ascending") : nil)
        ) {
            a(.class("sort"), .href(target), swap(target), .hx("target", "#listing"), .hx("swap", "outerHTML")) {
                title
                if isCurrent {
                    " "
                    (reading.order.isDescending ? Icon.arrowDown : Icon.arrowUp).markup
                }
            }
        }
    }

    private func swap(_ target: String) -> Attribute { .hx("get", target) }

    // MARK: Below the table

    private func foot(_ page: ListPage<ContactList.Row>) -> Markup {
        footer(.class("foot")) {
            span(.class("faint")) { orderInWords }
            span(.class("faint count"), .aria("live", "polite")) {
                let target = visit.links.to("contacts/count") + address.changed { _ in }.fields.query
                a(.class("link"), .href(target), .hx("get", target), .hx("target", "closest .count")) {
                    notation.text("Compter", "Count")
                }
            }
            span(.class("end")) {
                step(page.previous.map { .before($0) }, notation.text("Précédents", "Previous"), key: "k")
                step(page.next.map { .after($0) }, notation.text("Suivants", "Next"), key: "j")
            }
        }
    }

    private func step(_ edge: ListEdge?, _ title: String, key: String) -> Markup {
        guard let edge else { return button(.class("btn small"), .type("button"), .disabled()) { title } }
        let target = address.changed { $0.edge = edge }.link(visit.links)
        return a(
            .class("btn small"), .href(target), swap(target), .hx("target", "#listing"),
            .hx("swap", "outerHTML show:window:top"), .data("key", key)
        ) { title }
    }

    private var orderInWords: String {
        let name = visit.say(reading.order.key.label)
        if reading.order.key == .name {
            return reading.order.isDescending
                ? notation.text("Par nom, de Z à A", "By name, from Z to A")
                : notation.text("Par nom, de A à Z", "By name, from A to Z")
        }
        let isDate = [.evidence, .since, .created].contains(reading.order.key)
        let direction =
            switch (isDate, reading.order.isDescending) {
            case (true, true): notation.text("les plus récents d’abord", "latest first")
            case (true, false): notation.text("les plus anciens d’abord", "oldest first")
            case (false, true): notation.text("les plus hauts d’abord", "highest first")
            case (false, false): notation.text("les plus bas d’abord", "lowest first")
            }
        return notation.text("Par \(name), \(direction)", "By \(name), \(direction)")
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
            } else if !address.search.isEmpty {
                h2 {
                    notation.text("Personne pour «\u{A0}\(address.search)\u{A0}»", "Nobody for “\(address.search)”")
                }
                p {
                    notation.text(
                        "On cherche le début des mots du nom, de l’e-mail, de l’entreprise, et le début ou la fin du téléphone.",
                        "Searched: the beginning of words of the name, e-mail and company; the beginning or end of the phone number."
                    )
                }
                a(.class("btn"), .href(address.changed { $0.search = "" }.link(visit.links))) {
                    notation.text("Effacer la recherche", "Clear the search")
                }
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
