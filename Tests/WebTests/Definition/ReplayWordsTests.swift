import TestSupport
import Testing
import Verger

@testable import Web

@Suite struct `A replay in words` {
    /// Flagged and paid of 100 contacts, and how many who paid.
    private func verdict(_ flagged: Int, right: Int, paid: Int) -> Replay.Verdict {
        Replay.Verdict(flagged: flagged, right: right, paid: paid)
    }

    private func outcome(
        _ old: Replay.Verdict, _ new: Replay.Verdict, moved: Int = 10, hot: Int = 0, excluded: Int = 0
    ) -> ReplayOutcome {
        let person = ReplayOutcome.Person(contact: .init(1), since: Cast.now, hasPaid: false)
        return ReplayOutcome(
            at: Cast.now, seconds: 1, contacts: 100, facts: 900, firstFact: nil, oldStage: "prospect",
            newStage: "prospect", oldVerdict: old, newVerdict: new, pace: nil, oldCounts: [:], newCounts: [:],
            oldExcluded: 0, newExcluded: excluded, oldHot: 0, newHot: hot,
            moves: moved == 0
                ? [:] : [.init(from: "prospect", to: "lead"): Array(repeating: person, count: moved)], up: 0,
            down: moved)
    }

    private func text(_ outcome: ReplayOutcome, _ language: Language) -> String {
        ReplayWords(outcome, stage: "Prospect", Notation(language, in: .paris)).verdict.text
    }

    @Test func `says what becomes better and what is lost for it`() {
        let outcome = outcome(verdict(100, right: 31, paid: 35), verdict(50, right: 21, paid: 35))

        #expect(
            text(outcome, .french)
                == "Moins d’arrivées à Prospect, plus justes\u{A0}: 42\u{A0}% paieraient au lieu de 31\u{A0}%, et vous en manqueriez 29 de plus sur cent payeurs."
        )
        #expect(
            text(outcome, .english)
                == "Fewer arrivals at Prospect, better chosen: 42% would pay instead of 31%, and you would miss 29 more in a hundred payers."
        )
    }

    @Test func `says when as many pay as before`() {
        let outcome = outcome(verdict(100, right: 30, paid: 60), verdict(120, right: 36, paid: 60))

        #expect(
            text(outcome, .english)
                == "More arrivals at Prospect, as well chosen: 30% would pay, as before, and you would miss 10 fewer in a hundred payers."
        )
    }

    @Test func `does not judge without payments`() {
        let outcome = outcome(verdict(10, right: 0, paid: 0), verdict(5, right: 0, paid: 0), moved: 1)

        #expect(
            text(outcome, .french)
                == "1\u{A0}contact changerait d’étape\u{202F}; sans paiement enregistré, rien ne dit encore si c’est plus juste."
        )
    }

    @Test func `says what changes where nobody moves`() {
        let same = verdict(10, right: 5, paid: 5)

        #expect(text(outcome(same, same, moved: 0), .english).hasPrefix("Nobody changes stage: on your history"))
        #expect(
            text(outcome(same, same, moved: 0, hot: 3, excluded: -2), .english)
                == "Nobody changes stage; +3 hot, −2 excluded.")
    }
}
