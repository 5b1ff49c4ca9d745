/// `did KINDS [where FILTER] [at least N times] [WINDOW]`: something happened, often enough, at the right time.
package struct Did: Hashable, Sendable {
    package let kinds: Kinds
    package let filter: Condition?
    /// Without it, at least once.
    package let times: Times?
    package let window: Window?
    package let spot: Spot

    package init(
        _ kinds: Kinds, where filter: Condition? = nil, times: Times? = nil, window: Window? = nil, spot: Spot = Spot()
    ) {
        self.kinds = kinds
        self.filter = filter
        self.times = times
        self.window = window
        self.spot = spot
    }

    static let documentation = CriterionDocumentation(
        name: Sentence(fr: "Ce qui s’est passé", en: "What happened"),
        syntax: "did KINDS [where FILTER] [at least|at most|exactly N times] [WINDOW]",
        meaning: Sentence(
            fr: """
                Compte les faits du genre ou du groupe qui passent le filtre dans la fenêtre. Sans nombre\u{A0}: au moins une \
                fois. «\u{A0}within 30 days\u{A0}»\u{A0}: les 30 derniers jours. «\u{A0}since last K\u{A0}»\u{A0}: après le dernier K, \
                et tout compte s’il n’y en a pas\u{202F}; «\u{A0}since first K\u{A0}»\u{A0}: après le premier, et rien ne compte sans lui.
                """,
            en: """
                Counts the activities of the kind or group that pass the filter within the window. Without a number: at \
                least once. “within 30 days”: the last 30 days. “since last K”: later than the last K, and everything \
                counts when there is none; “since first K”: later than the first one, and nothing counts without it.
                """),
        examples: [
            .init("did demo_requested", true, "2026-01-10 demo_requested"),
            .init("did any intent within 30 days", false, "2026-01-10 demo_requested"),
            .init("not did any exchange within 30 days", true, "2026-01-10 call_held"),
            .init(
                "did content_downloaded where level in [evaluation, decision] at least 2 times within 90 days", true,
                "2026-01-10 content_downloaded level=evaluation", "2026-02-10 content_downloaded level=Décision"),
            .init(
                "did any intent since last opportunity_lost", false, "2026-01-10 demo_requested",
                "2026-01-20 opportunity_lost reason=budget"),
            .init("did any intent since last opportunity_lost", true, "2026-01-10 demo_requested"),
            .init("did page_viewed since first demo_requested", false, "2026-01-10 page_viewed"),
            .init("did page_viewed exactly 0 times", true, "2026-01-10 call_held"),
            .init("did page_viewed at most 1 time", false, "2026-01-10 page_viewed", "2026-01-11 page_viewed"),
            .init("did page_viewed between 2026-01-10 and now", true, "2026-01-10 page_viewed"),
            .init("did page_viewed after 2026-01-10", false, "2026-01-10 page_viewed"),
        ])
}

struct DidCriterion: Criterion {
    let selector: Int
    let times: Times
    let window: ResolvedWindow
    let text: String
    let phrase: Sentence

    func holds(from vantage: Vantage, until: inout Instant) -> Bool {
        let matches = vantage.matches(of: selector)
        let part = window.part(of: matches, from: vantage)
        if let change = window.nextChange(of: part, leaving: leavers(of: part.count), among: matches, from: vantage) {
            until = min(until, change)
        }
        return times.holds(part.count)
    }

    /// Which leaver, from the oldest, changes the answer; beyond the count: none does.
    private func leavers(of count: Int) -> Int {
        switch times {
        case .atLeast(let n): count >= n && n > 0 ? count - n : .max
        case .atMost(let n): count > n ? count - n - 1 : .max
        case .exactly(let n): count == n ? 0 : count > n ? count - n - 1 : .max
        }
    }

    func explanation(from vantage: Vantage) -> Explanation {
        var until = Instant.distantFuture
        let holds = holds(from: vantage, until: &until)
        let matches = vantage.matches(of: selector)
        let part = window.part(of: matches, from: vantage)
        var proofs = part.suffix(5).reversed().map { Proof.activity(vantage.dossier.activities[Int($0)]) }
        if case .since(let edge, let marks) = window, let mark = vantage.matches(of: marks).edge(edge) {
            proofs.append(.bound(vantage.dossier.activities[Int(mark)]))
        }
        return Explanation(
            text: text, phrase: phrase, holds: holds, proofs: proofs, count: part.count,
            missing: holds ? nil : missing(part, matches, vantage), until: until.orNil)
    }

    private func missing(_ part: ArraySlice<Int32>, _ matches: ArraySlice<Int32>, _ vantage: Vantage) -> Sentence {
        switch times {
        case .atMost(let n):
            return Sentence(
                fr: "\(part.count) faits, il en faut au plus \(n)", en: "\(part.count) found, at most \(n) allowed")
        case .exactly(let n) where part.count > n:
            return Sentence(
                fr: "\(part.count) faits, il en faut exactement \(n)", en: "\(part.count) found, exactly \(n) wanted")
        case .atLeast(let n), .exactly(let n):
            let count = n - part.count
            var fr = count == 1 ? "il manque 1 fait" : "il manque \(count) faits"
            var en = count == 1 ? "one more is needed" : "\(count) more are needed"
            if let change = window.nextChange(of: part, leaving: 0, among: matches, from: vantage) {
                let day = vantage.zone.day(at: change)
                fr += " avant le \(day.text(in: .french))"
                en += " before \(day.text(in: .english))"
            }
            if part.isEmpty, let last = matches.last {
                let day = vantage.zone.day(at: vantage.dossier.activities[Int(last)].at)
                fr += "\u{202F}; le dernier, du \(day.text(in: .french)), ne compte plus"
                en += "; the last one, of \(day.text(in: .english)), does not count any more"
            }
            return Sentence(fr: fr, en: en)
        }
    }

    func add(to reading: inout Reading) {
        reading.selectors.insert(selector)
        window.add(to: &reading)
    }

    func sql(in query: inout SetQuery) -> SQLFragment {
        switch shape(in: query) {
        case .those(let contacts): "s.contact IN (\(contacts))"
        case .allBut(let contacts): "NOT s.contact IN (\(contacts))"
        case .test, .companies, .all, .any, .not: "TRUE"
        }
    }

    func shape(in query: SetQuery) -> SetShape {
        switch times {
        case .atLeast(...0): .test
        case .atLeast(let n): .those(contacts(atLeast: n, query))
        case .atMost(let n): .allBut(contacts(atLeast: n + 1, query))
        case .exactly(0): .allBut(contacts(atLeast: 1, query))
        case .exactly(let n): .those(contacts(having: "COUNT(*) = \(Int64(n))", query))
        }
    }

    private func contacts(atLeast count: Int, _ query: SetQuery) -> SQLFragment {
        count == 1 ? contacts(query) : contacts(having: "COUNT(*) >= \(Int64(count))", query)
    }

    private func contacts(having test: SQLFragment, _ query: SetQuery) -> SQLFragment {
        "\(contacts(query)) GROUP BY a.contact HAVING \(test)"
    }

    private func contacts(_ query: SetQuery) -> SQLFragment {
        "SELECT a.contact FROM activity a WHERE \(query.activities(of: selector)) AND \(query.condition(of: window))"
    }
}

extension ArraySlice<Int32> {
    func edge(_ edge: Window.Edge) -> Int32? { edge == .first ? first : last }
}

extension Instant {
    var orNil: Instant? { self == .distantFuture ? nil : self }
}
