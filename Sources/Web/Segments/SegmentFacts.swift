import Storage
import Verger

/// What is known of one segment now, and of somebody in it.
struct SegmentFacts {
    struct Event {
        let contact: Contact
        let at: Instant
        let isEntry: Bool
    }

    enum Explained {
        case nobodyAsked, notFound
        /// Nothing was known of the contact on the day asked for.
        case notYet(Contact)
        case found(Contact, Explanation)
    }

    /// Why the condition can't be asked; empty when it can.
    let problems: [Problem]
    /// Nil when it can't be asked.
    let count: Int?
    let sample: [ContactList.Row]
    let events: [Event]
    let hasMoreEvents: Bool
    /// In the last thirty days.
    let traffic: (came: Int, went: Int)
    let explained: Explained

    static let shown = 8
    static let shownEvents = 20

    init(_ visit: Visit, _ segment: NamedSegment, _ rules: Rules, _ connection: any SQLConnection) throws {
        let (condition, problems) = SegmentFacts.resolved(segment, rules)
        self.problems = problems
        guard let condition else {
            (count, sample, events, hasMoreEvents, traffic, explained) = (nil, [], [], false, (0, 0), .nobodyAsked)
            return
        }
        let filter = ContactFilter(condition: condition, visible: visit.member.visibility.restriction)
        let list = ContactList(connection, in: visit.workspace, filter: filter, at: visit.now)
        count = try list.count()
        sample = try list.page(limit: SegmentFacts.shown).rows
        explained = try SegmentFacts.explained(visit, condition, connection)
        guard let saved = segment.saved else {
            (events, hasMoreEvents, traffic) = ([], false, (0, 0))
            return
        }
        let memberships = Memberships(connection, in: visit.workspace.id)
        let days = try memberships.traffic(
            of: saved, from: visit.now - 30 * Instant.day, in: visit.workspace.zone, seenBy: visit.member.visibility)
        traffic = (days.reduce(0) { $0 + $1.entered }, days.reduce(0) { $0 + $1.left })
        let found = try memberships.events(
            of: saved, before: SegmentFacts.position(visit.query.text("before"), saved),
            seenBy: visit.member.visibility, limit: SegmentFacts.shownEvents + 1)
        hasMoreEvents = found.count > SegmentFacts.shownEvents
        let shown = found.prefix(SegmentFacts.shownEvents)
        let contacts = Dictionary(
            try Contacts(connection, in: visit.workspace).find(Array(Set(shown.map(\.contact)))).map { ($0.id, $0) }
        ) { first, _ in first }
        events = shown.compactMap { event in
            contacts[event.contact].map { Event(contact: $0, at: event.at, isEntry: event.isEntry) }
        }
    }

    private static func resolved(
        _ segment: NamedSegment, _ rules: Rules
    ) -> (condition: ResolvedCondition?, problems: [Problem]) {
        guard let condition = segment.condition else { return (nil, []) }
        do {
            return (try rules.resolve(condition), [])
        } catch {
            return (nil, error.all)
        }
    }

    /// `MICROSECONDS.CONTACT`, as the link to earlier ones has it.
    private static func position(_ text: String?, _ segment: Segment) -> Memberships.Event? {
        guard let parts = text?.split(separator: "."), parts.count == 2, let at = Int64(parts[0]),
            let contact = Int64(parts[1])
        else { return nil }
        return .init(
            segment: segment.id, contact: .init(contact), at: Instant(microseconds: at), isEntry: false)
    }

    private static func explained(
        _ visit: Visit, _ condition: ResolvedCondition, _ connection: any SQLConnection
    ) throws -> Explained {
        guard let name = visit.query.text("contact") else { return .nobodyAsked }
        guard let contact = try Contacts(connection, in: visit.workspace).find(named: name),
            visit.member.visibility.includes(contact),
            let item = try Dossiers(connection, in: visit.workspace).load(contact.id)
        else { return .notFound }
        let evaluator = Evaluator(condition.rules)
        guard evaluator.evaluate(item.dossier, at: min(try visit.asOf() ?? visit.now, visit.now)) != nil else {
            return .notYet(contact)
        }
        return .found(contact, evaluator.explanation(of: condition))
    }
}
