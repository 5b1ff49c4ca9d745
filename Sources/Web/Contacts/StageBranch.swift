import HTML
import Verger

/// The branch of the stages with their dates, and under it why the stage is held and what the next one wants.
struct StageBranch {
    private let visit: Visit
    private let reading: ContactReading
    private let report: ContactReport
    private let marks: StageMarks
    private let notation: Notation

    init(_ visit: Visit, _ reading: ContactReading, _ report: ContactReport) {
        self.visit = visit
        self.reading = reading
        self.report = report
        marks = StageMarks(reading.rules, visit.language)
        notation = visit.notation
    }

    var markup: Markup {
        section(.class("ripen"), .id("ripen"), .aria("label", notation.text("Étape", "Stage"))) {
            if report.standing.isExcluded { exclusion }
            ol(.class("branch"), .style("--steps:\(report.stages.count)")) {
                for index in report.stages.indices { step(index) }
            }
            div(.class("because2")) {
                div(.class("col")) {
                    if let asked = reading.asked { askedColumn(asked) } else { held }
                }
                div(.class("col")) { missing }
            }
        }
    }

    private var exclusion: Markup {
        div(.class("banner warn")) {
            Icon.hand.markup
            div {
                b {
                    notation.text(
                        "Écarté des files, des envois et des comptes", "Left out of queues, messages and counts")
                }
                if let exclusion = report.exclusion { view.rules(exclusion) }
            }
        }
    }

    // MARK: Steps

    private func step(_ index: Int) -> Markup {
        let standing = report.standing
        let isNow = index == standing.stage
        let isPast = !isNow && index < (standing.stage ?? -1)
        let state = isNow ? "now" : isPast ? "past" : "later"
        let look = marks.look(index)
        let link = visit.call.path + visit.query.with("stage", isNow ? nil : String(index)).query
        return li(.class("step \(state) \(look.name)"), .aria("current", isNow ? "step" : nil)) {
            a(
                .class("step-link"), .href(link), .hx("get", link), .hx("select", "#ripen"), .hx("target", "#ripen"),
                .hx("swap", "outerHTML"), .aria("label", label(index))
            ) {
                span(.class("node")) { look.glyph }
            }
            if let gap = gap(index) { span(.class("gap")) { gap } }
            b { marks.name(index) }
            p { Markup(dates(index).map { line in Markup(line.0) + (line.1 ? br() : Markup()) }) }
        }
    }

    private func label(_ index: Int) -> String {
        notation.text("\(marks.name(index))\u{A0}: voir les preuves", "\(marks.name(index)): see the evidence")
    }

    /// When the stage was first entered; for the present one since when, and how often. The flag asks for a line break.
    private func dates(_ index: Int) -> [(String, Bool)] {
        if index == report.standing.stage {
            let since = notation.dayAndTime(report.standing.since)
            guard report.arrivals > 1 else { return [(since, false)] }
            return [
                (since, true),
                (
                    notation.text(
                        "pour la \(report.arrivals)e fois", "for the \(ordinal(report.arrivals)) time"), false
                ),
            ]
        }
        if let first = report.history.first(where: { $0.stage == index }) {
            let isLost = index > (report.standing.stage ?? -1)
            return [
                (
                    isLost
                        ? notation.text("atteinte le \(notation.day(first.at))", "reached on \(notation.day(first.at))")
                        : notation.day(first.at), false
                )
            ]
        }
        if index < (report.standing.stage ?? -1) { return [(notation.text("passée d’un coup", "skipped"), false)] }
        guard let missing = reading.missing[index], missing > 0 else {
            return [(notation.text("pas encore", "not yet"), false)]
        }
        return [
            (
                notation.text("il manque ", "")
                    + notation.plural(
                        missing, Sentence(fr: "preuve", en: "proof missing"),
                        Sentence(fr: "preuves", en: "proofs missing")), false
            )
        ]
    }

    private func ordinal(_ number: Int) -> String {
        switch number {
        case 2: "2nd"
        case 3: "3rd"
        default: "\(number)th"
        }
    }

    /// How long the stage was held in all, above the line that leaves it.
    private func gap(_ index: Int) -> String? {
        guard index < (report.standing.stage ?? -1) else { return nil }
        var total: Int64 = 0
        for (position, step) in report.history.enumerated() where step.stage == index {
            let until = position + 1 < report.history.count ? report.history[position + 1].at : report.asOf
            total += until - step.at
        }
        return total > 0 ? notation.duration(total) : nil
    }

    // MARK: Columns

    private var view: ExplanationView {
        ExplanationView(reading.rules.catalogue, notation, now: visit.now)
    }

    private var held: Markup {
        group {
            h3 {
                report.standing.stage == nil
                    ? notation.text("À aucune étape", "At no stage")
                    : notation.text(
                        "Pourquoi \(marks.name(report.standing.stage))", "Why \(marks.name(report.standing.stage))")
            }
            if let because = report.because { view.rules(because) }
            p(.class("stay")) { stay }
            if let heat = report.heat {
                details {
                    summary {
                        Icon.right.markup
                        span {
                            report.standing.temperature == .hot
                                ? notation.text("Pourquoi chaud", "Why hot")
                                : notation.text("Pourquoi froid", "Why cold")
                        }
                        if let until = heat.until {
                            span(.class("faint")) {
                                notation.text("jusqu’au ", "until ") + notation.shortDay(until, now: visit.now)
                            }
                        }
                    }
                    view.rules(heat)
                }
            }
        }
    }

    private var stay: String {
        guard let until = report.because?.until else {
            return notation.text("Tient jusqu’à nouvelle preuve.", "Holds until there is new evidence.")
        }
        return notation.text(
            "Tient jusqu’au \(notation.day(until)) sans fait nouveau.",
            "Holds until \(notation.day(until)) with no new fact.")
    }

    private func askedColumn(_ asked: (stage: Int, explanation: Explanation)) -> Markup {
        group {
            h3 {
                asked.explanation.holds
                    ? notation.text("\(marks.name(asked.stage)) tient aussi", "\(marks.name(asked.stage)) holds too")
                    : notation.text(
                        "Ce qui manque pour \(marks.name(asked.stage))",
                        "What is missing for \(marks.name(asked.stage))")
            }
            view.rules(asked.explanation)
            p(.class("stay")) {
                a(.class("link"), .href(visit.call.path + visit.query.with("stage", nil).query)) {
                    notation.text("Revenir à l’étape présente", "Back to the present stage")
                }
            }
        }
    }

    @MarkupBuilder private var missing: Markup {
        if let missing = report.missing {
            h3 {
                let name = missing.name?.text(in: visit.language) ?? ""
                notation.text("Ce qui manque pour \(name)", "What is missing for \(name)")
            }
            view.rules(missing)
        } else {
            h3 { notation.text("La dernière étape", "The last stage") }
            p(.class("muted")) {
                notation.text(
                    "Il n’y a rien au-delà\u{A0}: prenez-en soin.", "There is nothing beyond: take good care.")
            }
        }
    }
}
