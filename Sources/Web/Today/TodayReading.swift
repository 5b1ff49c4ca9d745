import Storage
import Verger

/// All that the page of the day shows, read in one state of the database.
struct TodayReading {
    /// Whose day it is.
    enum Scope: String {
        case me, team
    }

    /// Somebody to call, with the reasons.
    struct Call {
        let row: ContactList.Row
        /// What speaks most for it: the last fact that is more than a visit.
        var reason: Activity?
        /// The facts that speak for it, latest first, and the last exchange; only of the first one.
        var proofs: [TimelineEntry] = []
        var exchange: Activity?
        /// When it cools down by itself.
        var hotUntil: Instant?
    }

    struct Passage {
        let handover: Handover
        let row: ContactList.Row
    }

    struct Shift {
        let move: StageMoves.Move
        let contact: Contact
        let reason: ShiftReason?
    }

    let scope: Scope
    let rules: Rules
    let calls: [Call]
    /// Whether there are more than are shown.
    let hasMoreCalls: Bool
    let passages: [Passage]
    let hours: WorkingHours
    let tasks: [SalesTask]
    let contacts: [Contact.ID: Contact]
    /// From when on changes are told.
    let since: Instant
    let shifts: [Shift]
    let moreShifts: Int

    private static let mostCalls = 5
    private static let mostShifts = 8

    init(_ visit: Visit, _ connection: any SQLConnection) throws {
        let me = visit.member.user.email
        scope = try Scope(rawValue: visit.query.text("scope") ?? "") ?? TodayReading.usualScope(visit, connection)
        let owner = scope == .me ? me : nil
        rules = try visit.rules(on: connection)
        let tasks = SalesTasks(connection, in: visit.workspace)
        let midnight = visit.workspace.zone.start(of: visit.workspace.zone.day(at: visit.now))
        let open = try tasks.open(for: owner, seenBy: visit.member, limit: 30)
        self.tasks = try open + tasks.done(since: midnight, for: owner, seenBy: visit.member, limit: 10)
        let called = try TodayReading.calls(visit, connection, rules, scope, open)
        calls = called.calls
        hasMoreCalls = called.hasMore
        let handovers = Handovers(connection, in: visit.workspace)
        hours = try handovers.hours()
        let waiting = try handovers.open(for: owner, seenBy: visit.member.visibility, limit: 20)
        let rows = try ContactList(connection, in: visit.workspace, at: visit.now).rows(of: waiting.map(\.contact))
        passages = waiting.compactMap { handover in rows[handover.contact].map { Passage(handover: handover, row: $0) }
        }
        // The evening before: what happened since people went home.
        since = midnight - 6 * Instant.hour
        let moves = try StageMoves(connection, in: visit.workspace).since(
            since, at: visit.now, for: owner, seenBy: visit.member.visibility)
        let shown = TodayReading.balanced(moves)
        moreShifts = moves.count - shown.count
        let known = try Contacts(connection, in: visit.workspace).find(
            Array(Set(shown.map(\.contact) + self.tasks.compactMap(\.contact))))
        // A task of one's own may be about somebody whom one sees no more.
        contacts = Dictionary(
            uniqueKeysWithValues: known.filter(visit.member.visibility.includes).map { ($0.id, $0) })
        shifts = try TodayReading.shifts(shown, contacts, visit, connection, rules)
    }

    /// One's own when one follows somebody, else everyone's.
    private static func usualScope(_ visit: Visit, _ connection: any SQLConnection) throws -> Scope {
        try Contacts(connection, in: visit.workspace).areAny(ownedBy: visit.member.user.email) ? .me : .team
    }

    private static func calls(
        _ visit: Visit, _ connection: any SQLConnection, _ rules: Rules, _ scope: Scope, _ tasks: [SalesTask]
    ) throws -> (calls: [Call], hasMore: Bool) {
        let mine = scope == .me ? " and owner = me" : ""
        // Who was called since the day before has been called back.
        let condition = try rules.resolve(
            parsing:
                "temperature = hot and excluded = false and not did [call_held, call_attempted, meeting_held] within 1 day"
                + mine)
        let list = ContactList(
            connection, in: visit.workspace,
            filter: ContactFilter(
                condition: condition, visible: visit.member.visibility == .everyone ? nil : visit.member.visibility.sql),
            order: ContactOrder(.score), at: visit.now)
        // Those put off are tasks of an hour of another day.
        let midnight = visit.workspace.zone.end(of: visit.workspace.zone.day(at: visit.now))
        let later = Set(
            tasks.filter { task in
                if case .instant(let instant) = task.due { instant >= midnight } else { false }
            }.compactMap(\.contact))
        let rows = try list.page(limit: 3 * mostCalls + later.count).rows.filter { !later.contains($0.id) }
        let items = try Dossiers(connection, in: visit.workspace).load(rows.map(\.id).sorted())
        let dossiers = Dictionary(uniqueKeysWithValues: items.map { ($0.contact, $0.dossier) })
        var calls = rows.map { row in
            Call(row: row, reason: dossiers[row.id].flatMap { reason($0, rules, at: visit.now) } ?? row.evidence)
        }
        // Of the best, those who moved last.
        calls.sort { ($0.reason?.at ?? .distantPast) > ($1.reason?.at ?? .distantPast) }
        if let first = calls.first, let dossier = dossiers[first.row.id] {
            calls[0] = detailed(first, dossier, visit, rules)
        }
        return (Array(calls.prefix(mostCalls)), calls.count > mostCalls)
    }

    private static func reason(_ dossier: Dossier, _ rules: Rules, at now: Instant) -> Activity? {
        let kinds = rules.catalogue.kindsByName
        return dossier.activities.last { activity in
            guard activity.at <= now, let kind = kinds[activity.kind] else { return false }
            return kind.group != "visit" && (kind.direction == .inbound || kind.direction == .twoWay)
        }
    }

    private static func detailed(_ call: Call, _ dossier: Dossier, _ visit: Visit, _ rules: Rules) -> Call {
        var call = call
        let words = ActivityWords(rules.catalogue, visit.notation)
        let past = dossier.activities.filter { $0.at <= visit.now }
        let evidence = past.filter { !words.isOurs($0) && words.kind($0)?.direction != .twoWay }
        call.proofs = Array(TimelineEntry.entries(evidence, [], zone: visit.workspace.zone).prefix(2))
        call.exchange = past.last { words.kind($0)?.group == "exchange" && words.kind($0)?.direction == .twoWay }
        call.hotUntil = ContactReport(dossier, at: visit.now, by: Evaluator(rules))?.heat?.until
        return call
    }

    /// As many who came down as went up, where there are too many.
    private static func balanced(_ moves: [StageMoves.Move]) -> [StageMoves.Move] {
        let (up, down) = (moves.filter(\.isUp), moves.filter { !$0.isUp })
        let shownDown = min(down.count, max(mostShifts / 2, mostShifts - up.count))
        return Array(up.prefix(mostShifts - shownDown) + down.prefix(shownDown))
    }

    private static func shifts(
        _ moves: [StageMoves.Move], _ contacts: [Contact.ID: Contact], _ visit: Visit, _ connection: any SQLConnection,
        _ rules: Rules
    ) throws -> [Shift] {
        let evaluator = Evaluator(rules)
        let items = try Dossiers(connection, in: visit.workspace).load(moves.map(\.contact).sorted())
        let dossiers = Dictionary(uniqueKeysWithValues: items.map { ($0.contact, $0.dossier) })
        return moves.compactMap { move in
            guard let contact = contacts[move.contact], let dossier = dossiers[move.contact] else { return nil }
            let reason = ShiftReason(dossier, from: move.from, to: move.to, at: move.at, by: evaluator)
            return Shift(move: move, contact: contact, reason: reason)
        }
    }
}
