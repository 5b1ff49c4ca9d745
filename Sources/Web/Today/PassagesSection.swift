import HTML
import Storage
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
        li(.class(passage.handover.state(at: visit.now) == .late ? "is-late" : nil)) {
            StageMarks(reading.rules, visit.language).disc(passage.row.stage)
            visit.identity(of: passage.row)
            HandoverClock(visit, passage.handover, reading.hours).markup
            HandoverAnswers(visit, passage.handover, of: passage.row.contact.displayName).markup
        }
    }
}
