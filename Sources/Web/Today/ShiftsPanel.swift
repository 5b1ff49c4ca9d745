import HTML
import Storage
import Verger

/// Who went up and who came down since the evening before, and why.
struct ShiftsPanel {
    private let visit: Visit
    private let reading: TodayReading

    init(_ visit: Visit, _ reading: TodayReading) {
        self.visit = visit
        self.reading = reading
    }

    private var notation: Notation { visit.notation }

    var markup: Markup {
        section {
            div(.class("head")) {
                h2 { notation.text("Ce qui a changé", "What changed") }
                span(.class("end")) {
                    notation.text("depuis hier, ", "since yesterday, ") + notation.time(reading.since)
                }
            }
            if reading.shifts.isEmpty {
                p(.class("faint small")) {
                    notation.text("Personne n’a changé d’étape.", "Nobody has changed stage.")
                }
            }
            group(notation.text("Montés", "Up"), reading.shifts.filter(\.move.isUp))
            group(notation.text("Redescendus", "Down"), reading.shifts.filter { !$0.move.isUp })
            if reading.scope == .me {
                a(.class("link small"), .href(visit.links.today + Fields([("scope", "team")]).query)) {
                    notation.text("Les changements de l’équipe", "The changes of the team")
                }
            } else if reading.moreShifts > 0 {
                p(.class("faint small")) {
                    notation.text(
                        "et \(notation.count(reading.moreShifts)) autres",
                        "and \(notation.count(reading.moreShifts)) more")
                }
            }
        }
    }

    @MarkupBuilder private func group(_ title: String, _ shifts: [TodayReading.Shift]) -> Markup {
        if !shifts.isEmpty {
            h3(.class("group")) {
                title + " "
                span(.class("faint")) { notation.count(shifts.count) }
            }
            ul(.class("shifts")) { for shift in shifts { item(shift) } }
        }
    }

    private func item(_ shift: TodayReading.Shift) -> Markup {
        li {
            StageMarks(reading.rules, visit.language).move(from: shift.move.from, to: shift.move.to)
            div {
                a(.href(visit.links.contact(shift.contact.id))) { shift.contact.displayName }
                if let reason = reason(of: shift) { p { reason } }
            }
            time(.datetime(shift.move.at.iso8601)) { notation.time(shift.move.at) }
        }
    }

    private func reason(of shift: TodayReading.Shift) -> String? {
        switch shift.reason {
        case .activity(let activity):
            let words = ActivityWords(reading.rules.catalogue, notation)
            let details = words.details(activity)
            return words.title(activity).lowercasedFirst
                + (details.isEmpty ? "" : notation.text("\u{A0}: ", ": ") + details)
        case .criterion(let phrase, holds: true): return visit.say(phrase).lowercasedFirst
        case .criterion(let phrase, holds: false):
            return notation.text("ne tient plus\u{A0}: ", "no longer: ") + visit.say(phrase).lowercasedFirst
        case nil: return nil
        }
    }
}
