import Storage
import Verger

/// Everyone of one cell of a replay, as a file.
struct MovesExport {
    private let visit: Visit

    init(_ visit: Visit) { self.visit = visit }

    func answer() throws -> Answer {
        let reading = try visit.read { try DefinitionReading(visit, $0) }
        guard let outcome = visit.replay(reading)?.outcome else { throw Refusal.notFound }
        let cell = ReplayOutcome.Cell(from: visit.query.text("from"), to: visit.query.text("to"))
        let people = (outcome.moves[cell] ?? []).filter { visit.query["paid"] != "1" || $0.hasPaid }
        let writer = CSVWriter(disarmsFormulas: true)
        var bytes: [UInt8] = []
        writer.write(["contact", "email", "name", "from", "to", "since", "paid"], to: &bytes)
        let contacts = try visit.read { connection in
            Dictionary(
                try Contacts(connection, in: visit.workspace).find(people.map(\.contact)).map { ($0.id, $0) }
            ) { first, _ in first }
        }
        for person in people {
            guard let contact = contacts[person.contact], visit.member.visibility.includes(contact) else { continue }
            writer.write(
                [
                    contact.fields[.externalID] ?? String(contact.id.value), contact.fields[.email] ?? "",
                    contact.displayName, cell.from ?? "", cell.to ?? "", person.since.iso8601,
                    person.hasPaid ? "1" : "0",
                ], to: &bytes)
        }
        return .download(
            bytes, name: "\(cell.from ?? "none")-\(cell.to ?? "none").csv", type: "text/csv; charset=utf-8")
    }
}
