/// How many contacts are at each stage, and how many ever came as far. Excluded contacts are left out.
package struct Funnel: Sendable {
    package struct Step: Sendable {
        package let id: String
        package let name: Sentence
        /// At this stage now.
        package internal(set) var count: Int
        /// Came at least this far, then or before.
        package internal(set) var reached: Int
    }

    package private(set) var steps: [Step]
    /// At no stage.
    package private(set) var none = 0

    package init(_ rules: Rules) {
        steps = rules.stages.map { Step(id: $0.id, name: $0.name, count: 0, reached: 0) }
    }

    /// Counts `number` contacts whose present and highest stages are these.
    package mutating func add(stage: Int?, highest: Int?, number: Int = 1) {
        if let stage { steps[stage].count += number } else { none += number }
        guard let highest else { return }
        for index in 0...highest { steps[index].reached += number }
    }

    package var total: Int { none + steps.reduce(0) { $0 + $1.count } }

    package var json: Document {
        .object([
            (
                "stages",
                .list(
                    steps.map {
                        .object([("id", .text($0.id)), ("count", .number($0.count)), ("reached", .number($0.reached))])
                    })
            )
        ])
    }
}
