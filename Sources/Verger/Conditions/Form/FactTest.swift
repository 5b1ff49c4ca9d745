/// `did` as a form has it.
package struct FactTest: Hashable, Sendable {
    package enum Times: String, CaseIterable, Sendable {
        /// Once or more.
        case ever = "ever"
        case atLeast = "at least", atMost = "at most", exactly
    }

    package enum Window: String, CaseIterable, Sendable {
        case ever
        case within, before, after, between
        case sinceLast = "since last", sinceFirst = "since first"
    }

    /// Kinds and groups.
    package var kinds: [String]
    package var property: String?
    package var test = ValueTest()
    package var times = Times.ever
    package var number = 1
    package var window = Window.ever
    /// `30 days`, a date, two dates, a kind.
    package var bounds: [String] = []

    package init(kinds: [String] = []) {
        self.kinds = kinds
    }
}

extension FactTest {
    func text(_ catalogue: Catalogue) -> String {
        let single = kinds.count == 1 ? kinds[0] : "[\(kinds.joined(separator: ", "))]"
        let isGroup = kinds.count == 1 && !catalogue.kinds.contains { $0.name == kinds[0] }
        var text = "did \(isGroup ? "any " : "")\(single)"
        if let property {
            text += " where \(test.text(of: property, catalogue.sort(ofProperty: property, of: kinds)))"
        }
        if times != .ever { text += " \(times.rawValue) \(number) \(number == 1 ? "time" : "times")" }
        func bound(_ index: Int) -> String { bounds.indices.contains(index) ? bounds[index] : "" }
        switch window {
        case .ever: break
        case .within, .before, .after: text += " \(window.rawValue) \(bound(0))"
        case .between: text += " between \(bound(0)) and \(bound(1))"
        case .sinceLast, .sinceFirst:
            let isGroup = !catalogue.kinds.contains { $0.name == bound(0) }
            text += " \(window.rawValue) \(isGroup ? "any " : "")\(bound(0))"
        }
        return text
    }

    /// Nil for what a form can't show.
    init?(_ did: Did, _ catalogue: Catalogue) {
        self.init(kinds: did.kinds.names.map(\.text))
        if let filter = did.filter {
            let kinds = kinds
            guard
                let found = ValueTest.reading(filter, sort: { catalogue.sort(ofProperty: $0, of: kinds) })
            else { return nil }
            property = found.field
            test = found.test
        }
        switch did.times {
        case nil: times = .ever
        case .atLeast(let n): (times, number) = (.atLeast, n)
        case .atMost(let n): (times, number) = (.atMost, n)
        case .exactly(let n): (times, number) = (.exactly, n)
        }
        switch did.window {
        case nil: window = .ever
        case .within(let span): (window, bounds) = (.within, [span.description])
        case .before(let when): (window, bounds) = (.before, [when.description])
        case .after(let when): (window, bounds) = (.after, [when.description])
        case .between(let low, let high): (window, bounds) = (.between, [low.description, high.description])
        case .since(let edge, let kinds):
            guard kinds.names.count == 1 else { return nil }
            (window, bounds) = (edge == .last ? .sinceLast : .sinceFirst, [kinds.names[0].text])
        }
    }
}
