import HTML
import Verger

/// Visits by day: a bar for each, and the same as a table.
struct AudienceChart {
    private static let height = 180.0

    private let visit: Visit
    private let days: [(day: Day, count: AudienceCount)]
    private let step: Int

    init(_ visit: Visit, _ days: [(day: Day, count: AudienceCount)]) {
        self.visit = visit
        self.days = days
        step = AudienceChart.step(for: days.map(\.count.visits).max() ?? 0)
    }

    var markup: Markup {
        group {
            figure(.class("chart audience-chart"), .aria("label", visit.say(SiteWords.byDay))) {
                plot
                axis
            }
            details(.class("twin")) {
                summary { visit.notation.text("Les mêmes chiffres en tableau", "The same figures as a table") }
                twin
            }
        }
    }

    /// A round distance between ticks, of which four are enough.
    private static func step(for highest: Int) -> Int {
        var unit = 1
        while true {
            for factor in [1, 2, 5] where unit * factor * 4 >= highest { return unit * factor }
            unit *= 10
        }
    }

    private var ticks: [Int] {
        let highest = max(1, days.map(\.count.visits).max() ?? 1)
        return (0...max(1, (highest + step - 1) / step)).map { $0 * step }
    }

    private func y(_ count: Int) -> Double {
        AudienceChart.height * (1 - Double(count) / Double(ticks.last ?? 1))
    }

    private var plot: Markup {
        div(.class("plot")) {
            svg(
                Attribute("viewBox", "0 0 1000 180"), Attribute("preserveAspectRatio", "none"), .aria("hidden", "true")
            ) {
                for tick in ticks {
                    path(.class(tick == 0 ? "grid base" : "grid"), Attribute("d", "M0 \(number(y(tick)))H1000"))
                }
                for index in days.indices where days[index].count.visits > 0 { bar(index) }
            }
            for tick in ticks.dropFirst() {
                span(.class("yl"), .style("top: \(number(y(tick)))px")) { visit.notation.count(tick) }
            }
        }
    }

    private func bar(_ index: Int) -> Markup {
        let width = 1000 / Double(days.count)
        let gap = min(4, width * 0.2)
        let top = y(days[index].count.visits)
        return rect(
            .class("day"), Attribute("x", number(Double(index) * width + gap / 2)), Attribute("y", number(top)),
            Attribute("width", number(width - gap)), Attribute("height", number(AudienceChart.height - top)))
    }

    /// The first, the middle and the last day.
    private var axis: Markup {
        div(.class("xl")) {
            for index in [0, days.count / 2, days.count - 1] { span { days[index].day.text(in: visit.language) } }
        }
    }

    private var twin: Markup {
        div(.class("scroll"), .tabindex(0), .role("region"), .aria("label", visit.say(SiteWords.byDay))) {
            table(.class("table")) {
                thead {
                    tr {
                        th(Attribute("scope", "col")) { visit.say(SiteWords.day) }
                        th(.class("r"), Attribute("scope", "col")) { visit.say(SiteWords.visits) }
                        th(.class("r"), Attribute("scope", "col")) { visit.say(SiteWords.views) }
                    }
                }
                tbody {
                    for (day, count) in days.reversed() where count.views > 0 {
                        tr {
                            td { day.text(in: visit.language) }
                            td(.class("r")) { visit.notation.count(count.visits) }
                            td(.class("r")) { visit.notation.count(count.views) }
                        }
                    }
                }
            }
        }
    }

    private func number(_ value: Double) -> String {
        Number(millionths: Int64((value * 10).rounded()) * 100_000).description
    }
}
