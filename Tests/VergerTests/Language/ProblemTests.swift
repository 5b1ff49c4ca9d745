import Testing
import Verger

@Suite struct ProblemTests {
    @Test func `is told with its path, line and column`() {
        let problem = Problem(
            Sentence(fr: "erreur", en: "mistake"), path: "stages[2].when", place: Place(line: 1, column: 5))

        #expect(problem.text(in: .english) == "stages[2].when, line 1, column 5: mistake")
        #expect(problem.text(in: .french) == "stages[2].when, ligne 1, colonne 5\u{A0}: erreur")
    }

    @Test func `is told alone when it has no place`() {
        #expect(Problem(Sentence(fr: "erreur", en: "mistake")).text(in: .french) == "erreur")
    }
}
