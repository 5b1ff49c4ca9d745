/// `first|last KINDS [where FILTER] WINDOW`: when the very first or last one was.
package struct Moment: Hashable, Sendable {
    package let edge: Window.Edge
    package let kinds: Kinds
    package let filter: Condition?
    /// Never `since`.
    package let window: Window
    package let spot: Spot

    package init(
        _ edge: Window.Edge, _ kinds: Kinds, where filter: Condition? = nil, window: Window, spot: Spot = Spot()
    ) {
        self.edge = edge
        self.kinds = kinds
        self.filter = filter
        self.window = window
        self.spot = spot
    }

    static let documentation = CriterionDocumentation(
        name: Sentence(fr: "La première ou la dernière fois", en: "The first or last time"),
        syntax: "first|last KINDS [where FILTER] within SPAN | before DATE | after DATE | between DATE and DATE",
        meaning: Sentence(
            fr:
                "Prend le tout premier (dernier) fait qui passe le filtre, puis regarde quand il a eu lieu. Faux s’il n’y en a pas.",
            en:
                "Takes the very first (last) activity that passes the filter, then looks at when it was. False when there is none."
        ),
        examples: [
            .init("first page_viewed before 2026-02-01", true, "2026-01-10 page_viewed", "2026-02-10 page_viewed"),
            .init("first page_viewed after 2026-02-01", false, "2026-01-10 page_viewed", "2026-02-10 page_viewed"),
            .init("last any exchange within 30 days", true, "2026-01-10 call_held", "2026-02-20 meeting_held"),
            .init("first call_held before 2026-02-01", false),
        ])
}

struct MomentCriterion: Criterion {
    let edge: Window.Edge
    let selector: Int
    let window: ResolvedWindow
    let text: String
    let phrase: Sentence

    func holds(from vantage: Vantage, until: inout Instant) -> Bool {
        guard let position = vantage.matches(of: selector).edge(edge) else { return false }
        let instant = Instant(microseconds: vantage.instants[Int(position)])
        if case .within(let span) = window,
            let change = span.nextCrossing(of: instant, after: vantage.now, in: vantage.zone)
        {
            until = min(until, change)
        }
        return window.contains(instant, from: vantage)
    }

    func explanation(from vantage: Vantage) -> Explanation {
        var until = Instant.distantFuture
        let holds = holds(from: vantage, until: &until)
        let activity = vantage.matches(of: selector).edge(edge).map { vantage.dossier.activities[Int($0)] }
        let missing =
            activity == nil
            ? Sentence(fr: "il n’y en a aucun", en: "there is none")
            : Sentence(fr: "il n’a pas eu lieu à ce moment", en: "it was not at that time")
        return Explanation(
            text: text, phrase: phrase, holds: holds, proofs: activity.map { [.activity($0)] } ?? [],
            missing: holds ? nil : missing, until: until.orNil)
    }

    func add(to reading: inout Reading) {
        reading.selectors.insert(selector)
        window.add(to: &reading)
    }

    func sql(in query: inout SetQuery) -> SQLFragment { "s.contact IN (\(contacts(query)))" }

    func shape(in query: SetQuery) -> SetShape { .those(contacts(query)) }

    private func contacts(_ query: SetQuery) -> SQLFragment {
        let all: SQLFragment = "SELECT a.contact FROM activity a WHERE \(query.activities(of: selector))"
        // The last one is that late when any is.
        if edge == .last, case .within = window { return "\(all) AND \(query.condition(of: window))" }
        return "\(all) GROUP BY a.contact HAVING \(test(edge == .first ? "MIN(a.at)" : "MAX(a.at)", query))"
    }

    private func test(_ instant: SQLFragment, _ query: SetQuery) -> SQLFragment {
        switch window {
        case .within(let span):
            return "\(instant) > \(span.before(query.now, in: query.rules.zone).microseconds)"
        case .range(let low, let high):
            var parts: [SQLFragment] = []
            if let low { parts.append("\(instant) >= \(low)") }
            if let high { parts.append("\(instant) < \(high)") }
            return parts.isEmpty ? "TRUE" : parts.joined(separator: " AND ")
        case .everything, .since: return "TRUE"
        }
    }
}
