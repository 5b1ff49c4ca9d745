import HTML
import HTTPTypes
import Storage
package import Verger

/// How many contacts a condition leaves, line by line. Counted beside the page, which does not wait for it.
enum ConditionCounts {
    /// Lines are counted until so much time has gone by; the whole always is.
    private static let patience = Duration.milliseconds(1500)

    static func link(_ visit: Visit, _ draft: ConditionDraft, named name: String) -> String {
        visit.links.to("conditions/counts") + Fields([("where", draft.text), ("name", name)]).query
    }

    static let route = Route(.get, "conditions/counts", may: .viewContacts) { visit in
        let draft = ConditionDraft(visit.query, named: "where", under: try visit.rules())
        guard let condition = draft.condition else { return .fragment(Markup()) }
        let name = visit.query.text("name") ?? "where"
        let start = ContinuousClock.now
        let (total, lines, until) = try visit.read { connection in
            let total = try count(condition, visit, connection)
            let time = ContinuousClock.now - start
            var lines: [Int] = []
            for step in draft.steps.dropLast() where ContinuousClock.now - start < patience {
                lines.append(try count(step, visit, connection))
            }
            let until = try ContactSet(connection, in: visit.workspace).validUntil(condition, at: visit.now)
            return ((count: total, time: time), lines, until)
        }
        let isWhole = lines.count == draft.steps.count - 1
        return .fragment(
            group {
                sentence(total.count, total.time, visit)
                if let until {
                    span(.class("no-small until")) {
                        let day = visit.notation.when(until, now: visit.now)
                        visit.say(
                            Sentence(
                                fr: "Ce nombre peut changer sans nouveau fait dès\u{A0}: \(day).",
                                en: "This number can change with no new fact from: \(day)."))
                    }
                }
                for (index, count) in (isWhole ? lines + [total.count] : lines).enumerated() {
                    let isLast = index == draft.steps.count - 1
                    span(.class("left"), .id("\(name)-left-\(index)"), .hx("swap-oob", "true")) {
                        if isLast { b { visit.notation.count(count) } } else { visit.notation.count(count) }
                    }
                }
            })
    }

    private static func count(
        _ condition: ResolvedCondition, _ visit: Visit, _ connection: any SQLConnection
    ) throws -> Int {
        let filter = ContactFilter(condition: condition, visible: visit.member.visibility.restriction)
        return try ContactList(connection, in: visit.workspace, filter: filter, at: visit.now).count()
    }

    private static func sentence(_ count: Int, _ time: Duration, _ visit: Visit) -> Markup {
        let contacts = visit.notation.plural(
            count, Sentence(fr: "contact", en: "contact"), Sentence(fr: "contacts", en: "contacts"))
        let milliseconds = visit.notation.count(max(1, Int(time.seconds * 1000)))
        return Markup(
            visit.say(
                Sentence(fr: "\(contacts) en \(milliseconds)\u{A0}ms", en: "\(contacts) in \(milliseconds)\u{A0}ms")))
    }
}

extension Visibility {
    /// What lists are restricted to; nil for those who see everyone.
    package var restriction: SQLFragment? { self == .everyone ? nil : sql }
}
