import HTML
import Verger

/// The score as the sum of rows: fit and engagement, each a bar cut into its contributions.
struct ScorePanel {
    private let report: ContactReport
    private let notation: Notation
    private let rules: Rules
    private let words: ActivityWords
    private let now: Instant

    init(_ report: ContactReport, _ notation: Notation, _ rules: Rules, _ words: ActivityWords, now: Instant) {
        self.report = report
        self.notation = notation
        self.rules = rules
        self.words = words
        self.now = now
    }

    var markup: Markup { report.isUnscored ? withheld : scored }

    /// The person objects: nothing is computed, so that nothing is shown.
    private var withheld: Markup {
        section(.class("score"), .aria("labelledby", "score")) {
            div(.class("total")) { h2(.id("score")) { notation.text("Score", "Score") } }
            p(.class("small muted")) {
                notation.text(
                    "Retenu\u{A0}: la personne s’oppose à être évaluée (RGPD, article 21). Ni score ni température ne sont calculés.",
                    "Withheld: the person objects to being scored (GDPR, article 21). No score or temperature is computed."
                )
            }
        }
    }

    private var scored: Markup {
        section(.class("score"), .aria("labelledby", "score")) {
            div(.class("total")) {
                h2(.id("score")) { notation.text("Score", "Score") }
                span(.class("faint small end")) {
                    notation.text("au ", "on ") + notation.dayAndTime(report.asOf)
                }
            }
            meter(.fit, String(report.grade.prefix(1)), notation.text("Adéquation", "Fit"), report.standing.score.fit)
            meter(
                .engagement, String(report.grade.dropFirst()), notation.text("Engagement", "Engagement"),
                report.standing.score.engagement)
            p(.class("small faint")) { closing }
        }
    }

    private func meter(_ axis: Score.Axis, _ grade: String, _ name: String, _ total: Int64) -> Markup {
        let rows = rows(axis)
        let scale = max(1000, rows.filter { $0.tenths > 0 }.reduce(0) { $0 + $1.tenths })
        return div(.class("meter")) {
            div(.class("line")) {
                span {
                    b { grade }
                    " " + name
                }
                b(.class("num")) { notation.points(total) }
            }
            div(
                .class("track"), .role("img"),
                .aria("label", notation.text("\(notation.points(total)) points", "\(notation.points(total)) points"))
            ) {
                for row in rows where row.tenths > 0 {
                    element("i", [.style("width:\(share(row.tenths, of: scale))")], Markup())
                }
            }
            div(.class("marks"), .aria("hidden", "true")) {
                for (mark, points) in thresholds(axis) where points.tenths <= scale {
                    element("u", [.style("left:\(share(points.tenths, of: scale))")], Markup(mark))
                }
            }
            ul {
                if rows.isEmpty { li { span(.class("faint")) { notation.text("rien encore", "nothing yet") } } }
                for row in rows {
                    li {
                        span { row.name }
                        span(.class("d")) { row.when }
                        span { notation.signedPoints(row.tenths) }
                    }
                }
            }
        }
    }

    private func thresholds(_ axis: Score.Axis) -> [(String, Number)] {
        switch axis {
        case .fit: Array(zip(["A", "B", "C"], rules.grades.fit))
        case .engagement: Array(zip(["1", "2", "3"], rules.grades.engagement))
        case .total: []
        }
    }

    private func share(_ tenths: Int64, of scale: Int64) -> String {
        let permille = tenths * 1000 / max(scale, 1)
        return "\(permille / 10).\(permille % 10)%"
    }

    // MARK: Rows

    private struct Row {
        let name: String
        let when: String
        let tenths: Int64
    }

    /// The contributions of one axis, the largest first; those of one rule and kind that came in bursts together.
    private func rows(_ axis: Score.Axis) -> [Row] {
        var rows: [Row] = []
        var done: Set<String> = []
        let lines = report.lines.filter { $0.axis == axis && $0.tenths != 0 }
        for line in lines where !done.contains(line.rule) {
            let alike = lines.filter { $0.rule == line.rule }
            if alike.count > 3 {
                done.insert(line.rule)
                let name = line.activity.map { words.title($0) } ?? line.rule
                rows.append(
                    Row(
                        name: "\(alike.count) × \(name.lowercasedFirst)",
                        when: alike.compactMap(\.activity?.at).max().map { notation.shortDay($0, now: now) } ?? "",
                        tenths: alike.reduce(0) { $0 + $1.tenths }))
            } else {
                rows.append(
                    Row(
                        name: name(of: line), when: line.activity.map { notation.shortDay($0.at, now: now) } ?? "",
                        tenths: line.tenths))
            }
        }
        return rows.sorted { abs($0.tenths) > abs($1.tenths) }
    }

    private func name(of line: ContactReport.Line) -> String {
        guard let activity = line.activity else { return ruleName(line.rule) }
        return words.title(activity)
    }

    /// The rules that ship have names; a workspace's own are shown as it calls them.
    private func ruleName(_ id: String) -> String {
        let known: [String: Sentence] = [
            "industry": Sentence(fr: "Secteur visé", en: "Target industry"),
            "persona": Sentence(fr: "Correspond à un persona", en: "Fits a persona"),
            "size": Sentence(fr: "Effectif visé", en: "Target size"),
            "country": Sentence(fr: "Pays visé", en: "Target country"),
            "freemail": Sentence(fr: "Messagerie personnelle", en: "Personal mailbox"),
            "student": Sentence(fr: "Étudiant ou stagiaire", en: "Student or intern"),
        ]
        return known[id]?.text(in: notation.language) ?? id.replacing("-", with: " ").capitalizedFirst
    }

    private var closing: String {
        var sentences: [String] = []
        let fade = max(0, report.standing.score.engagement - report.engagementTomorrow)
        if fade > 0 {
            sentences.append(
                notation.text(
                    "Perd environ \(notation.points(fade)) point par jour sans fait nouveau.",
                    "Loses about \(notation.points(fade)) points a day with no new fact."))
        }
        if report.standing.temperature == .hot, let until = report.heat?.until {
            sentences.append(
                notation.text("Chaud jusqu’au \(notation.day(until)).", "Hot until \(notation.day(until))."))
        }
        return sentences.isEmpty
            ? notation.text("Ne change pas avec le temps.", "Does not change with time.")
            : sentences.joined(separator: " ")
    }
}
