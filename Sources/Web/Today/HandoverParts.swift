import HTML
import Verger

/// How much of the time to answer is gone, and how much is left, in working hours.
struct HandoverClock {
    private let visit: Visit
    private let handover: Handover
    private let hours: WorkingHours

    init(_ visit: Visit, _ handover: Handover, _ hours: WorkingHours) {
        self.visit = visit
        self.handover = handover
        self.hours = hours
    }

    var markup: Markup {
        let notation = visit.notation
        let isLate = handover.state(at: visit.now) == .late
        let whole = Double(max(1, hours.worked(from: handover.openedAt, to: handover.dueAt)))
        let gone = Double(hours.worked(from: handover.openedAt, to: visit.now))
        let left = hours.worked(
            from: isLate ? handover.dueAt : visit.now, to: isLate ? visit.now : handover.dueAt)
        return div(
            .class("clock"),
            .title(notation.text("À prendre avant le ", "To be taken by ") + notation.dayAndTime(handover.dueAt))
        ) {
            span(.class("run")) { i(.style("width:\(Int(min(100, 100 * gone / whole)))%")) {} }
            b {
                if isLate {
                    Icon.warn.markup
                    notation.text("en retard de ", "overdue by ") + notation.duration(left)
                } else {
                    notation.text("reste \(notation.duration(left))", "\(notation.duration(left)) left")
                }
            }
        }
    }
}

/// Take it, or give it back with a reason: of those who may look after a contact.
struct HandoverAnswers {
    private let visit: Visit
    private let handover: Handover
    private let name: String

    init(_ visit: Visit, _ handover: Handover, of name: String) {
        self.visit = visit
        self.handover = handover
        self.name = name
    }

    private var notation: Notation { visit.notation }

    @MarkupBuilder var markup: Markup {
        if visit.may(.editContacts) { answers }
    }

    private var answers: Markup {
        span(.class("pair")) {
            visit.postForm(visit.links.to("handovers/\(handover.id)/taking")) {
                button(.class("btn small"), .aria("label", notation.text("Prendre \(name)", "Take \(name)"))) {
                    notation.text("Prendre", "Take")
                }
            }
            details(.class("asof-menu")) {
                summary(
                    .class("btn quiet small icon"),
                    .aria("label", notation.text("Autres réponses pour \(name)", "Other answers for \(name)"))
                ) { Icon.more.markup }
                refusal
            }
        }
    }

    private var refusal: Markup {
        let id = "reason-\(handover.id)"
        return visit.postForm(visit.links.to("handovers/\(handover.id)/refusal"), .class("box asof-form")) {
            div(.class("field")) {
                label(.for(id)) { notation.text("Refuser, parce que…", "Refuse, because…") }
                input(
                    .class("input"), .id(id), .name("reason"), .required(),
                    .placeholder(notation.text("Trop petit, hors zone…", "Too small, out of area…")))
            }
            button(.class("btn")) { notation.text("Rendre au marketing", "Give back to marketing") }
        }
    }
}
