import HTML
import Storage
import Verger

/// All segments: what each asks, in words, and how many are in it.
struct SegmentsPage {
    let visit: Visit
    let reading: SegmentReading
    /// By name; nil where they are counted later.
    let counts: [String: Int?]?

    private var notation: Notation { visit.notation }
    private var sentences: ConditionSentence { ConditionSentence(reading.rules.catalogue, visit.language) }

    var page: Page {
        var page = Page(.segments, title: notation.text("Segments", "Segments"))
        if visit.may(.manageSegments) {
            page.actions = a(.class("btn primary"), .href(visit.links.to("segments/new")), .data("key", "n")) {
                Icon.plus.markup
                notation.text("Segment", "Segment")
            }
        }
        page.bodyClass = "segments"
        page.content = content
        return page
    }

    @MarkupBuilder private var content: Markup {
        let saved = reading.all.filter { $0.saved != nil }
        let defined = reading.all.filter { $0.saved == nil }
        if reading.all.isEmpty {
            empty
        } else {
            block(
                notation.text("Enregistrés", "Saved"),
                notation.text(
                    "Leurs entrées et sorties sont suivies, à la seconde près.",
                    "Their comings and goings are followed, to the second."),
                saved, "saved")
            block(
                notation.text("De la définition", "Of the definition"),
                notation.text("Ils changent avec elle, par un brouillon.", "They change with it, by a draft."), defined,
                "defined")
        }
    }

    @MarkupBuilder private func block(
        _ title: String, _ purpose: String, _ segments: [NamedSegment], _ id: String
    ) -> Markup {
        if !segments.isEmpty {
            section(.class("section"), .aria("labelledby", "segments-\(id)")) {
                div(.class("head")) {
                    h2(.id("segments-\(id)")) { title }
                    span(.class("count")) { notation.count(segments.count) }
                    span(.class("muted small")) { purpose }
                    span(.class("end no-small")) { notation.text("contacts à ce jour", "contacts today") }
                }
                ul(.class("ruleset segment-list")) { for segment in segments { row(segment) } }
            }
        }
    }

    private func row(_ segment: NamedSegment) -> Markup {
        li {
            div(.class("st")) { a(.class("name"), .href(visit.links.segment(segment))) { b { segment.name } } }
            div(.class("when")) {
                if let condition = segment.condition {
                    p { sentences.text(of: condition) }
                } else {
                    p(.class("bad")) {
                        Icon.warn.markup
                        notation.text("Cette condition ne se lit plus.", "This condition can’t be read any more.")
                    }
                }
                ConditionMarkup.text(segment.text)
            }
            span(.class("n num")) {
                if let counts {
                    SegmentCount(visit: visit).markup(segment, counts[segment.name] ?? nil)
                } else {
                    SegmentCount(visit: visit).waiting(segment)
                }
            }
        }
    }

    private var empty: Markup {
        div(.class("empty")) {
            h2 { notation.text("Aucun segment pour l’instant", "No segment yet") }
            p {
                notation.text(
                    "Un segment est une condition qui a un nom. Ses contacts y entrent et en sortent tout seuls.",
                    "A segment is a condition with a name. Contacts come in and go out of it by themselves.")
            }
            if visit.may(.manageSegments) {
                a(.class("btn"), .href(visit.links.to("segments/new"))) {
                    notation.text("Écrire une première condition", "Write a first condition")
                }
            }
        }
    }
}
