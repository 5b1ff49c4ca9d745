import Verger

/// A replay as a person reads it: the verdict, the figures, who moves, the work it makes.
struct ReplayText {
    private let replay: Replay
    private let language: Language

    init(_ replay: Replay, language: Language) {
        self.replay = replay
        self.language = language
    }

    var lines: [String] {
        [Style.bold(verdict), ""] + figures + [""] + matrix + workload
            + ["", Style.faint(text("Aucun effet\u{A0}: rien n’a été changé.", "No effect: nothing was changed."))]
    }

    private var verdict: String {
        let moved = replay.moves.values.reduce(0, +)
        return text(
            "\(moved) contacts sur \(replay.contacts) seraient ailleurs.",
            "\(moved) of \(replay.contacts) contacts would be elsewhere.")
    }

    private var figures: [String] {
        let (old, new) = (replay.oldVerdict, replay.newVerdict)
        var table = Table(
            (
                text(
                    "arrivées à «\u{A0}\(replay.new.stageID)\u{A0}» et paiements",
                    "arrivals at “\(replay.new.stageID)” and payments"),
                .left
            ), (text("en vigueur", "in force"), .right), (text("proposée", "proposed"), .right))
        table.add(text("signalés avant paiement", "flagged before paying"), String(old.flagged), String(new.flagged))
        table.add(text("dont ont payé", "of whom paid"), String(old.right), String(new.right))
        table.add(text("ont payé en tout", "paid in all"), String(old.paid), String(new.paid))
        table.add(text("précision", "precision"), percent(old.precision), percent(new.precision))
        table.add(text("rappel", "recall"), percent(old.recall), percent(new.recall))
        table.add("F1", percent(old.f1), percent(new.f1))
        table.add(text("avance médiane, jours", "median lead, days"), days(old.leadDays), days(new.leadDays))
        return table.lines
    }

    private var matrix: [String] {
        guard !replay.moves.isEmpty else { return [text("Personne ne bouge.", "Nobody moves.")] }
        var table = Table((text("de", "from"), .left), (text("à", "to"), .left), (text("contacts", "contacts"), .right))
        for (pair, count) in replay.moves.sorted(by: { ($1.value, $0.key.from ?? "") < ($0.value, $1.key.from ?? "") })
        {
            table.add(pair.from ?? "—", pair.to ?? "—", String(count))
        }
        return table.lines
    }

    private var workload: [String] {
        let weeks = Set(replay.workload.keys.map(\.monday)).count
        guard weeks > 0 else { return [] }
        var table = Table(
            (text("arrivées par semaine, par personne", "arrivals a week, by person"), .left),
            (text("en vigueur", "in force"), .right), (text("proposée", "proposed"), .right))
        let owners = Dictionary(grouping: replay.workload, by: \.key.owner).sorted { $0.key < $1.key }
        for (owner, counts) in owners.prefix(12) {
            let old = counts.reduce(0) { $0 + $1.value.old }
            let new = counts.reduce(0) { $0 + $1.value.new }
            table.add(
                owner.isEmpty ? text("à personne", "nobody’s") : owner, rate(old, weeks), rate(new, weeks))
        }
        return [""] + table.lines
    }

    // MARK: Words

    private func text(_ fr: String, _ en: String) -> String { language == .french ? fr : en }

    private func percent(_ value: Double?) -> String {
        guard let value else { return "—" }
        let tenths = Int((value * 1000).rounded())
        return "\(tenths / 10)\(mark)\(tenths % 10)\u{A0}%"
    }

    private func days(_ value: Double?) -> String { value.map { decimal($0) } ?? "—" }

    private func rate(_ count: Int, _ weeks: Int) -> String { decimal(Double(count) / Double(weeks)) }

    private func decimal(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10)\(mark)\(tenths % 10)"
    }

    private var mark: String { language == .french ? "," : "." }
}
