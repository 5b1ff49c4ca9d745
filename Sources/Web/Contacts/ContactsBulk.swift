import HTML
import Storage
import Verger

/// What can be done with the contacts that are ticked.
struct ContactsBulk {
    let visit: Visit
    let reading: ContactsReading

    private var notation: Notation { visit.notation }

    var markup: Markup {
        visit.postForm(visit.links.to("contacts/bulk-actions"), .id("bulk")) {
            input(.type("hidden"), .name("list"), .value(reading.address.list))
            div(
                .class("bulk"), .data("bulk"), .hidden(), .role("region"),
                .aria("label", notation.text("Sélection", "Selection"))
            ) {
                div(.class("toast")) {
                    b(.data("count"), .aria("live", "polite"))
                    if visit.may(.editContacts) { tags }
                    if visit.may(.assignContacts) { owners }
                    if visit.may(.exportContacts) {
                        button(Attribute("formaction", visit.links.to("contacts/exports")), .class("no-small")) {
                            notation.text("Exporter", "Export")
                        }
                    }
                    label(.class("tick all no-small")) {
                        input(.type("checkbox"), .class("check"), .name("everyone"), .value("1"))
                        notation.text("toute la liste", "the whole list")
                    }
                }
            }
        }
    }

    private var tags: Markup {
        details(.class("menu up")) {
            summary { notation.text("Étiquette", "Tag") }
            div(.class("menu-box")) {
                div(.class("field")) {
                    label(.for("bulk-tag")) { notation.text("Étiquette", "Tag") }
                    input(.class("input"), .id("bulk-tag"), .name("tag"), .autocomplete("off"))
                }
                div(.class("row-actions")) {
                    button(.class("btn small"), .name("action"), .value("add_tag")) { notation.text("Ajouter", "Add") }
                    button(.class("btn quiet small"), .name("action"), .value("remove_tag")) {
                        notation.text("Retirer", "Remove")
                    }
                }
            }
        }
    }

    private var owners: Markup {
        details(.class("menu up")) {
            summary { notation.text("Confier à…", "Assign to…") }
            div(.class("menu-box")) {
                div(.class("field")) {
                    label(.for("bulk-owner")) { notation.text("Suivi par", "Owner") }
                    select(.class("input"), .id("bulk-owner"), .name("owner")) {
                        for user in reading.people.values.sorted(by: { $0.name < $1.name }) where !user.isDisabled {
                            option(.value(user.email)) { user.name }
                        }
                        option(.value("")) { notation.text("personne", "nobody") }
                    }
                }
                button(.class("btn small"), .name("action"), .value("assign")) { notation.text("Confier", "Assign") }
            }
        }
    }
}
