import Storage
import Verger

/// The contacts of a list as a file of comma-separated values, part by part, with the columns that an import recognises.
struct ContactSheet: ListSheet {
    private static let rowsInPart = 1000

    private let visit: Visit
    private let address: ContactsAddress
    private let chosen: [Contact.ID]?
    private let custom: [String]
    private let stages: [Rules.Stage]
    private let writer: CSVWriter

    init(
        _ address: ContactsAddress, only chosen: [Contact.ID]?, _ visit: Visit, _ connection: any SQLConnection
    ) throws {
        let rules = try visit.rules(on: connection)
        guard try ContactsReading.list(address, visit, connection) != nil else {
            throw Refusal.malformed(Sentence(fr: "la condition n’est pas juste", en: "the condition is not right"))
        }
        self.visit = visit
        self.address = address
        self.chosen = chosen
        custom = rules.catalogue.fields.keys.sorted()
        stages = rules.stages
        writer = CSVWriter(delimiter: visit.fileDelimiter, disarmsFormulas: true)
    }

    /// The mark by which spreadsheets know UTF-8, and the names of the columns.
    var head: [UInt8] {
        var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
        let derived = ["stage", "since", "temperature", "grade", "score.fit", "score.engagement", "last_evidence"]
        writer.write(ContactField.allCases.map(\.rawValue) + ["company", "tags"] + custom + derived, to: &bytes)
        return bytes
    }

    /// The rows from a place on, and the place after them; nil at the end.
    func part(from place: SheetPlace) throws -> (bytes: [UInt8], next: SheetPlace?) {
        try visit.read { connection in
            guard let list = try ContactsReading.list(address, visit, connection) else { return ([], nil) }
            let (ids, next) = try ids(list, from: place, connection)
            let rows = try list.rows(of: ids)
            var bytes: [UInt8] = []
            for id in ids { if let row = rows[id] { writer.write(cells(row), to: &bytes) } }
            return (bytes, next)
        }
    }

    private func ids(
        _ list: ContactList, from place: SheetPlace, _ connection: any SQLConnection
    ) throws -> (ids: [Contact.ID], next: SheetPlace?) {
        if let chosen {
            let done = if case .chosen(let count) = place { count } else { 0 }
            let part = Array(chosen.dropFirst(done).prefix(ContactSheet.rowsInPart))
            // Only those that the visitor sees, whatever the form says.
            let filter = ContactFilter(visible: visit.member.visibility.restriction)
            let seen = try ContactList(connection, in: visit.workspace, filter: filter, at: visit.now).holding(part)
            let isEnd = done + part.count >= chosen.count
            return (part.filter(seen.contains), isEnd ? nil : .chosen(done + part.count))
        }
        let after: Position? = if case .after(let position) = place { position } else { nil }
        let found = try list.ids(after: after, limit: ContactSheet.rowsInPart)
        return (found.ids, found.next.map { .after($0) })
    }

    private func cells(_ row: ContactList.Row) -> [String] {
        let contact = row.contact
        let own = ContactField.allCases.map { field -> String in
            guard field == .createdAt, let stored = contact.fields[field] else { return contact.fields[field] ?? "" }
            return Instant(iso8601: stored, in: .utc).map { visit.workspace.zone.iso8601($0) } ?? stored
        }
        let shared = [row.companyName ?? "", contact.tags.joined(separator: ";")]
        let stage = row.stage.flatMap { stages.indices.contains($0) ? stages[$0].id : nil } ?? ""
        let derived = [
            stage, row.since.map { visit.workspace.zone.iso8601($0) } ?? "", row.temperature?.rawValue ?? "", row.grade,
            Number(tenths: row.fit).description, Number(tenths: row.engagement).description,
            row.evidence.map { visit.workspace.zone.iso8601($0.at) } ?? "",
        ]
        return own + shared + custom.map { contact.custom[$0] ?? "" } + derived
    }
}
