import HTML
import Storage
import Verger

/// What can be done with the contacts that are ticked, or with those of the companies that are.
struct ListBulk {
    let visit: Visit
    let subject: MatchSubject
    /// The address of the list.
    let list: String
    /// People of the workspace, by address.
    let people: [String: User]
    /// The segments that contacts are added to by hand.
    let handSegments: [HandSegment]

    private var notation: Notation { visit.notation }

    var markup: Markup {
        visit.postForm(visit.links.to("\(subject.folder)/bulk-actions"), .id("bulk")) {
            input(.type("hidden"), .name("list"), .value(list))
            div(
                .class("bulk"), .data("bulk"), .hidden(), .role("region"),
                .aria("label", notation.text("Sélection", "Selection"))
            ) {
                div(.class("toast")) {
                    b(.data("count", chosen), .aria("live", "polite"))
                    if visit.may(.editContacts) {
                        tags
                        if visit.may(.viewSegments) { segments }
                    }
                    if visit.may(.assignContacts) { owners }
                    if visit.may(.exportContacts) {
                        button(Attribute("formaction", visit.links.to("\(subject.folder)/exports")), .class("no-small"))
                        {
                            notation.text("Exporter", "Export")
                        }
                    }
                    if subject == .company {
                        span(.class("small no-small")) {
                            notation.text("agit sur leurs contacts", "acts on their contacts")
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

    /// One of them, and several: what the page counts.
    private var chosen: String {
        switch subject {
        case .contact: notation.text("choisi/choisis", "selected/selected")
        case .company: notation.text("choisie/choisies", "selected/selected")
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

    private var segments: Markup {
        details(.class("menu up")) {
            summary { notation.text("Segment", "Segment") }
            div(.class("menu-box")) {
                if !handSegments.isEmpty {
                    div(.class("field")) {
                        label(.for("bulk-segment")) { notation.text("Ajouter au segment", "Add to the segment") }
                        select(.class("input"), .id("bulk-segment"), .name("segment")) {
                            option(.value("")) {
                                visit.may(.manageSegments) ? notation.text("nouveau…", "new…") : "—"
                            }
                            for hand in handSegments {
                                option(.value(String(hand.segment.id.value))) { hand.segment.name }
                            }
                        }
                    }
                }
                if visit.may(.manageSegments) {
                    div(.class("field")) {
                        label(.for("bulk-segment-name")) { notation.text("Nouveau segment", "New segment") }
                        input(
                            .class("input"), .id("bulk-segment-name"), .name("segment_name"), .autocomplete("off"),
                            Attribute("maxlength", "100"))
                    }
                }
                p(.class("hint")) {
                    notation.text(
                        "Un segment tenu à la main a une étiquette à lui\u{A0}: on y est quand on la porte.",
                        "A segment kept by hand has a tag of its own: whoever carries it is in it.")
                }
                button(.class("btn small"), .name("action"), .value("add_segment")) {
                    notation.text("Ajouter", "Add")
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
                        for user in people.values.sorted(by: { $0.name < $1.name }) where !user.isDisabled {
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
