import TestSupport
import Testing
import Verger

@Suite struct `Any condition` {
    @Test func `reads back from its text and from its JSON`() throws {
        var world = RandomWorld(seed: 1)
        for _ in 0..<3000 {
            let condition = world.condition(depth: 4)
            let text = condition.description
            #expect(try Condition(parsing: text) == condition, "\(text)")
            #expect(try Condition(json: Document(json: condition.json.json())) == condition, "\(text)")
        }
    }

    @Test func `is explained as it is evaluated`() throws {
        var world = RandomWorld(seed: 2)
        let rules = try Cast.rules()
        for round in 0..<1500 {
            let condition = try rules.resolve(world.condition())
            let evaluator = Evaluator(condition.rules)
            guard evaluator.evaluate(world.dossier(firstID: Int64(round) * 100), at: Cast.now) != nil else { continue }
            #expect(evaluator.explanation(of: condition).holds == evaluator.holds(condition), "\(condition.text)")
        }
    }

    @Test func `keeps its answer until validUntil`() throws {
        var world = RandomWorld(seed: 3)
        let rules = try Cast.rules()
        for round in 0..<1500 {
            let condition = try rules.resolve(world.condition(depth: 2))
            let evaluator = Evaluator(condition.rules)
            let dossier = world.dossier(firstID: Int64(round) * 100).upTo(Cast.now)
            guard let dossier, evaluator.evaluate(dossier, at: Cast.now) != nil else { continue }
            let (holds, validUntil) = evaluator.answer(condition)
            let end = validUntil ?? Cast.now + 2000 * Instant.day
            for _ in 0..<12 {
                let span = end - Cast.now
                let moment =
                    world.random.chance(30) ? end - 1 : Cast.now + Int64.random(in: 0..<span, using: &world.random)
                _ = evaluator.evaluate(dossier, at: moment)
                #expect(evaluator.holds(condition) == holds, "\(condition.text) at \(moment.iso8601)")
            }
        }
    }

    @Test func `is refused, not crashed on, when it is cut or shuffled`() throws {
        var world = RandomWorld(seed: 4)
        for _ in 0..<3000 {
            var tokens = world.condition().description.split(separator: " ").map(String.init)
            tokens.swapAt(world.random.int(0...(tokens.count - 1)), world.random.int(0...(tokens.count - 1)))
            tokens.removeLast(world.random.int(0...min(2, tokens.count - 1)))
            do {
                let condition = try Condition(parsing: tokens.joined(separator: " "))
                #expect(try Condition(parsing: condition.description) == condition)
            } catch {
                #expect(error.place != nil)
            }
        }
    }
}

@Suite struct `Any contact` {
    @Test func `has a standing that holds until validUntil and is the same evaluated again`() throws {
        var world = RandomWorld(seed: 5)
        let evaluator = Evaluator(try Cast.rules())
        for round in 0..<1500 {
            guard let dossier = world.dossier(firstID: Int64(round) * 100).upTo(Cast.now),
                let (standing, history) = evaluator.evaluate(dossier, at: Cast.now)
            else { continue }
            #expect(history.last?.stage == standing.stage)
            #expect(
                standing.score.fit + standing.score.engagement == evaluator.contributions().reduce(0) { $0 + $1.tenths }
            )
            let end = standing.validUntil ?? Cast.now + 3000 * Instant.day
            for _ in 0..<8 {
                let moment =
                    world.random.chance(30)
                    ? end - 1 : Cast.now + Int64.random(in: 0..<(end - Cast.now), using: &world.random)
                let (later, _) = try #require(evaluator.evaluate(dossier, at: moment))
                #expect(later == standing, "\(moment.iso8601)")
            }
            if let validUntil = standing.validUntil {
                let (after, _) = try #require(evaluator.evaluate(dossier, at: validUntil))
                #expect(after != standing, "validUntil is exact")
            }
        }
    }

    @Test(arguments: [
        "did any intent since last opportunity_lost", "score.engagement >= 12 or score.fit > 15",
        "score.total between 5 and 30", "score.engagement != 0 and not score.fit = 12.5",
    ])
    func `has a history that agrees with each instant of it`(opportunity: String) throws {
        var world = RandomWorld(seed: 6)
        let text = Cast.definitionText.replacing("did any intent since last opportunity_lost", with: opportunity)
        let definition = try Definition(Document(json: text))
        let evaluator = Evaluator(try definition.rules(in: definition.catalogue(zone: .paris)))
        for round in 0..<300 {
            let dossier = world.dossier(firstID: Int64(round) * 100)
            let history = evaluator.history(of: dossier, upTo: Cast.now)
            for _ in 0..<10 {
                let reach = max(1, Cast.now - dossier.firstFact)
                let moment = dossier.firstFact + Int64.random(in: 0..<reach, using: &world.random)
                guard moment <= Cast.now, let (standing, _) = evaluator.evaluate(dossier, at: moment) else { continue }
                #expect(history.last { $0.at <= moment }?.stage == standing.stage)
            }
        }
    }
}

extension Dossier {
    /// What was recorded up to `instant`; nil when nothing was.
    func upTo(_ instant: Instant) -> Dossier? {
        var copy = self
        copy.activities.removeAll { $0.at > instant }
        return firstFact <= instant ? copy : nil
    }
}
