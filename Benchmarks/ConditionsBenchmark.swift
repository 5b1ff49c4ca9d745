import Verger

/// A stage's condition evaluated in memory, one dossier after another, against the same question written in Swift.
struct ConditionsBenchmark {
    private static let rounds = 20_000
    private static let dossiers = 500

    private static let condition = """
        email is not empty and did content_downloaded where level in [evaluation, decision] within 12 months \
        and company.size between 10 and 249
        """

    private let setting: Setting

    init(_ setting: Setting) {
        self.setting = setting
    }

    func run() throws {
        let office = try Office.open(in: Engine.sqlite.freshDatabase())
        let condition = try office.rules.resolve(parsing: ConditionsBenchmark.condition)
        let dossiers = (0..<ConditionsBenchmark.dossiers).map { Dossier(of: $0, setting.activitiesPerContact) }
        let evaluators = dossiers.map { dossier in
            let evaluator = Evaluator(condition.rules)
            _ = evaluator.evaluate(dossier, at: .today)
            return evaluator
        }
        var held = 0
        let time = seconds {
            for round in 0..<ConditionsBenchmark.rounds * 50 where evaluators[round % evaluators.count].holds(condition)
            {
                held += 1
            }
        }
        var expected = 0
        let bare = seconds {
            for round in 0..<ConditionsBenchmark.rounds
            where ConditionsBenchmark.holds(dossiers[round % dossiers.count]) {
                expected += 1
            }
        }
        guard held == expected * 50 else { throw Disagreement() }
        let rate = Double(ConditionsBenchmark.rounds * 50) / time
        let bareRate = Double(ConditionsBenchmark.rounds) / bare
        Figure(
            engine: "memory", name: "conditions of three parts, on dossiers already open",
            value: Int(rate).grouped + "/s", yardstick: "written in Swift on dossiers: \(Int(bareRate).grouped)/s",
            ratio: (rate / bareRate).text(places: 1)
        ).show()

        let evaluator = Evaluator(office.rules)
        let whole = seconds {
            for round in 0..<ConditionsBenchmark.rounds {
                _ = evaluator.evaluate(dossiers[round % dossiers.count], at: .today)
            }
        }
        Figure(
            engine: "memory", name: "whole evaluations, \(setting.activitiesPerContact) activities each",
            value: Int(Double(ConditionsBenchmark.rounds) / whole).grouped + "/s"
        ).show()
    }

    struct Disagreement: Error {}

    /// What the condition says.
    private static func holds(_ dossier: Dossier) -> Bool {
        let values = dossier.members[0].versions[0].values
        guard values[.contact(.email)] != nil, let size = values[.company(.size)].flatMap({ Int($0) }),
            (10...249).contains(size)
        else { return false }
        let threshold = Span(12, .month).before(.today, in: .paris)
        return dossier.activities.contains { activity in
            activity.kind == "content_downloaded" && activity.at > threshold
                && ["evaluation", "decision"].contains(activity.properties["level"])
        }
    }
}

extension Dossier {
    /// That of the `number`th contact of the big base.
    init(of number: Int, _ activities: Int) {
        let person = Person(number, of: 1_000_000)
        let life = Life(of: person, activities: activities)
        let contact = Contact(person, id: .init(Int64(number)), company: .init(1))
        var values: [FieldKey: String] = [
            .company(.size): String(person.firm.size), .company(.industry): person.firm.industry,
        ]
        for (field, value) in contact.fields { values[.contact(field)] = value }
        let timeline = life.facts.enumerated().map { index, fact in
            let pairs = (fact.properties.flatMap { try? Document(json: $0) }?.pairs ?? []).map {
                ($0.key, $0.value.text ?? "")
            }
            return Activity(
                id: Int64(index), at: fact.at, kind: fact.sort.kind, channel: fact.sort.channel, amount: fact.amount,
                currency: fact.amount == nil ? nil : "EUR", properties: Dictionary(uniqueKeysWithValues: pairs))
        }
        self.init(activities: timeline, members: [Profile(values)], firstFact: person.createdAt)
    }
}
