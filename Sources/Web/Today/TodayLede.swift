import HTML
import Verger

/// The day in one sentence.
struct TodayLede {
    private let visit: Visit
    private let reading: TodayReading

    init(_ visit: Visit, _ reading: TodayReading) {
        self.visit = visit
        self.reading = reading
    }

    private var notation: Notation { visit.notation }

    var markup: Markup {
        let parts = [calls, passages, tasks].compactMap(\.self)
        return p(.class("lede")) {
            if parts.isEmpty {
                notation.text(
                    "Rien ne presse\u{A0}: aucun contact chaud à rappeler, aucun passage, aucune tâche.",
                    "Nothing presses: no hot contact to call, no handover, no task.")
            } else {
                for (index, part) in parts.enumerated() {
                    if index > 0 { ", " }
                    Markup(index == 0 ? part.text.capitalizedFirst : part.text)
                    if let late = part.late {
                        " "
                        span(.class("late")) { late }
                    }
                }
                "."
            }
        }
    }

    private typealias Part = (text: String, late: String?)

    private var calls: Part? {
        let count = reading.calls.count
        guard count > 0 else { return nil }
        let more = reading.hasMoreCalls ? notation.text("plus de ", "more than ") : ""
        let text =
            count == 1
            ? notation.text("un contact chaud à rappeler", "one hot contact to call")
            : more + notation.words(count) + notation.text(" contacts chauds à rappeler", " hot contacts to call")
        return (text, nil)
    }

    private var passages: Part? {
        let count = reading.passages.count
        guard count > 0 else { return nil }
        let late = reading.passages.count { $0.handover.state(at: visit.now) == .late }
        let text =
            count == 1
            ? notation.text("un passage à prendre", "one handover to take")
            : notation.words(count) + notation.text(" passages à prendre", " handovers to take")
        guard late > 0 else { return (text, nil) }
        if count == 1 { return (text, notation.text("en retard", "overdue")) }
        return (
            text, notation.text("dont \(notation.words(late)) en retard", "\(notation.words(late)) of them overdue")
        )
    }

    private var tasks: Part? {
        let count = reading.tasks.count { $0.doneAt == nil }
        guard count > 0 else { return nil }
        return (
            notation.words(count, isFeminine: true)
                + (count == 1 ? notation.text(" tâche", " task") : notation.text(" tâches", " tasks")), nil
        )
    }
}
