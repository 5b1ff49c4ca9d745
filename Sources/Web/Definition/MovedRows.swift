import Storage
import Verger

/// One contact that would move, as a list shows it.
struct MovedRow {
    let contact: Contact
    let company: String?
    let since: Instant
    let reason: String
    let paid: Number
}

/// Finds why contacts would move, and what they paid.
struct MovedRows {
    private let visit: Visit
    private let old: Definition
    private let new: Definition

    init(_ visit: Visit, _ old: Definition, _ new: Definition) {
        self.visit = visit
        self.old = old
        self.new = new
    }

    func rows(
        _ people: [ReplayOutcome.Person], _ cell: ReplayOutcome.Cell, _ instant: Instant
    ) throws -> [MovedRow] {
        try visit.read { connection in
            let ids = people.map(\.contact)
            let contacts = Dictionary(
                try Contacts(connection, in: visit.workspace).find(ids).map { ($0.id, $0) }
            ) { first, _ in first }
            let companies = Dictionary(
                try Companies(connection, in: visit.workspace).find(contacts.values.compactMap(\.company)).map {
                    ($0.id, $0.fields[.name])
                }
            ) { first, _ in first }
            let dossiers = Dictionary(
                try Dossiers(connection, in: visit.workspace).load(ids.sorted()).map { ($0.contact, $0.dossier) }
            ) { first, _ in first }
            let definitions = Definitions(connection, in: visit.workspace)
            var reasons = MoveReason(
                old: try definitions.rules(of: old), new: try definitions.rules(of: new), from: cell.from, to: cell.to)
            return people.compactMap { person in
                guard let contact = contacts[person.contact], visit.member.visibility.includes(contact),
                    let dossier = dossiers[person.contact]
                else { return nil }
                return MovedRow(
                    contact: contact, company: contact.company.flatMap { companies[$0] ?? nil }, since: person.since,
                    reason: visit.say(reasons.sentence(dossier, at: instant)),
                    paid: Replay.paid(in: dossier, upTo: instant))
            }
        }
    }
}
