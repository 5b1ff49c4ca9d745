import TestSupport
import Verger

/// Whether `condition` holds of the contact that `facts` make, on 1 March 2026 at noon in Paris unless told; false before
/// the first of them.
func holds(_ condition: String, _ facts: [String], at instant: Instant = Cast.now) throws -> Bool {
    try holds(condition, Cast.dossier(facts), at: instant)
}

func holds(_ condition: String, _ dossier: Dossier, at instant: Instant = Cast.now) throws -> Bool {
    let condition = try Cast.rules().resolve(parsing: condition)
    let evaluator = Evaluator(condition.rules)
    guard evaluator.evaluate(dossier, at: instant) != nil else { return false }
    let answer = evaluator.holds(condition)
    precondition(evaluator.explanation(of: condition).holds == answer, "explained otherwise than answered")
    return answer
}

/// What is said of a condition that is refused; nil when it is accepted.
func refusal(of condition: String, in setting: Setting = .segment, user: String? = nil) throws -> Problem? {
    do {
        let rules = try Cast.rules(user: user)
        _ = try rules.resolve(Condition(parsing: condition), in: setting)
        return nil
    } catch let problem as Problem {
        return problem
    } catch let problems as Problems {
        return problems.all.first
    }
}

/// An instant of Paris.
func paris(_ text: String) -> Instant { Instant(iso8601: text, in: .paris)! }
