import HTML
import HTTPTypes
import Spreadsheet
import Storage
import Verger
import Work

/// Files of contacts, companies and facts: uploaded, told what their columns are, looked at, brought in, taken back.
enum ImportRoutes {
    static let all: [Route] = [
        Route(.get, "imports", may: .importContacts, list),
        Route(.get, "imports/new", may: .importContacts, list),
        Route(.post, "imports", may: .importContacts, upload: ImportUpload.receive)
            .accepting(bytes: ImportUpload.limit + (1 << 16)),
        Route(.get, "imports/{draft}", may: .importContacts, step),
        Route(.get, "imports/{draft}/mapping", may: .importContacts, showMapping),
        Route(.post, "imports/{draft}/sheet", may: .importContacts, chooseSheet),
        Route(.post, "imports/{draft}/mapping", may: .importContacts, saveMapping),
        Route(.post, "imports/{draft}/rows", may: .importContacts, DraftGrid.save),
        Route(.post, "imports/{draft}/choices", may: .importContacts, DraftLookalikes.save),
        Route(.get, "imports/{draft}/problems.csv", may: .importContacts, ProblemSheet.ofDraft),
        Route(.post, "imports/{draft}/start", may: .importContacts, start),
        Route(.post, "imports/{draft}/stop", may: .importContacts, stop),
        Route(.post, "imports/{draft}/discarding", may: .importContacts, discard),
        Route(.get, "imports/runs/{run}", may: .importContacts, ImportReportRoutes.show),
        Route(.get, "imports/runs/{run}/contacts", may: .importContacts, ImportReportRoutes.contacts),
        Route(.get, "imports/runs/{run}/problems.csv", may: .importContacts, ProblemSheet.ofRun),
        Route(.post, "imports/runs/{run}/reversals", may: .importContacts, ImportReportRoutes.revert),
    ]

    @Sendable private static func list(_ visit: Visit) throws -> Answer {
        try visit.read { visit.answer(try ImportsPage(visit, $0).page) }
    }

    /// Where a file stands: each step has its page at the same address, so that one comes back to it.
    @Sendable private static func step(_ visit: Visit) throws -> Answer {
        let answer = try visit.read { connection -> Answer in
            let draft = try visit.draft(connection)
            switch draft.state {
            case .finished:
                guard let run = draft.run else { throw Refusal.notFound }
                return .redirect(to: visit.links.importRun(run))
            case .mapping: return visit.answer(try MappingPage(visit, draft, connection).page)
            case .checking, .running: return visit.answer(try ImportProgressPage(visit, draft, connection).page)
            case .checked, .stopped, .failed: return visit.answer(try ImportCheckPage(visit, draft, connection).page)
            }
        }
        guard visit.call.wantsFragment, visit.query["progress"] == "1" else { return answer }
        return try progress(visit)
    }

    /// The part that htmx asks for while a file is worked on; the whole page once it is not.
    private static func progress(_ visit: Visit) throws -> Answer {
        try visit.read { connection in
            let draft = try visit.draft(connection)
            guard draft.state == .checking || draft.state == .running else {
                var answer = Answer.nothing
                answer.status = .ok
                answer.headers[.hxRedirect] = visit.links.importDraft(draft.id)
                return answer
            }
            return .fragment(try ImportProgressPage(visit, draft, connection).meter)
        }
    }

    @Sendable private static func showMapping(_ visit: Visit) throws -> Answer {
        try visit.read { connection in
            let draft = try visit.draft(connection)
            guard draft.isChangeable else { return .redirect(to: visit.links.importDraft(draft.id)) }
            return visit.answer(try MappingPage(visit, draft, connection).page)
        }
    }

    @Sendable private static func chooseSheet(_ visit: Visit) throws -> Answer {
        let draft = try visit.read { try visit.draft($0) }
        guard draft.isChangeable, let sheet = visit.form.integer("sheet") else {
            return .redirect(to: visit.links.importDraft(draft.id))
        }
        let found = try ImportUpload.inspected(visit, draft, sheet: sheet)
        try visit.write { connection in
            let drafts = ImportDrafts(connection, in: visit.workspace.id)
            try drafts.choose(
                sheet: found.sheet, found.header, found.samples, found.mapping(drafts.remembered(found.header)),
                of: draft.id, at: visit.now)
        }
        return .redirect(to: visit.links.importDraft(draft.id))
    }

    @Sendable private static func saveMapping(_ visit: Visit) throws -> Answer {
        let draft = try visit.read { try visit.draft($0) }
        guard draft.isChangeable else { return .redirect(to: visit.links.importDraft(draft.id)) }
        let typed = MappingForm(visit.form, draft)
        // Another kind of file has other targets: they are guessed anew.
        if visit.form["next"] == nil {
            let mapping =
                typed.mapping.kind == draft.mapping.kind
                ? typed.mapping
                : ImportMapping.guessed(
                    for: draft.header, samples: draft.samples, kind: typed.mapping.kind,
                    fields: try visit.rules().catalogue.fields.keys.sorted())
            try visit.write {
                try ImportDrafts($0, in: visit.workspace.id).save(
                    mapping, typed.statement, of: draft.id, isReady: false, at: visit.now)
            }
            return .redirect(to: visit.links.importDraft(draft.id))
        }
        let problems = typed.problems
        guard problems.isEmpty else {
            var answer = try visit.read { connection in
                visit.answer(try MappingPage(visit, draft, connection, typed: typed, problems: problems).page)
            }
            answer.status = .unprocessableContent
            return answer
        }
        try visit.write {
            try ImportDrafts($0, in: visit.workspace.id).save(
                typed.mapping, typed.statement, of: draft.id, isReady: true, at: visit.now)
        }
        return .redirect(to: visit.links.importDraft(draft.id))
    }

    @Sendable private static func start(_ visit: Visit) throws -> Answer {
        let draft = try visit.read { try visit.draft($0) }
        let errors = draft.survey?.refused ?? 0
        guard errors == 0 || visit.form["leave_out"] != nil || draft.leavesOutErrors else {
            return .redirect(to: visit.links.importDraft(draft.id) + "?tab=errors").toast(
                visit.notation.text(
                    "Corrigez les lignes marquées, ou cochez la case pour les laisser de côté.",
                    "Correct the rows that are marked, or tick the box to leave them out."))
        }
        try visit.write {
            try ImportDrafts($0, in: visit.workspace.id).start(
                draft.id, by: visit.member.user.email, leavingOutErrors: errors > 0, at: visit.now)
        }
        return .redirect(to: visit.links.importDraft(draft.id))
    }

    @Sendable private static func stop(_ visit: Visit) throws -> Answer {
        let draft = try visit.read { try visit.draft($0) }
        try visit.write {
            try ImportDrafts($0, in: visit.workspace.id).stop(draft.id, by: visit.member.user.email, at: visit.now)
        }
        return .redirect(to: visit.links.importDraft(draft.id))
    }

    @Sendable private static func discard(_ visit: Visit) throws -> Answer {
        let draft = try visit.read { try visit.draft($0) }
        let isGone = try visit.write {
            try ImportDrafts($0, in: visit.workspace.id).discard(draft.id, by: visit.member.user.email, at: visit.now)
        }
        guard isGone else { return .redirect(to: visit.links.importDraft(draft.id)) }
        return .redirect(to: visit.links.imports).toast(
            visit.notation.text("Le fichier est retiré, rien n’en reste.", "The file is gone, nothing of it stays."))
    }
}

extension ImportUpload {
    static func inspected(_ visit: Visit, _ draft: ImportDraft, sheet: Int) throws -> Inspection {
        guard (0..<max(draft.sheets.count, 1)).contains(sheet) else { throw Refusal.notFound }
        do {
            return try Inspection(visit, draft: draft.id, size: draft.size, sheet: sheet)
        } catch let problem as SpreadsheetProblem {
            throw Refusal.conflict(problem.sentence)
        }
    }
}

extension ImportDraft {
    /// Whether somebody may still say what its columns are: nothing of it has come in.
    var isChangeable: Bool { isFileKept && startedAt == nil && state != .running && state != .finished }
}

extension Visit {
    /// The draft in the address.
    func draft(_ connection: any SQLConnection) throws -> ImportDraft {
        guard let draft = try ImportDrafts(connection, in: workspace.id).find(try number("draft")) else {
            throw Refusal.notFound
        }
        return draft
    }
}

extension Links {
    package var imports: String { to("imports") }
    package func importDraft(_ id: Int64) -> String { "\(imports)/\(id)" }
    package func importRun(_ number: Int) -> String { "\(imports)/runs/\(number)" }
}
