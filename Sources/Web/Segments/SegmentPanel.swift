import HTML
import Storage
import Verger

/// Beside a segment: where it is used, and its removal.
struct SegmentPanel {
    let visit: Visit
    let reading: SegmentReading
    let segment: NamedSegment

    private var notation: Notation { visit.notation }
    private var uses: SegmentReading.Uses { reading.uses(of: segment.name) }

    var markup: Markup {
        group {
            section(.aria("labelledby", "used")) {
                div(.class("head")) { h2(.id("used")) { notation.text("Employé dans", "Used in") } }
                usesList
            }
            if let saved = segment.saved, visit.may(.manageSegments) { removal(saved) }
        }
    }

    @MarkupBuilder private var usesList: Markup {
        let uses = uses
        if uses.isEmpty {
            p(.class("muted")) { notation.text("Rien d’autre pour l’instant.", "Nothing else yet.") }
        }
        ul(.class("plain-list")) {
            for other in uses.segments {
                li {
                    Icon.segment.markup
                    a(.class("link"), .href(visit.links.segment(other))) { other.name }
                }
            }
            for name in uses.drafted {
                li {
                    Icon.rules.markup
                    notation.text(
                        "\(name), dans le brouillon de la définition", "\(name), in the draft of the definition")
                }
            }
            for view in uses.views {
                li {
                    Icon.list.markup
                    notation.text("vue «\u{A0}\(view.name)\u{A0}»", "view “\(view.name)”")
                }
            }
        }
    }

    private func removal(_ saved: Segment) -> Markup {
        section {
            if uses.areBinding {
                button(
                    .class("btn bad"), .disabled(),
                    .title(
                        notation.text(
                            "D’autres conditions le nomment\u{A0}: changez-les d’abord.",
                            "Other conditions name it: change them first."))
                ) { notation.text("Supprimer", "Remove") }
                p(.class("small muted")) {
                    notation.text(
                        "D’autres conditions le nomment\u{A0}: changez-les d’abord.",
                        "Other conditions name it: change them first.")
                }
            } else {
                visit.postForm(visit.links.segment(saved.id, "removals")) {
                    button(.class("btn bad"), .id("remove-segment")) { notation.text("Supprimer", "Remove") }
                }
            }
        }
    }
}
