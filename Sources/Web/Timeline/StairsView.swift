package import HTML
package import Verger

/// The stage of a contact against time: one tread for each stay, ticks for the facts, the day line that goes back in time.
package struct StairsView: Sendable {
    private let report: ContactReport
    private let activities: [Activity]
    private let words: ActivityWords
    private let marks: StageMarks
    private let notation: Notation
    private let start: Instant
    private let end: Instant

    private static let height = 84.0
    private static let top = 11.0
    private static let bottom = 74.0

    /// `end`: the present, whatever day is looked at.
    package init(
        _ report: ContactReport, _ activities: [Activity], _ words: ActivityWords, _ marks: StageMarks,
        _ notation: Notation, until end: Instant
    ) {
        self.report = report
        self.activities = activities
        self.words = words
        self.marks = marks
        self.notation = notation
        start = report.history.first?.at ?? report.asOf
        self.end = max(end, start + Instant.day)
    }

    /// `form`: what goes back in time, empty where nothing does.
    package func markup(asOf form: Markup) -> Markup {
        figure(.class("stairs"), .aria("label", label)) {
            div(.class("levels"), .aria("hidden", "true")) {
                for stage in levels {
                    span(.class(marks.look(stage).name), .style("top:\(number(height(stage)))px")) {
                        marks.look(stage).glyph
                    }
                }
            }
            div(.class("plot")) {
                svg(
                    Attribute("viewBox", "0 0 1000 84"), Attribute("preserveAspectRatio", "none"),
                    .aria("hidden", "true")
                ) {
                    for month in months { path(.class("tick"), Attribute("d", "M\(x(month.at)) 0V84")) }
                    risers
                    treads
                }
                falls
                span(.class("nowline"), .style("left:\(percent(report.asOf))")) {
                    b { notation.shortDay(report.asOf, now: end) }
                }
            }
            div(.class("facts"), .aria("hidden", "true")) {
                for activity in activities.suffix(400) where activity.at >= start && activity.at <= end {
                    element(
                        "i", [.class(words.isOurs(activity) ? "out" : "in"), .style("left:\(percent(activity.at))")],
                        Markup())
                }
            }
            div(.class("months"), .aria("hidden", "true")) {
                for month in months.filter(\.isNamed) {
                    span(.style("left:\(percent(month.at))")) { month.name }
                }
            }
            form
            figcaption {
                span {
                    i(.class("in"))
                    notation.text("venant du contact", "from the contact")
                }
                span {
                    i(.class("out"))
                    notation.text("venant de nous", "from us")
                }
                if !form.isEmpty {
                    span(.class("no-small js-only")) {
                        notation.text(
                            "Faites glisser la ligne du jour pour remonter le temps.",
                            "Drag the day line to go back in time.")
                    }
                }
            }
        }
    }

    private var label: String {
        let steps = report.history.map { "\(marks.name($0.stage)) \(notation.day($0.at))" }.joined(separator: ", ")
        return notation.text("Étape dans le temps\u{A0}: ", "Stage over time: ") + steps
    }

    // MARK: Stages

    private var levels: [Int] { Array(0...max(report.standing.highest ?? 0, 1)) }

    private func height(_ stage: Int?) -> Double {
        guard let stage else { return StairsView.bottom }
        let steps = Double(max(levels.count - 1, 1))
        return StairsView.bottom - Double(stage) * (StairsView.bottom - StairsView.top) / steps
    }

    private var treads: Markup {
        Markup(
            report.history.enumerated().map { index, step in
                let until = index + 1 < report.history.count ? report.history[index + 1].at : report.asOf
                return path(
                    .class("tread \(marks.look(step.stage).name)"),
                    Attribute("d", "M\(x(step.at)) \(number(height(step.stage)))H\(x(until))"))
            })
    }

    private var risers: Markup {
        Markup(
            report.history.indices.dropFirst().map { index in
                path(
                    .class("riser"),
                    Attribute(
                        "d",
                        "M\(x(report.history[index].at)) \(number(height(report.history[index - 1].stage)))V\(number(height(report.history[index].stage)))"
                    ))
            })
    }

    /// The reason of a fall beside it, when there is room before the next step.
    private var falls: Markup {
        Markup(
            report.history.indices.dropFirst().compactMap { index -> Markup? in
                let (before, step) = (report.history[index - 1], report.history[index])
                guard (step.stage ?? -1) < (before.stage ?? -1) else { return nil }
                let until = index + 1 < report.history.count ? report.history[index + 1].at : report.asOf
                guard position(until) - position(step.at) > 0.14 else { return nil }
                return span(
                    .class("fall"), .style("left:\(percent(step.at));top:\(number(max(0, height(before.stage) - 8)))px")
                ) {
                    notation.text("redescend le ", "down on ") + notation.shortDay(step.at, now: end)
                }
            })
    }

    // MARK: Time

    private var months: [(at: Instant, name: String, isNamed: Bool)] {
        let first = notation.zone.day(at: start)
        var result: [(Instant, String, Bool)] = []
        var (year, month) = (first.year, first.month)
        while result.count < 240 {
            (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1)
            guard let day = Day(year: year, month: month, day: 1) else { break }
            let at = notation.zone.start(of: day)
            if at > end { break }
            result.append((at, day.monthName(in: notation.language), true))
        }
        let every = max(1, (result.count + 9) / 10)
        return result.enumerated().map { index, month in
            (at: month.0, name: month.1, isNamed: index % every == 0 && position(month.0) < 0.96)
        }
    }

    private func position(_ instant: Instant) -> Double {
        min(1, max(0, Double(instant - start) / Double(end - start)))
    }

    private func x(_ instant: Instant) -> String { number(position(instant) * 1000) }

    private func percent(_ instant: Instant) -> String { number(position(instant) * 100) + "%" }

    private func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(abs(tenths % 10))"
    }
}
