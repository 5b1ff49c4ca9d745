import Verger

/// What a replay says, in one sentence; the part that matters most apart.
struct ReplayWords {
    private let outcome: ReplayOutcome
    /// The judged stage, as people call it.
    private let stage: String
    private let notation: Notation

    init(_ outcome: ReplayOutcome, stage: String, _ notation: Notation) {
        self.outcome = outcome
        self.stage = stage
        self.notation = notation
    }

    struct Verdict: Hashable {
        var before = ""
        var strong = ""
        var after = ""

        var text: String { before + strong + after }
    }

    var verdict: Verdict {
        let (old, new) = (outcome.oldVerdict, outcome.newVerdict)
        if outcome.moved == 0 { return Verdict(before: nobodyMoves) }
        guard let oldPrecision = old.precision, let newPrecision = new.precision, let oldRecall = old.recall,
            let newRecall = new.recall
        else { return Verdict(before: unjudged) }
        let (was, becomes) = (hundredths(oldPrecision), hundredths(newPrecision))
        return Verdict(
            before: opening(new.flagged - old.flagged, becomes - was),
            strong: notation.percent(newPrecision, places: 0),
            after: (was == becomes
                ? notation.text(" paieraient, comme avant", " would pay, as before")
                : notation.text(
                    " paieraient au lieu de \(notation.percent(oldPrecision, places: 0))",
                    " would pay instead of \(notation.percent(oldPrecision, places: 0))"))
                + missed(hundredths(oldRecall) - hundredths(newRecall)) + ".")
    }

    private func hundredths(_ share: Double) -> Int { Int((share * 100).rounded()) }

    /// `Moins d’arrivées à Prospect, plus justes : `.
    private func opening(_ arrivals: Int, _ precision: Int) -> String {
        let quantity =
            arrivals < 0
            ? notation.text("Moins d’arrivées à \(stage)", "Fewer arrivals at \(stage)")
            : arrivals > 0
                ? notation.text("Plus d’arrivées à \(stage)", "More arrivals at \(stage)")
                : notation.text("Autant d’arrivées à \(stage)", "As many arrivals at \(stage)")
        let quality =
            precision > 0
            ? notation.text("plus justes", "better chosen")
            : precision < 0
                ? notation.text("moins justes", "less well chosen") : notation.text("aussi justes", "as well chosen")
        return "\(quantity), \(quality)" + notation.text("\u{A0}: ", ": ")
    }

    private func missed(_ more: Int) -> String {
        let number = more.magnitude
        if more > 0 {
            return notation.text(
                ", et vous en manqueriez \(number) de plus sur cent payeurs",
                ", and you would miss \(number) more in a hundred payers")
        }
        if more < 0 {
            return notation.text(
                ", et vous en manqueriez \(number) de moins sur cent payeurs",
                ", and you would miss \(number) fewer in a hundred payers")
        }
        return notation.text(", sans manquer plus de payeurs", ", and you would miss no more payers")
    }

    private var unjudged: String {
        let people = notation.plural(
            outcome.moved, Sentence(fr: "contact changerait d’étape", en: "contact would change stage"),
            Sentence(fr: "contacts changeraient d’étape", en: "contacts would change stage"))
        return notation.text(
            "\(people)\u{202F}; sans paiement enregistré, rien ne dit encore si c’est plus juste.",
            "\(people); with no payment on record, nothing tells yet whether that is better.")
    }

    private var nobodyMoves: String {
        var parts: [String] = []
        let hot = outcome.newHot - outcome.oldHot
        let excluded = outcome.newExcluded - outcome.oldExcluded
        if hot != 0 {
            parts.append(notation.text("\(notation.signed(hot)) chauds", "\(notation.signed(hot)) hot"))
        }
        if excluded != 0 {
            parts.append(notation.text("\(notation.signed(excluded)) écartés", "\(notation.signed(excluded)) excluded"))
        }
        guard parts.isEmpty else {
            return notation.text("Personne ne change d’étape\u{202F}; ", "Nobody changes stage; ")
                + parts.joined(separator: ", ") + "."
        }
        return notation.text(
            "Personne ne change d’étape\u{A0}: sur votre historique, ce brouillon donne les mêmes réponses.",
            "Nobody changes stage: on your history, this draft gives the same answers.")
    }

    /// What activation would do, as the dialog repeats it.
    var consequences: String {
        let people = notation.plural(
            outcome.moved, Sentence(fr: "contact changera d’étape", en: "contact will change stage"),
            Sentence(fr: "contacts changeront d’étape", en: "contacts will change stage"))
        return notation.text(
            "\(people), \(notation.count(outcome.up)) vers le haut et \(notation.count(outcome.down)) vers le bas. Aucun message ne part du seul fait de l’activation.",
            "\(people), \(notation.count(outcome.up)) up and \(notation.count(outcome.down)) down. No message is sent by activation alone."
        )
    }
}
