import HTML
import Verger

/// The stages one under the other: how many entered, went on, fell back, are there.
struct FlowTable {
    private let visit: Visit
    private let reading: FunnelReading
    private let links: FunnelLinks
    private let marks: StageMarks

    init(_ visit: Visit, _ reading: FunnelReading, _ links: FunnelLinks) {
        self.visit = visit
        self.reading = reading
        self.links = links
        marks = StageMarks(reading.rules, visit.language)
    }

    private var notation: Notation { visit.notation }
    private var steps: [FunnelTally.Step] { reading.tally.steps }
    private var largest: Int { max(1, steps.map(\.entered).max() ?? 1) }

    var markup: Markup {
        section(.class("section"), .aria("labelledby", "flow")) {
            div(.class("head")) {
                h2(.id("flow")) {
                    notation.text(
                        "De \(marks.name(0).lowercasedFirst) à \(marks.name(steps.count - 1).lowercasedFirst)",
                        "From \(marks.name(0).lowercasedFirst) to \(marks.name(steps.count - 1).lowercasedFirst)")
                }
                span(.class("muted small")) { period }
            }
            div(.class("flow"), .role("table"), .aria("labelledby", "flow")) {
                div(.class("fh"), .role("row")) {
                    for (index, title) in titles.enumerated() {
                        span(.class(index > 1 ? "r" : nil), .role("columnheader")) { title }
                    }
                }
                for step in steps { row(step) }
            }
            p(.class("small faint legend")) {
                span {
                    i(.class("hatch"))
                    notation.text("redescendus depuis", "fell back since")
                }
                span {
                    i(.class("ghost"))
                    notation.text(
                        "ceux de l’étape d’avant qui n’y sont pas entrés",
                        "those of the stage before who did not enter it")
                }
                span { notation.text("Chaque chiffre ouvre ses contacts.", "Each figure opens its contacts.") }
            }
        }
    }

    private var period: String {
        let last = min(reading.choice.to, visit.workspace.zone.day(at: reading.choice.period.seen))
        return notation.text(
            "contacts entrés dans l’étape du \(reading.choice.from.text(in: .french)) au \(last.text(in: .french))",
            "contacts who entered the stage from \(reading.choice.from.text(in: .english)) to \(last.text(in: .english))"
        )
    }

    private var titles: [String] {
        [
            notation.text("Étape", "Stage"), "", notation.text("Entrés", "Entered"),
            notation.text("Passent à la suite", "Go on"), notation.text("En", "In"),
            notation.text("Redescendus", "Fell back"), notation.text("Présents", "Present"),
        ]
    }

    private func row(_ step: FunnelTally.Step) -> Markup {
        div(.class("fr \(marks.look(step.stage).name)"), .role("row")) {
            span(.class("badge bare \(marks.look(step.stage).name)"), .role("rowheader")) {
                marks.look(step.stage).glyph
                marks.name(step.stage)
            }
            span(.class("bar"), .role("cell"), .style("--p: \(width(before: step))")) {
                i(.style("width: \(width(step.entered - step.fallen))"))
                if step.fallen > 0 { em(.style("width: \(width(step.fallen))")) }
            }
            b(.role("cell")) { link(step.entered, .entered, step) }
            conversion(step)
            wait(step)
            span(.role("cell")) { step.stage == 0 ? dash : link(step.fallen, .fallen, step) }
            span(.role("cell")) { link(step.present, .present, step) }
        }
    }

    private func conversion(_ step: FunnelTally.Step) -> Markup {
        guard step.next < steps.count else { return span(.class("faint"), .role("cell")) { dash } }
        return span(.class("rate"), .role("cell")) {
            if let share = step.conversion {
                a(
                    .href(links.contacts(FunnelFigure(.converted, step.stage))),
                    .title(
                        notation.text(
                            "\(notation.count(step.converted)) sur \(notation.count(step.mature)) en \(reading.choice.patience) jours",
                            "\(notation.count(step.converted)) of \(notation.count(step.mature)) within \(reading.choice.patience) days"
                        ))
                ) { notation.percent(share) }
            } else {
                dash
            }
            if step.recent > 0 {
                a(.class("recent"), .href(links.contacts(FunnelFigure(.recent, step.stage)))) {
                    FunnelFigures.Words.recent(notation, step.recent)
                }
            }
        }
    }

    private func wait(_ step: FunnelTally.Step) -> Markup {
        guard step.next < steps.count, let wait = step.medianWait else {
            return span(.class("faint"), .role("cell")) { dash }
        }
        return span(.role("cell")) {
            a(.href(links.contacts(FunnelFigure(.converted, step.stage)))) {
                wait < Instant.hour ? notation.text("aussitôt", "at once") : notation.duration(wait)
            }
        }
    }

    private func link(_ count: Int, _ kind: FunnelFigure.Kind, _ step: FunnelTally.Step) -> Markup {
        a(.href(links.contacts(FunnelFigure(kind, step.stage)))) { notation.count(count) }
    }

    private var dash: Markup { span(.class("faint")) { "–" } }

    /// How far those of the stage before came; nothing for the first.
    private func width(before step: FunnelTally.Step) -> String {
        step.stage == 0 ? "0%" : width(steps[step.stage - 1].entered)
    }

    private func width(_ count: Int) -> String {
        Number(millionths: Int64(Double(count) / Double(largest) * 100_000_000)).description(places: 2) + "%"
    }
}
