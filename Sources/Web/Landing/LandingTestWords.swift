import Verger

/// What a test says, in words.
enum LandingTestWords {
    static let notReady = Sentence(
        fr: "Publiez d’abord une page qui a deux variantes, chacune avec un formulaire.",
        en: "First publish a page that has two variants, each with a form.")

    static func title(_ verdict: TestReading.Verdict) -> Sentence {
        switch verdict {
        case .notYet: Sentence(fr: "Pas encore assez pour le dire", en: "Not enough yet to say")
        case .abandoned: Sentence(fr: "Arrêté avant d’avoir une réponse", en: "Stopped before there was an answer")
        case .better: Sentence(fr: "La variante B fait mieux", en: "Variant B does better")
        case .worse: Sentence(fr: "La variante B fait moins bien", en: "Variant B does worse")
        case .same: Sentence(fr: "Aucune différence ne se voit", en: "No difference is seen")
        }
    }

    static func meaning(_ verdict: TestReading.Verdict, _ notation: Notation) -> String {
        switch verdict {
        case .notYet(let visitors, let days, let estimate): return waiting(visitors, days, estimate, notation)
        case .abandoned:
            return notation.text(
                "Il manquait des visiteurs ou des jours\u{A0}: ces chiffres ne départagent pas les variantes.",
                "Visitors or days were missing: these figures do not tell the variants apart.")
        case .better(let difference):
            return notation.text(
                "Sur cent visiteurs, B amène de \(points(difference.interval.lowerBound, notation)) à \(points(difference.interval.upperBound, notation)) formulaires de plus que A (intervalle à 95\u{A0}%).",
                "Of a hundred visitors, B brings \(points(difference.interval.lowerBound, notation)) to \(points(difference.interval.upperBound, notation)) forms more than A (95% interval)."
            )
        case .worse(let difference):
            return notation.text(
                "Sur cent visiteurs, B amène de \(points(-difference.interval.upperBound, notation)) à \(points(-difference.interval.lowerBound, notation)) formulaires de moins que A (intervalle à 95\u{A0}%).",
                "Of a hundred visitors, B brings \(points(-difference.interval.upperBound, notation)) to \(points(-difference.interval.lowerBound, notation)) forms fewer than A (95% interval)."
            )
        case .same(let difference):
            return notation.text(
                "Sur cent visiteurs, B amène quelque part entre \(points(-difference.interval.lowerBound, notation)) formulaires de moins et \(points(difference.interval.upperBound, notation)) de plus que A (intervalle à 95\u{A0}%). Choisissez pour d’autres raisons.",
                "Of a hundred visitors, B brings somewhere between \(points(-difference.interval.lowerBound, notation)) forms fewer and \(points(difference.interval.upperBound, notation)) more than A (95% interval). Choose for other reasons."
            )
        }
    }

    private static func waiting(
        _ visitors: [LandingVariant: Int], _ days: Int, _ estimate: Int?, _ notation: Notation
    ) -> String {
        let missing = LandingVariant.allCases.compactMap { variant in
            visitors[variant].flatMap { $0 > 0 ? "\(notation.count($0))\u{A0}\(variant.name)" : nil }
        }
        var sentences: [String] = []
        if !missing.isEmpty {
            sentences.append(
                notation.text(
                    "Il manque encore des visiteurs\u{A0}: \(missing.joined(separator: ", ")).",
                    "More visitors are needed: \(missing.joined(separator: ", "))."))
        }
        if days > 0 {
            let count = notation.plural(days, Sentence(fr: "jour", en: "day"), Sentence(fr: "jours", en: "days"))
            sentences.append(
                notation.text(
                    "Encore \(count) pour faire deux semaines entières.", "\(count) more to make two whole weeks."))
        }
        if let estimate, estimate > 0, !missing.isEmpty {
            let count = notation.plural(estimate, Sentence(fr: "jour", en: "day"), Sentence(fr: "jours", en: "days"))
            sentences.append(
                notation.text(
                    "À ce rythme, la réponse vient dans \(count) environ.",
                    "At this pace the answer comes in about \(count)."))
        }
        if sentences.isEmpty {
            sentences.append(
                notation.text(
                    "La réponse vient quand la journée sera finie.", "The answer comes when the day is over."))
        }
        return sentences.joined(separator: " ")
    }

    /// Forms of a hundred visitors: `1,2`.
    private static func points(_ share: Double, _ notation: Notation) -> String {
        notation.number(Number(millionths: Int64((share * 100_000_000).rounded())), places: 1)
    }

    static let skewed = Sentence(
        fr: "Les visiteurs ne se sont pas partagés comme prévu",
        en: "Visitors were not split as planned")
    static let skewedMeaning = Sentence(
        fr:
            "L’écart est trop grand pour être du hasard\u{A0}: quelque chose empêche une des variantes d’être comptée. Ne décidez rien sur ce test.",
        en:
            "The gap is too large to be chance: something keeps one of the variants from being counted. Decide nothing by this test."
    )
    static let why = Sentence(
        fr:
            "Les taux se montrent à la fin, et la réponse est décidée une seule fois, au premier soir où le plan est rempli. Regarder tous les jours et s’arrêter quand l’un gagne donne raison au hasard.",
        en:
            "Rates are shown at the end, and the answer is decided once, on the first evening that fulfils the plan. Looking every day and stopping when one wins lets chance win."
    )
}
