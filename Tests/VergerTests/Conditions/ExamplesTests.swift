import TestSupport
import Testing
import Verger

@Suite struct `Examples of the documentation` {
    static let examples = CriterionDocumentation.all.flatMap(\.examples)

    @Test(arguments: examples.indices)
    func `hold in memory`(index: Int) throws {
        let example = Self.examples[index]
        let condition = try Cast.rules().resolve(parsing: example.condition)
        let evaluator = Evaluator(condition.rules)

        _ = evaluator.evaluate(Cast.dossier(example.facts), at: Cast.now)

        #expect(evaluator.holds(condition) == example.holds, "\(example.condition)")
        #expect(evaluator.explanation(of: condition).holds == example.holds)
    }

    @Test func `cover every form of condition`() {
        #expect(CriterionDocumentation.all.allSatisfy { $0.examples.contains(where: \.holds) })
        #expect(Self.examples.count > 50)
    }
}
