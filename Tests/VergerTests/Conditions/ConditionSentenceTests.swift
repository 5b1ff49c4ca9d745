import TestSupport
import Testing
import Verger

@Suite struct `A condition as a sentence` {
    private func sentence(_ text: String, _ language: Language) throws -> String {
        let catalogue = try Cast.rules().catalogue
        return try ConditionSentence(catalogue, language).text(of: Condition(parsing: text))
    }

    @Test(arguments: [
        ("always", "Toujours", "Always"),
        (
            "did any exchange within 12 months", "A échangé avec nous depuis moins de 12 mois",
            "Talked with us within the last 12 months"
        ),
        (
            "fits any persona and (did any exchange or did content_downloaded where level in [evaluation, decision])",
            "Correspond à un persona, et a échangé avec nous ou a pris un contenu (niveau «\u{A0}évaluation\u{A0}» ou «\u{A0}décision\u{A0}»)",
            "Fits a persona, and talked with us or took content (level “evaluation” or “decision”)"
        ),
        (
            "not did any exchange within 30 days", "N’a pas échangé avec nous depuis 30 jours",
            "Did not talk with us within the last 30 days"
        ),
        (
            "did page_viewed exactly 0 times", "N’a vu aucune page", "Saw no page"
        ),
        (
            "did content_downloaded at least 2 times", "A pris un contenu au moins 2\u{A0}fois",
            "Took content at least 2 times"
        ),
        (
            "sum payment_received.amount - sum payment_refunded.amount > 0", "A payé plus qu’il n’a été remboursé",
            "Has paid more than was refunded"
        ),
        (
            "did any intent since last opportunity_lost",
            "A exprimé une intention d’achat depuis le dernier fait «\u{A0}affaire perdue\u{A0}»",
            "Said they want to buy since the last “opportunity lost”"
        ),
        (
            "did survey_answered where (score >= 9 and survey = nps)",
            "A un fait «\u{A0}réponse à une enquête\u{A0}» (score au moins 9 et survey «\u{A0}nps\u{A0}»)",
            "Has a “survey answered” (score at least 9 and survey “nps”)"
        ),
        ("stage >= prospect", "Étape Prospect ou au-delà", "Stage Prospect or further"),
        ("excluded = false", "N’est pas écarté", "Is not excluded"),
        (
            "not in segment \"Lyonnais\" and tag \"vip\"",
            "N’est pas dans le segment «\u{A0}Lyonnais\u{A0}» et a l’étiquette «\u{A0}vip\u{A0}»",
            "Is not in the segment “Lyonnais” and has the tag “vip”"
        ),
    ])
    func `is written in both languages`(text: String, french: String, english: String) throws {
        #expect(try sentence(text, .french) == french)
        #expect(try sentence(text, .english) == english)
    }

    @Test func `is never empty, whatever the condition`() throws {
        let catalogue = try Cast.rules().catalogue
        for seed in 0..<300 {
            var world = RandomWorld(seed: UInt64(seed))
            let condition = world.condition()
            for language in Language.allCases {
                let text = ConditionSentence(catalogue, language).text(of: condition)
                #expect(!text.isEmpty && !text.contains("  "), "\(condition)")
            }
        }
    }
}
