import Storage
import Verger

/// The companies of a list as a file.
struct CompanySheet: ListSheet {
    private static let rowsInPart = 500

    private let visit: Visit
    private let address: CompaniesAddress
    private let chosen: [Company.ID]?
    private let stages: [Rules.Stage]
    private let writer: CSVWriter

    init(
        _ address: CompaniesAddress, only chosen: [Company.ID]?, _ visit: Visit, _ connection: any SQLConnection
    ) throws {
        guard try CompaniesReading.list(address, visit, connection) != nil else {
            throw Refusal.malformed(Sentence(fr: "la condition n’est pas juste", en: "the condition is not right"))
        }
        self.visit = visit
        self.address = address
        self.chosen = chosen
        stages = try visit.rules(on: connection).stages
        writer = CSVWriter(delimiter: visit.fileDelimiter, disarmsFormulas: true)
    }

    var head: [UInt8] {
        var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
        let derived = ["contacts", "furthest_stage", "best_grade", "last_evidence"]
        writer.write(CompanyField.allCases.map(\.rawValue) + derived, to: &bytes)
        return bytes
    }

    func part(from place: SheetPlace) throws -> (bytes: [UInt8], next: SheetPlace?) {
        try visit.read { connection in
            guard let list = try CompaniesReading.list(address, visit, connection) else { return ([], nil) }
            let (ids, next) = try ids(list, from: place, connection)
            let rows = try list.rows(of: ids)
            var bytes: [UInt8] = []
            for id in ids { if let row = rows[id] { writer.write(cells(row), to: &bytes) } }
            return (bytes, next)
        }
    }

    private func ids(
        _ list: CompanyList, from place: SheetPlace, _ connection: any SQLConnection
    ) throws -> (ids: [Company.ID], next: SheetPlace?) {
        if let chosen {
            let done = if case .chosen(let count) = place { count } else { 0 }
            let part = Array(chosen.dropFirst(done).prefix(CompanySheet.rowsInPart))
            // Only those that the visitor sees, whatever the form says.
            let everything = CompanyList(
                connection, in: visit.workspace, filter: CompanyFilter(seenBy: visit.member.visibility), at: visit.now)
            let seen = try everything.holding(part)
            let isEnd = done + part.count >= chosen.count
            return (part.filter(seen.contains), isEnd ? nil : .chosen(done + part.count))
        }
        let after: Position? = if case .after(let position) = place { position } else { nil }
        let found = try list.ids(after: after, limit: CompanySheet.rowsInPart)
        return (found.ids, found.next.map { .after($0) })
    }

    private func cells(_ row: CompanyList.Row) -> [String] {
        let stage = row.furthestStage.flatMap { stages.indices.contains($0) ? stages[$0].id : nil } ?? ""
        return CompanyField.allCases.map { row.company.fields[$0] ?? "" } + [
            String(row.contacts), stage, row.best?.grade ?? "",
            row.evidence.map { visit.workspace.zone.iso8601($0.activity.at) } ?? "",
        ]
    }
}
