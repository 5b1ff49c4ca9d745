import HTML
import Verger

/// The handovers that wait for an answer, with their clocks.
struct PassagesSection {
    private let visit: Visit
    private let reading: TodayReading

    init(_ visit: Visit, _ reading: TodayReading) {
        self.visit = visit
        self.reading = reading
    }

    private var notation: Notation { visit.notation }

    var markup: Markup {
        section(.class("section"), .aria("labelledby", "handovers")) {
            div(.class("head")) {
                h2(.id("handovers")) { notation.text("Passages à prendre", "Handovers to take") }
                span(.class("count")) { notation.count(reading.passages.count) }
                if let rule = reading.rules.handover {
                    span(.class("end")) {
                        notation.text(
                            "Réponse sous \(rule.answerWithin)\u{A0}h ouvrées",
                            "Answer within \(rule.answerWithin) working hours")
                    }
                }
            }
            ul(.class("rows handovers")) { for passage in reading.passages { row(passage) } }
        }
    }

    private func row(_ passage: TodayReading.Passage) -> Markup {
        let isLate = passage.handover.state(at: visit.now) == .late
        return li(.class(isLate ? "is-late" : nil)) {
            StageMarks(reading.rules, visit.language).disc(passage.row?.stage)
            if let row = passage.row { visit.identity(of: row) } else { div(.class("id")) {} }
            clock(passage.handover, isLate: isLate)
            if visit.may(.recordActivities) { answers(passage) }
        }
    }

    private func clock(_ handover: Handover, isLate: Bool) -> Markup {
        let whole = Double(max(1, reading.hours.worked(from: handover.openedAt, to: handover.dueAt)))
        let gone = Double(reading.hours.worked(from: handover.openedAt, to: visit.now))
        let left = reading.hours.worked(
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
                    notation.text("reste ", "") + notation.duration(left) + notation.text("", " left")
                }
            }
        }
    }

    private func answers(_ passage: TodayReading.Passage) -> Markup {
        let name = passage.row?.contact.displayName ?? ""
        let refusal = "refusal-\(passage.handover.id)"
        return span(.class("pair")) {
            visit.postForm(visit.links.to("handovers/\(passage.handover.id)/taking")) {
                button(.class("btn small"), .aria("label", notation.text("Prendre \(name)", "Take \(name)"))) {
                    notation.text("Prendre", "Take")
                }
            }
            details(.class("asof-menu"), .id(refusal)) {
                summary(
                    .class("btn quiet small icon"),
                    .aria("label", notation.text("Autres réponses pour \(name)", "Other answers for \(name)"))
                ) { Icon.more.markup }
                visit.postForm(
                    visit.links.to("handovers/\(passage.handover.id)/refusal"), .class("box asof-form")
                ) {
                    div(.class("field")) {
                        label(.for(refusal + "-reason")) { notation.text("Refuser, parce que…", "Refuse, because…") }
                        input(
                            .class("input"), .id(refusal + "-reason"), .name("reason"), .required(),
                            .placeholder(notation.text("Trop petit, hors zone…", "Too small, out of area…")))
                    }
                    button(.class("btn")) { notation.text("Rendre au marketing", "Give back to marketing") }
                }
            }
        }
    }
}
