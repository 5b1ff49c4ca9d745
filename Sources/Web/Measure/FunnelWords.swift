import HTML
import Verger

/// What the figures mean, and what is not there, in plain words: under the funnel that they explain.
struct FunnelWords {
    private let visit: Visit
    private let reading: FunnelReading

    init(_ visit: Visit, _ reading: FunnelReading) {
        self.visit = visit
        self.reading = reading
    }

    private var notation: Notation { visit.notation }

    var markup: Markup {
        details(.class("twin section"), .id("meaning")) {
            summary { notation.text("Comment ces chiffres sont comptés", "How these figures are counted") }
            ul(.class("meaning")) { for sentence in sentences { li { visit.say(sentence) } } }
        }
    }

    private var sentences: [Sentence] {
        let days = reading.choice.patience
        return [
            Sentence(
                fr:
                    "Entrés\u{A0}: arrivés à l’étape, ou au-delà, pendant la période, en venant de plus bas. Chacun compte une fois, à sa première arrivée. Qui saute une étape y entre aussi.",
                en:
                    "Entered: came to the stage, or beyond it, in the period, from below. Each counts once, at the first arrival. Who skips a stage enters it too."
            ),
            Sentence(
                fr:
                    "Passent à la suite\u{A0}: parmi les entrés dont les \(days) jours sont écoulés, la part arrivée à l’étape suivante en moins de \(days) jours. Ce sont les mêmes personnes, suivies\u{A0}: la part ne dépasse jamais 100\u{A0}%.",
                en:
                    "Go on: of those who entered and whose \(days) days have run out, the share that came to the next stage in less than \(days) days. The same people, followed: the share never exceeds 100%."
            ),
            Sentence(
                fr:
                    "Trop récents\u{A0}: entrés, mais leurs \(days) jours courent encore. Ils n’entrent dans aucun taux.",
                en: "Too recent: entered, but their \(days) days still run. No rate counts them."),
            Sentence(
                fr: "En\u{A0}: la durée médiane de ceux qui passent à la suite dans ce délai.",
                en: "In: the median time of those who go on within that time."),
            Sentence(
                fr:
                    "Redescendus\u{A0}: entrés pendant la période, et sous l’étape au jour regardé. Présents\u{A0}: à cette étape même, ce jour-là.",
                en:
                    "Fell back: entered in the period, and below the stage on the day looked at. Present: at this very stage, on that day."
            ),
            Sentence(
                fr:
                    "Arrivées par semaine\u{A0}: chacun compte une fois par semaine\u{202F}; qui redescend et revient compte dans les deux semaines.",
                en: "Arrivals by week: each counts once a week; who falls back and returns counts in both weeks."),
            Sentence(
                fr:
                    "Les contacts exclus aujourd’hui (concurrents, par exemple) ne sont comptés nulle part, même dans le passé\u{202F}; l’encaissé compte tous les paiements.",
                en:
                    "Contacts excluded today (competitors, say) are counted nowhere, the past included; cash in counts all payments."
            ),
            definition,
            Sentence(
                fr:
                    "Ce qui n’est pas là\u{A0}: le coût par lead et le coût d’acquisition. Aucune dépense n’est enregistrée, et un chiffre inventé ne servirait à rien.",
                en:
                    "What is not here: cost per lead and cost of acquisition. No spending is recorded, and an invented figure would help nobody."
            ),
        ]
    }

    private var definition: Sentence {
        if reading.versions <= 1 {
            return Sentence(
                fr:
                    "Les étapes sont celles de la définition en vigueur\u{A0}; il n’y en a pas eu d’autre, donc rien à comparer.",
                en: "The stages are those of the definition in force; there has been no other, so nothing to compare.")
        }
        return Sentence(
            fr:
                "Par défaut toute la période est vue par la définition d’aujourd’hui. «\u{A0}Celle de chaque jour\u{A0}» réévalue chaque contact par la définition en vigueur à ce moment-là, sur les faits tels que nous les connaissons maintenant\u{A0}: ce qui s’affichait alors n’est pas conservé.",
            en:
                "By default the whole period is seen by today’s definition. “That of each day” evaluates each contact again by the definition in force at the time, on the facts as they are known now: what was on the screen then is not kept."
        )
    }
}
