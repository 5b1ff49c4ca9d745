import Verger

/// A contact's report as a person reads it aloud.
struct ReportText {
    private let report: ContactReport
    private let catalogue: Catalogue
    private let language: Language

    init(_ report: ContactReport, catalogue: Catalogue, language: Language) {
        self.report = report
        self.catalogue = catalogue
        self.language = language
    }

    func lines(title: String, reach: String) -> [String] {
        var lines = [Style.bold(title)]
        if !reach.isEmpty { lines.append(reach) }
        lines += ["", Style.bold(standing)]
        lines += exclusion
        if let because = report.because {
            lines += [
                "",
                Style.bold(
                    text("Pourquoi \(stageName(report.standing.stage))", "Why \(stageName(report.standing.stage))")),
            ]
            lines += because.topParts.flatMap { explain($0, indent: 1) }
        }
        if let missing = report.missing {
            let next = missing.name?.text(in: language) ?? ""
            lines += ["", Style.bold(text("Ce qui manque pour \(next)", "What is missing for \(next)"))]
            lines += missing.topParts.flatMap { explain($0, indent: 1) }
        }
        if let heat = report.heat {
            lines += [
                "",
                Style.bold(
                    report.standing.temperature == .hot
                        ? text("Pourquoi chaud", "Why hot") : text("Pourquoi froid", "Why cold")),
            ]
            lines += explain(heat, indent: 1)
        }
        return lines + [""] + score + [""] + history + closing
    }

    // MARK: Parts

    private var standing: String {
        let standing = report.standing
        guard standing.stage != nil else { return text("À aucune étape", "At no stage") }
        let since = report.zone.text(of: standing.since, in: language)
        var parts = [
            text("\(stageName(standing.stage)) depuis le \(since)", "\(stageName(standing.stage)) since \(since)")
        ]
        if report.arrivals > 1 {
            parts[0] += text(" (pour la \(report.arrivals)e fois)", " (for the \(ordinal(report.arrivals)) time)")
        }
        switch standing.temperature {
        case .hot: parts.append(text("chaud", "hot"))
        case .cold: parts.append(text("froid", "cold"))
        case nil: break
        }
        parts.append(text("note \(report.grade)", "grade \(report.grade)"))
        if let highest = standing.highest, highest != standing.stage {
            parts.append(text("alla jusqu’à \(stageName(highest))", "once \(stageName(highest))"))
        }
        return parts.joined(separator: " · ")
    }

    private var exclusion: [String] {
        guard let exclusion = report.exclusion else { return [] }
        return [
            Style.bad(
                text(
                    "Écarté\u{A0}: hors des files, des envois et des comptes. Pourquoi\u{A0}:",
                    "Excluded: left out of queues, messages and counts. Why:"))
        ] + explain(exclusion, indent: 1)
    }

    private func explain(_ part: Explanation, indent: Int, isTop: Bool = true) -> [String] {
        let margin = String(repeating: "  ", count: indent)
        let mark = part.holds ? Style.good("✓") : Style.faint("○")
        var sentence = part.phrase.text(in: language)
        if !isTop, let name = part.name { sentence = "\(name.text(in: language))\(colon) \(sentence.lowercasedFirst)" }
        var lines = ["\(margin)\(mark) \(sentence)"]
        if !part.holds, let missing = part.missing {
            lines[0] += Style.warn(" — " + missing.text(in: language))
        }
        if part.joint == nil { lines += leaf(part, margin + "    ") }
        return lines + shown(part).flatMap { explain($0, indent: indent + 1, isTop: false) }
    }

    /// Of alternatives, what decides: those that hold when one does.
    private func shown(_ part: Explanation) -> [Explanation] {
        part.joint == .any && part.holds ? part.parts.filter(\.holds) : part.parts
    }

    private func leaf(_ part: Explanation, _ margin: String) -> [String] {
        var lines = part.proofs.compactMap { proof($0) }.map { margin + $0 }
        let listed = part.proofs.count { if case .activity = $0 { true } else { false } }
        if let count = part.count, count > listed, listed > 0 {
            lines.append(margin + text("… et \(count - listed) de plus", "… and \(count - listed) more"))
        }
        return lines + [margin + Style.faint(part.text + limit(of: part))]
    }

    private func limit(of part: Explanation) -> String {
        guard part.holds, let until = part.until else { return "" }
        let day = report.zone.day(at: until).text(in: language)
        return text("   jusqu’au \(day)", "   until \(day)")
    }

    private func proof(_ proof: Proof) -> String? {
        switch proof {
        case .activity(let activity): describe(activity)
        case .bound(let activity):
            describe(activity) + text(" — ce qui précède ne compte plus", " — what came before does not count")
        // A figure is the condition itself: its text follows.
        case .value(let name, let value?):
            text("à présent \(value)", "now \(value)") + (name.contains(" ") ? "" : " (\(name))")
        case .value(let name, nil): text("\(name)\u{A0}: rien", "\(name): nothing")
        }
    }

    private func describe(_ activity: Activity) -> String {
        var words = catalogue.kinds.first { $0.name == activity.kind }?.label.text(in: language) ?? activity.kind
        if let amount = activity.amount { words += " \(decimal(amount, places: 2)) \(activity.currency ?? "")" }
        var details = activity.properties.sorted { $0.key < $1.key }.map { name, value in
            Number(value) == nil ? value.shortened(to: 60) : "\(value) \(name)"
        }
        if let campaign = activity.campaign {
            details.append(text("campagne «\u{A0}\(campaign)\u{A0}»", "campaign “\(campaign)”"))
        }
        if !details.isEmpty { words += " (\(details.joined(separator: ", ")))" }
        return "\(report.zone.text(of: activity.at, in: language))  \(words)"
    }

    private var score: [String] {
        let total = report.standing.score
        var lines = [
            Style.bold(
                text(
                    "Score \(report.grade)\u{A0}: adéquation \(tenths(total.fit)), engagement \(tenths(total.engagement))",
                    "Score \(report.grade): fit \(tenths(total.fit)), engagement \(tenths(total.engagement))"))
        ]
        for (axis, name) in [(Score.Axis.fit, text("adéquation", "fit")), (.engagement, "engagement")] {
            let shown = report.lines.filter { $0.axis == axis && $0.tenths != 0 }
            for rule in unique(shown.map(\.rule)) {
                lines += self.lines(of: rule, shown.filter { $0.rule == rule }, name)
            }
        }
        return lines
    }

    private func lines(of rule: String, _ lines: [ContactReport.Line], _ axis: String) -> [String] {
        if lines.count > 3 {
            let sum = lines.reduce(0) { $0 + $1.tenths }
            let latest = lines.compactMap(\.activity?.at).max().map { report.zone.day(at: $0).text(in: language) } ?? ""
            return [
                "  \(signed(sum))  \(rule)  "
                    + Style.faint(
                        text(
                            "\(lines.count) faits, le dernier du \(latest)",
                            "\(lines.count) facts, the last of \(latest)"))
            ]
        }
        return lines.map { line in
            let activity = line.activity.map { "  " + Style.faint(describe($0)) } ?? ""
            return "  \(signed(line.tenths))  \(line.rule)\(activity)"
        }
    }

    private var history: [String] {
        [Style.bold(text("Parcours", "History"))]
            + report.history.enumerated().map { index, step in
                let isDown = index > 0 && (step.stage ?? -1) < (report.history[index - 1].stage ?? -1)
                let arrow = index == 0 ? " " : isDown ? "↓" : "↑"
                return "  \(report.zone.text(of: step.at, in: language))  \(arrow) \(stageName(step.stage))"
            }
    }

    /// How long each answer holds without news.
    private var closing: [String] {
        var sentences: [String] = []
        if let because = report.because {
            let name = stageName(report.standing.stage)
            sentences.append(
                until(because.until, text("\(name) tient", "\(name) holds"))
                    + text(" sans fait nouveau.", " without news."))
        }
        if let heat = report.heat, let end = heat.until {
            let word = report.standing.temperature == .hot ? text("Chaud", "Hot") : text("Froid", "Cold")
            sentences.append(until(end, word) + ".")
        }
        let fade = fadePerDay
        if fade > 0 {
            sentences.append(
                text("Le score perd environ \(tenths(fade)) par jour.", "The score loses about \(tenths(fade)) a day."))
        }
        return sentences.isEmpty ? [] : ["", sentences.joined(separator: " ")]
    }

    private func until(_ instant: Instant?, _ subject: String) -> String {
        guard let instant else { return subject }
        let day = report.zone.text(of: instant, in: language)
        return text("\(subject) jusqu’au \(day)", "\(subject) until \(day)")
    }

    /// What the score will have lost in a day, in tenths of a point.
    private var fadePerDay: Int64 {
        max(0, report.standing.score.engagement - report.engagementTomorrow)
    }

    // MARK: Words

    private func text(_ fr: String, _ en: String) -> String { language == .french ? fr : en }

    private var colon: String { language == .french ? "\u{A0}:" : ":" }

    private func stageName(_ index: Int?) -> String {
        index.map { report.stages[$0].name.text(in: language) } ?? text("aucune étape", "no stage")
    }

    private func ordinal(_ number: Int) -> String {
        switch number {
        case 2: "2nd"
        case 3: "3rd"
        default: "\(number)th"
        }
    }

    private func tenths(_ tenths: Int64) -> String { decimal(Number(tenths: tenths), places: 1) }

    private func signed(_ tenths: Int64) -> String {
        let text = (tenths < 0 ? "−" : "+") + decimal(Number(tenths: abs(tenths)), places: 1)
        return String(repeating: " ", count: max(0, 6 - text.count)) + text
    }

    private func decimal(_ number: Number, places: Int) -> String {
        let text = number.description(places: places)
        return language == .french ? String(text.map { $0 == "." ? "," : $0 }) : text
    }

    private func unique(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }
}

extension String {
    /// Cut between words, with an ellipsis, when it is longer.
    func shortened(to length: Int) -> String {
        guard count > length else { return self }
        let head = prefix(length)
        return String(head[..<(head.lastIndex(of: " ") ?? head.endIndex)]) + "…"
    }

    var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
