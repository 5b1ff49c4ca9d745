internal import Foundation
package import Logging
internal import ServiceLifecycle
internal import Spreadsheet
package import Storage
internal import Synchronization
package import Verger

/// Looks at the rows of uploaded files, brings them in once somebody says so, and takes them back. One process works on a file at a time: it
/// holds a lease, which it renews in every transaction that records something; when it is killed another one goes on where
/// the last batch ended.
package final class Carrier: Service {
    package struct Settings: Sendable {
        package var poll: Duration = .seconds(1)
        /// Rows looked at, and recorded, in one transaction.
        package var looked = 500
        package var batch = 2_000
        /// An import that took longer than this, in microseconds, is told of by mail.
        package var longWait = 30 * Instant.second

        package init() {}
    }

    let database: any SQLDatabase
    let bell: Bell
    let logger: Logger
    private let settings: Settings
    private let address: String
    let clock: @Sendable () -> Instant
    let process = UUID().uuidString

    /// `address`: where pages are reached, for the letter that says that an import is over.
    package init(
        _ database: any SQLDatabase, bell: Bell, address: String = "", logger: Logger, settings: Settings = Settings(),
        clock: @escaping @Sendable () -> Instant = { .present }
    ) {
        self.database = database
        self.bell = bell
        self.address = address
        self.logger = logger
        self.settings = settings
        self.clock = clock
    }

    /// Works until the process is to end, and finishes its batch.
    package func run() async throws {
        let shift = Shift(waitingFor: bell)
        await shift.run(named: "imports") {
            shift.goRounds(
                every: self.settings.poll, clock: self.clock, logger: self.logger,
                complaint: "imports can't be worked on",
                round: { while !shift.isOver, try self.turn(isOver: { shift.isOver }) {} },
                cleaning: { try self.database.write { try ImportDrafts.prune($0, at: self.clock()) } })
        }
    }

    /// Works on one draft that waits, or takes one import back; false when none waits.
    @discardableResult
    package func turn(isOver: () -> Bool = { false }) throws -> Bool {
        if try turnToDraft(isOver) { return true }
        return try turnToReversal(isOver)
    }

    private func turnToDraft(_ isOver: () -> Bool) throws -> Bool {
        let now = clock()
        guard try database.read({ try ImportDrafts.isWaiting(on: $0, at: now) }),
            let claimed = try database.write({ try ImportDrafts.claim(by: process, on: $0, at: now) })
        else { return false }
        do {
            try work(on: claimed.id, in: claimed.workspace, isOver)
        } catch let problem as StorageProblem where problem.isOutside {
            throw problem
        } catch {
            try settle(error, claimed.id, in: claimed.workspace)
        }
        return true
    }

    private func work(on id: Int64, in workspaceID: Workspace.ID, _ isOver: () -> Bool) throws {
        let reading = try database.read { connection -> DraftReading? in
            guard let workspace = try Workspaces(connection).find(workspaceID) else { return nil }
            return try DraftReading(id, in: workspace, connection)
        }
        guard let reading else { throw ImportInterruption.lost }
        switch reading.draft.state {
        case .checking: try check(reading, isOver)
        case .running: try bring(reading, isOver)
        case .mapping, .checked, .stopped, .failed, .finished: throw ImportInterruption.lost
        }
    }

    struct ShiftIsOver: Error {}

    /// What becomes of a draft that could not be gone on with.
    private func settle(_ error: any Error, _ id: Int64, in workspace: Workspace.ID) throws {
        let now = clock()
        try database.write { connection in
            let drafts = ImportDrafts(connection, in: workspace)
            switch error {
            case is ShiftIsOver: try drafts.release(id, by: process)
            case ImportInterruption.lost: break
            case ImportInterruption.stopped:
                guard let draft = try drafts.find(id) else { return }
                if let run = try ImportRuns(connection, in: workspace).find(fingerprint: draft.fingerprint) {
                    try drafts.finish(id, run: run.number, isStopped: true, at: now)
                } else {
                    try drafts.stopBeforeStart(id, at: now)
                }
            case let problem as SpreadsheetProblem: try drafts.fail(id, problem.sentence, at: now)
            case let problems as Problems: try drafts.fail(id, problems.all.first?.sentence, at: now)
            default:
                logger.error("an import broke off", metadata: ["draft": "\(id)", "error": "\(error)"])
                try drafts.fail(id, nil, at: now)
            }
        }
        bell.ring(workspace)
    }

    /// Bytes of rows that are held at once.
    private static let heaviest = 16 << 20

    // MARK: Looking

    private func check(_ reading: DraftReading, _ isOver: () -> Bool) throws {
        let draft = reading.draft
        var table = try reading.open(database)
        var converter = try reading.converter(at: clock())
        let review = reading.review()
        var survey = ImportSurvey()
        let corrected = try database.write { connection in
            let drafts = ImportDrafts(connection, in: reading.workspace.id)
            try drafts.hold(draft.id, by: process, while: .checking, at: clock())
            try drafts.beginCheck(draft.id)
            return try DraftRows(connection, in: reading.workspace.id, of: draft.id).corrected()
        }
        while true {
            if isOver() { throw ShiftIsOver() }
            var items: [DraftReview.Item] = []
            var weight = 0
            while items.count < settings.looked, weight < Carrier.heaviest, let record = try table.rows.next() {
                weight += record.weight
                let correction = corrected[record.row]
                let record = correction.map { record.corrected($0.cells) } ?? record
                items.append(
                    DraftReview.Item(
                        record, converter.convert(record), isCorrected: correction != nil, former: correction))
            }
            guard !items.isEmpty else { break }
            let rows = try database.read { try review.look(at: items, &survey, on: $0) }
            try database.write { connection in
                let drafts = ImportDrafts(connection, in: reading.workspace.id)
                try drafts.hold(draft.id, by: process, while: .checking, at: clock())
                try drafts.note(survey, rows, of: draft.id, at: clock())
            }
        }
        try database.write { connection in
            let drafts = ImportDrafts(connection, in: reading.workspace.id)
            try drafts.hold(draft.id, by: process, while: .checking, at: clock())
            try drafts.finishCheck(survey, of: draft.id, at: clock())
        }
    }

    // MARK: Bringing in

    private func bring(_ reading: DraftReading, _ isOver: () -> Bool) throws {
        let draft = reading.draft
        let workspace = reading.workspace
        let known = try database.read { try ImportRuns($0, in: workspace.id).find(fingerprint: draft.fingerprint) }
        if let known, known.status != "running" { return try finish(reading, run: known.number) }
        let began = draft.startedAt ?? clock()
        var table = try reading.open(database)
        var converter = try reading.converter(at: began)
        var said = SaidRows(database, in: workspace, of: draft.id)
        var late: [(problem: RowProblem, cells: [String])] = []
        var recent: [Int: [String]] = [:]
        var weight = 0
        let transactions = Mutex(0)
        let importer = Importer(
            database, in: workspace, under: reading.stored, rules: reading.rules, kind: draft.mapping.kind,
            file: draft.fileName, fingerprint: draft.fingerprint, dated: draft.createdAt, by: draft.author, at: began,
            batch: settings.batch,
            guarding: { [process, clock] connection in
                // The first one only finds how far the import has come.
                let count = transactions.withLock { count in
                    count += 1
                    return count
                }
                try ImportDrafts(connection, in: workspace.id).hold(
                    draft.id, by: process, while: .running, hasAdvanced: count > 1, at: clock())
            })
        let outcome = try importer.run(
            next: {
                if isOver() { throw ShiftIsOver() }
                guard let record = try table.rows.next() else { return nil }
                if recent.count > 3 * settings.batch || weight > 3 * Carrier.heaviest {
                    recent.removeAll()
                    weight = 0
                }
                recent[record.row] = record.cells
                weight += record.weight
                return try said.applied(to: record, &converter)
            },
            report: { problem in
                guard problem.severity == .error, late.count < 10_000 else { return }
                late.append((problem, recent[problem.row] ?? []))
            })
        if !late.isEmpty {
            try database.write { connection in
                let rows = DraftRows(connection, in: workspace.id, of: draft.id)
                for item in late { try rows.refuse(item.problem, cells: item.cells) }
            }
        }
        guard let number = outcome.number else { return }
        try finish(reading, run: number)
    }

    private func finish(_ reading: DraftReading, run: Int) throws {
        let now = clock()
        try database.write { connection in
            try ImportDrafts(connection, in: reading.workspace.id).finish(
                reading.draft.id, run: run, isStopped: false, at: now)
            guard let began = reading.draft.startedAt, now - began > settings.longWait else { return }
            try ImportLetter(reading, run: run, address: address).send(connection, at: now)
        }
        bell.ring(reading.workspace.id)
    }
}

extension CSVRecord {
    /// The same row with the cells that somebody corrected.
    func corrected(_ cells: [String]) -> CSVRecord { CSVRecord(cells: cells, row: row, line: line, end: end) }
}
