import HTTPTypes
import Storage
import Verger

/// Settings › Events: what the events that sites and applications send become.
enum TrackingSettings {
    /// In one go after a rule was saved; what is left waits for the next time.
    private static let batches = 40

    static let routes: [Route] = [
        Route(.get, "settings/events", may: .viewDefinition, show),
        // Evidence follows, of which stages follow: as much as a definition does.
        Route(.post, "settings/events/rules", may: .activateDefinition, save),
        Route(.post, "settings/events/rules/removals", may: .activateDefinition, remove),
        Route(.post, "settings/events/problems/removals", may: .activateDefinition, clear),
    ]

    private static func show(_ visit: Visit) throws -> Answer { try visit.answer(page(visit, nil)) }

    private static func page(_ visit: Visit, _ draft: RuleDraft?) throws -> Page {
        let shown = try visit.read { connection in
            TrackingPage.Shown(
                unmapped: try UnmappedEvents(connection, in: visit.workspace).all(),
                rules: try TrackingRules(connection, in: visit.workspace.id).all(),
                problems: try TrackingProblems(connection, in: visit.workspace.id).all(),
                kinds: try TrackingPlan(connection, in: visit.workspace).kinds)
        }
        return TrackingPage(visit, shown, draft).page
    }

    private static func save(_ visit: Visit) throws -> Answer {
        let draft = RuleDraft(visit.form)
        let kinds = try visit.read { try TrackingPlan($0, in: visit.workspace).kinds }
        let rule: TrackingRule
        do throws(Problem) {
            rule = try draft.rule(kinds: kinds)
        } catch {
            var refused = draft
            refused.problem = error
            var answer = try visit.answer(page(visit, refused))
            answer.status = .unprocessableContent
            return answer
        }
        try visit.write { connection in
            try TrackingRules(connection, in: visit.workspace.id).save(rule, at: visit.now)
            try note("event rule saved", rule, visit, connection)
        }
        let settled = try settle(visit)
        return Answer.redirect(to: visit.links.events).toast(
            visit.say(TrackingPage.Words.saved(settled, visit.notation)))
    }

    /// Makes what waited what the rules say now.
    private static func settle(_ visit: Visit) throws -> Int {
        var total = 0
        for _ in 0..<batches {
            let settled = try visit.write { connection in
                try UnmappedEvents(connection, in: visit.workspace)
                    .settle(under: TrackingPlan(connection, in: visit.workspace), at: visit.now)
            }
            total += settled
            if settled == 0 { break }
        }
        return total
    }

    private static func remove(_ visit: Visit) throws -> Answer {
        let draft = RuleDraft(visit.form)
        let rule = TrackingRule(draft.call, draft.event, as: nil)
        let isGone = try visit.write { connection in
            try note("event rule removed", rule, visit, connection)
            return try TrackingRules(connection, in: visit.workspace.id).remove(rule)
        }
        guard isGone else { throw Refusal.notFound }
        return Answer.redirect(to: visit.links.events).toast(visit.say(TrackingPage.Words.removed))
    }

    private static func clear(_ visit: Visit) throws -> Answer {
        try visit.write { try TrackingProblems($0, in: visit.workspace.id).clear() }
        return .redirect(to: visit.links.events)
    }

    private static func note(
        _ action: String, _ rule: TrackingRule, _ visit: Visit, _ connection: any SQLConnection
    ) throws {
        try visit.audit(
            action,
            [
                ("call", .text(rule.call.rawValue)), ("event", .text(rule.event)), ("kind", .text(orNull: rule.kind)),
            ], connection)
    }
}

/// A rule as a form says it.
struct RuleDraft {
    let call: TrackingCall.Kind
    let event: String
    /// Empty: not wanted.
    let kind: String
    /// `title=content, step=level`.
    let renames: String
    var problem: Problem?

    init(_ form: Fields) {
        call = form.text("call").flatMap { TrackingCall.Kind(rawValue: $0) } ?? .track
        event = form.text("event") ?? ""
        kind = form.text("kind") ?? ""
        renames = form.text("renames") ?? ""
    }

    /// What the select says for events that are not wanted.
    static let unwanted = "-"

    func rule(kinds: [String: ActivityKind]) throws(Problem) -> TrackingRule {
        guard !event.isEmpty, event.count <= 255, TrackingRule.calls.contains(call) else {
            throw Problem(TrackingPage.Words.eventNeeded, path: "event")
        }
        guard kind == RuleDraft.unwanted || kinds[kind] != nil else {
            throw Problem(TrackingPage.Words.kindNeeded, path: "kind")
        }
        var pairs: [String: String] = [:]
        for part in renames.split(separator: ",") {
            let names = part.split(separator: "=", omittingEmptySubsequences: false).map(\.trimmed)
            guard names.count == 2, let old = names[0].trackedName, let new = names[1].trackedName else {
                throw Problem(TrackingPage.Words.badRenames, path: "renames")
            }
            pairs[old] = new
        }
        return TrackingRule(call, event, as: kind == RuleDraft.unwanted ? nil : kind, renaming: pairs)
    }
}

extension Links {
    var events: String { SettingsTab.events.link(self) }
}
