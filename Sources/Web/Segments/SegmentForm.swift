import HTML
import Storage
import Verger

/// Where a segment is written: its name, its condition by lines and as text, and whom it holds now.
struct SegmentForm {
    let visit: Visit
    let reading: SegmentReading
    /// Nil for a new one.
    let segment: NamedSegment?
    let name: String
    let draft: ConditionDraft
    /// What is wrong with the name, or with the whole.
    var problems: [Problem] = []

    private var notation: Notation { visit.notation }

    var page: Page {
        var page = Page(
            .segments,
            title: segment.map { notation.text("Modifier «\u{A0}\($0.name)\u{A0}»", "Edit “\($0.name)”") }
                ?? notation.text("Nouveau segment", "New segment"))
        page.parent = (notation.text("Segments", "Segments"), visit.links.segments)
        page.isWide = true
        page.content = content
        return page
    }

    private var target: String {
        segment?.saved.map { visit.links.segment($0.id) } ?? visit.links.segments
    }

    private var content: Markup {
        visit.postForm(target, .class("segment-form"), .id("segment-form")) {
            if let saved = segment?.saved { input(.type("hidden"), .name("seen"), .value(saved.condition)) }
            div(.class("segment-name")) {
                div(.class("field")) {
                    label(.for("name")) { notation.text("Nom", "Name") }
                    input(
                        .class("input"), .id("name"), .name("name"), .value(name), .required(),
                        Attribute("maxlength", "200"), .autocomplete("off"), .autofocus(segment == nil),
                        .aria("invalid", problems.isEmpty ? nil : "true"),
                        .aria("describedby", problems.isEmpty ? nil : "name-problems"))
                    div(.id("name-problems"), .aria("live", "polite")) {
                        for problem in problems {
                            span(.class("error")) {
                                Icon.warn.markup
                                problem.sentence.text(in: visit.language).capitalizedFirst
                            }
                        }
                    }
                }
            }
            ConditionBuilder(visit, draft, named: "where", actions: actions).markup
            if let segment, let saved = segment.saved {
                p(.class("small faint segment-note")) {
                    notation.text(
                        "Une nouvelle condition repart à zéro\u{A0}: les entrées et sorties sont suivies depuis le \(notation.day(saved.since)).",
                        "A new condition starts afresh: comings and goings are followed since \(notation.day(saved.since))."
                    )
                }
            }
        }
    }

    private var actions: Markup {
        group {
            a(.class("btn small"), .href(segment.map { visit.links.segment($0) } ?? visit.links.segments)) {
                notation.text("Annuler", "Cancel")
            }
            button(.class("btn primary small"), .name("save"), .value("1"), .id("save-segment")) {
                notation.text("Enregistrer", "Save")
            }
        }
    }
}
