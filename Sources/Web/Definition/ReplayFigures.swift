import HTML
import Verger

/// The four figures of a replay, as they are and as they would be.
struct ReplayFigures {
    private let outcome: ReplayOutcome
    private let stage: String
    private let notation: Notation

    init(_ outcome: ReplayOutcome, stage: String, _ notation: Notation) {
        self.outcome = outcome
        self.stage = stage
        self.notation = notation
    }

    struct Figure {
        let title: String
        let hint: String
        let old: Double?
        let new: Double?
        /// What a full bar stands for.
        let full: Double
        var detail: String?
        let text: (Double) -> String
    }

    var all: [Figure] {
        let (old, new) = (outcome.oldVerdict, outcome.newVerdict)
        return [
            Figure(
                title: notation.text("Précision", "Precision"),
                hint: notation.text("arrivés à \(stage) qui ont payé", "arrived at \(stage) who paid"),
                old: old.precision, new: new.precision, full: 1, text: { notation.percent($0) }),
            Figure(
                title: notation.text("Rappel", "Recall"),
                hint: notation.text("payeurs repérés avant", "payers spotted before"), old: old.recall, new: new.recall,
                full: 1, text: { notation.percent($0) }),
            Figure(
                title: notation.text("Avance médiane", "Median lead"),
                hint: notation.text("de \(stage) au paiement", "from \(stage) to payment"), old: old.leadDays,
                new: new.leadDays, full: max(old.leadDays ?? 0, new.leadDays ?? 0) * 1.15, text: days),
            Figure(
                title: notation.text("Charge", "Workload"),
                hint: notation.text("passages par commercial et semaine", "handovers per rep and week"),
                old: outcome.pace?.old,
                new: outcome.pace?.new, full: max(outcome.pace?.old ?? 0, outcome.pace?.new ?? 0) * 1.15,
                detail: paceDetail, text: decimal),
        ]
    }

    /// `sur 52 semaines, à 3 personnes`.
    private var paceDetail: String? {
        outcome.pace.map { pace in
            notation.text(
                "sur \(pace.weeks)\u{A0}semaines, à \(pace.people)\u{A0}\(pace.people == 1 ? "personne" : "personnes")",
                "over \(pace.weeks) weeks, by \(pace.people) \(pace.people == 1 ? "person" : "people")")
        }
    }

    var markup: Markup {
        dl(.class("four")) {
            for figure in all {
                div {
                    dt {
                        figure.title
                        " "
                        span(.class("faint"), .title(figure.detail)) { figure.hint }
                    }
                    dd {
                        figure.new.map(figure.text) ?? "—"
                        small {
                            notation.text("contre ", "against ") + (figure.old.map(figure.text) ?? "—")
                        }
                        span(.class("pairbar"), .aria("hidden", "true")) {
                            i(.style("width:\(width(figure.old, figure.full))%")) {}
                            i(.class("on"), .style("width:\(width(figure.new, figure.full))%")) {}
                        }
                    }
                }
            }
        }
    }

    private func width(_ value: Double?, _ full: Double) -> Int {
        guard let value, full > 0 else { return 0 }
        return Int((value / full * 100).rounded())
    }

    private func days(_ value: Double) -> String {
        let text = notation.number(Number(millionths: Int64(value * 1_000_000)), places: value < 10 ? 1 : 0)
        return text + "\u{A0}" + notation.text("j", "d")
    }

    private func decimal(_ value: Double) -> String {
        notation.number(Number(millionths: Int64(value * 1_000_000)), places: value < 1 ? 2 : 1)
    }
}
