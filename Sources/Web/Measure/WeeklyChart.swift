import HTML
import Verger

/// Arrivals by week: one line for each stage where something is won, and the same as a table.
struct WeeklyChart {
    private let visit: Visit
    private let links: FunnelLinks
    private let marks: StageMarks
    private let weeks: [FunnelWeek]
    private let counts: [[Int]]
    private let stages: [Int]
    private static let height = 236.0

    init(_ visit: Visit, _ reading: FunnelReading, _ links: FunnelLinks) {
        self.visit = visit
        self.links = links
        marks = StageMarks(reading.rules, visit.language)
        weeks = reading.tally.weeks
        counts = reading.tally.weekly
        let known = ["prospect", "opportunity", "client"].compactMap { id in
            reading.rules.stages.firstIndex { $0.id == id }
        }
        stages = known.isEmpty ? Array(reading.rules.stages.indices.dropFirst().suffix(3)) : known
    }

    private var notation: Notation { visit.notation }

    var markup: Markup {
        section(.aria("labelledby", "weeks")) {
            div(.class("head")) {
                h2(.id("weeks")) { notation.text("Arrivées par semaine", "Arrivals by week") }
                span(.class("end")) {
                    notation.plural(
                        weeks.count, Sentence(fr: "semaine", en: "week"), Sentence(fr: "semaines", en: "weeks"))
                }
            }
            if weeks.count > 1 {
                figure(.class("chart"), .aria("label", caption)) {
                    plot
                    ends
                    months
                }
            }
            details(.class("twin")) {
                summary { notation.text("Les mêmes chiffres en tableau", "The same figures as a table") }
                table
            }
        }
    }

    private var caption: String {
        let names = stages.map { marks.name($0).lowercasedFirst }.joined(separator: ", ")
        return notation.text("Arrivées par semaine\u{A0}: \(names)", "Arrivals by week: \(names)")
    }

    // MARK: Lines

    /// A round distance between ticks, of which four are enough.
    private var step: Int {
        let highest = max(1, counts.flatMap { week in stages.map { week[$0] } }.max() ?? 1)
        var unit = 1
        while true {
            for factor in [1, 2, 5] where unit * factor * 4 >= highest { return unit * factor }
            unit *= 10
        }
    }

    /// The ticks, from zero to the first above everything.
    private var ticks: [Int] {
        let highest = max(1, counts.flatMap { week in stages.map { week[$0] } }.max() ?? 1)
        return (0...max(1, (highest + step - 1) / step)).map { $0 * step }
    }

    private var top: Int { ticks.last ?? 1 }

    private func y(_ count: Int) -> Double { WeeklyChart.height * (1 - Double(count) / Double(top)) }

    private func x(_ week: Int) -> Double { 1000 * Double(week) / Double(max(1, weeks.count - 1)) }

    private var plot: Markup {
        div(.class("plot")) {
            svg(
                Attribute("viewBox", "0 0 1000 236"), Attribute("preserveAspectRatio", "none"),
                .aria("hidden", "true")
            ) {
                for tick in ticks {
                    path(
                        .class(tick == 0 ? "grid base" : "grid"),
                        Attribute("d", "M0 \(number(y(tick)))H1000"))
                }
                for stage in stages { serie(stage) }
            }
            for tick in ticks.dropFirst() {
                span(.class("yl"), .style("top: \(number(y(tick)))px")) { notation.count(tick) }
            }
        }
    }

    /// Whole weeks in one line; the weeks that the period cuts are dashed.
    private func serie(_ stage: Int) -> Markup {
        let points = weeks.indices.map { "\(number(x($0))) \(number(y(counts[$0][stage])))" }
        let firstWhole = weeks.firstIndex(where: \.isWhole) ?? 0
        let lastWhole = weeks.lastIndex(where: \.isWhole) ?? weeks.count - 1
        func line(_ range: ClosedRange<Int>, _ name: String) -> Markup {
            guard range.count > 1 else { return Markup() }
            return path(
                .class("serie \(marks.look(stage).name)\(name)"),
                Attribute("d", "M" + points[range].joined(separator: " L")))
        }
        return group {
            line(0...firstWhole, " cut")
            line(firstWhole...max(firstWhole, lastWhole), "")
            line(max(firstWhole, lastWhole)...(weeks.count - 1), " cut")
        }
    }

    /// At the end of each line its name and its last figure, moved apart where lines end close to one another.
    private var ends: Markup {
        let last = weeks.count - 1
        var places: [(stage: Int, y: Double)] = stages.map { ($0, y(counts[last][$0])) }
        places.sort { $0.y < $1.y }
        for index in places.indices.dropFirst() where places[index].y - places[index - 1].y < 20 {
            places[index].y = places[index - 1].y + 20
        }
        if let over = places.last.map({ $0.y - WeeklyChart.height }), over > 0 {
            for index in places.indices { places[index].y -= over }
        }
        return div(.class("ends")) {
            for place in places {
                span(.class(marks.look(place.stage).name), .style("top: \(number(place.y))px")) {
                    marks.look(place.stage).glyph
                    marks.name(place.stage)
                    " "
                    b { notation.count(counts[last][place.stage]) }
                }
            }
        }
    }

    /// Each month where its first week begins.
    private var months: Markup {
        var shown: [(name: String, x: Double)] = []
        for (index, week) in weeks.enumerated() {
            let day = Day(number: week.monday.number + 6)
            let isNew = index == 0 || Day(number: weeks[index - 1].monday.number + 6).month != day.month
            guard isNew, shown.last.map({ x(index) - $0.x >= 110 }) ?? true, x(index) <= 960 else { continue }
            shown.append((String(day.text(in: visit.language).split(separator: "\u{A0}")[1]), x(index)))
        }
        return div(.class("xl at")) {
            for month in shown { span(.style("left: \(number(month.x / 10))%")) { month.name } }
        }
    }

    private func number(_ value: Double) -> String {
        Number(millionths: Int64((value * 10).rounded()) * 100_000).description
    }

    // MARK: Table

    private var table: Markup {
        div(.class("scroll"), .tabindex(0), .role("region"), .aria("label", caption)) {
            HTML.table(.class("table")) {
                thead {
                    tr {
                        th(Attribute("scope", "col")) { notation.text("Semaine du", "Week of") }
                        for stage in stages { th(.class("r"), Attribute("scope", "col")) { marks.name(stage) } }
                    }
                }
                tbody {
                    for (index, week) in weeks.enumerated().reversed() {
                        tr {
                            td {
                                week.monday.text(in: visit.language)
                                if !week.isWhole {
                                    span(.class("faint")) { notation.text(" (incomplète)", " (incomplete)") }
                                }
                            }
                            for stage in stages {
                                td(.class("r")) {
                                    a(.class("link"), .href(links.contacts(FunnelFigure(.entered, stage), week: week)))
                                    {
                                        notation.count(counts[index][stage])
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
