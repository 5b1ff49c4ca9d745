/// How the contacts that hold a condition are found set by set, for an engine that can't join large sets well itself.
package indirect enum SetPlan: Sendable {
    /// Those that a query names, each once or more often. `existing`: all of them exist at the instant asked for.
    case those(SQLFragment, existing: Bool)
    case all([SetPlan])
    case any([SetPlan])
    case not(SetPlan)
}

/// How the set of contacts that hold a criterion is made.
enum SetShape {
    /// By testing each contact.
    case test
    /// By the companies that pass a test of `o`.
    case companies(SQLFragment)
    /// From what happened to them: `SELECT contact FROM activity …`.
    case those(SQLFragment)
    case all([any Criterion])
    case any([any Criterion])
    case not(any Criterion)
    /// All but `those`.
    case allBut(SQLFragment)
}

extension Criterion {
    func shape(in query: SetQuery) -> SetShape { .test }
}

extension SetQuery {
    /// The plan for `condition`; nil where testing each contact is as good.
    package func plan(_ condition: ResolvedCondition) -> SetPlan? { plan(condition.criterion) }

    /// Everyone who exists at the instant asked for.
    package func everyone() -> SQLFragment { test(Junction.Constant(isTrue: true)) }

    private func plan(_ criterion: any Criterion) -> SetPlan? {
        switch criterion.shape(in: self) {
        case .test: return nil
        case .companies(let test): return .those(contacts(of: test), existing: false)
        case .those(let query): return .those(query, existing: true)
        case .allBut(let query): return .not(.those(query, existing: true))
        case .not(let part): return plan(part).map { .not($0) }
        case .all(let parts):
            return plans(parts) { Junction.All(parts: $0, text: "") }.map { .all($0) }
        case .any(let parts):
            return plans(parts) { Junction.AnyOf(parts: $0, text: "") }.map { .any($0) }
        }
    }

    /// The plans of `parts`, the tests among them joined into one query.
    private func plans(_ parts: [any Criterion], _ join: ([any Criterion]) -> any Criterion) -> [SetPlan]? {
        var plans: [SetPlan] = []
        var tests: [any Criterion] = []
        for part in parts {
            if let plan = plan(part) { plans.append(plan) } else { tests.append(part) }
        }
        guard !plans.isEmpty else { return nil }
        return tests.isEmpty ? plans : [.those(test(join(tests)), existing: true)] + plans
    }

    private func contacts(of companies: SQLFragment) -> SQLFragment {
        """
        SELECT c.id FROM contact c WHERE c.workspace = \(workspace)\(wanted("c.id")) \
        AND c.company IN (SELECT o.id FROM company o WHERE o.workspace = \(workspace) AND \(companies))
        """
    }

    private func test(_ criterion: any Criterion) -> SQLFragment {
        var query = SetQuery(
            rules: rules, dialect: dialect, workspace: workspace, now: now, hasVoids: hasVoids, only: only)
        return query.select("s.contact", where: criterion)
    }
}
