import HTML
import HTTPTypes
import Storage
import Verger

/// What an import did, whom it brought, and the way back.
enum ImportReportRoutes {
    private static let rows = 50

    @Sendable static func show(_ visit: Visit) throws -> Answer {
        try visit.read { connection in
            let run = try visit.importRun(connection)
            let reversal = try ImportReversals(connection, in: visit.workspace.id).find(run.number)
            if visit.call.wantsFragment, visit.query["progress"] == "1" { return meter(visit, run, reversal) }
            return visit.answer(
                ImportReport(
                    visit: visit, run: run,
                    draft: try ImportDrafts(connection, in: visit.workspace.id).find(run: run.number),
                    reversal: reversal,
                    lookalikes: run.kind == .contacts && run.status == "finished"
                        ? try Duplicates(of: .contact, connection, in: visit.workspace).openCount(broughtBy: run.number)
                        : 0
                ).page)
        }
    }

    /// The part that htmx asks for while an import is taken back; the whole page once it is.
    private static func meter(_ visit: Visit, _ run: ImportRuns.Run, _ reversal: ImportReversal?) -> Answer {
        if let reversal, reversal.state == .running {
            return .fragment(ReversalMeter(visit: visit, reversal: reversal).markup)
        }
        var answer = Answer.nothing
        answer.status = .ok
        answer.headers[.hxRedirect] = visit.links.importRun(run.number)
        return answer
    }

    @Sendable static func contacts(_ visit: Visit) throws -> Answer {
        try visit.read { connection in
            let run = try visit.importRun(connection)
            let brought = ImportedContacts(connection, in: visit.workspace.id, by: run.number)
            let which: ImportedContacts.Which = visit.query["which"] == "updated" ? .updated : .created
            let after = visit.query.integer("after").map { Contact.ID(Int64($0)) }
            let ids = try brought.ids(which, after: after, limit: rows + 1)
            let rules = try visit.rules(on: connection)
            let found = try ContactList(connection, in: visit.workspace, at: visit.now).rows(
                of: Array(ids.prefix(rows)))
            return visit.answer(
                ImportedContactsPage(
                    visit: visit, run: run, which: which, rules: rules,
                    rows: ids.prefix(rows).compactMap { found[$0] }.filter {
                        visit.member.visibility.includes($0.contact)
                    },
                    next: ids.count > rows ? ids[rows - 1] : nil
                ).page)
        }
    }

    /// The worker does it, part by part: there may be a great deal.
    @Sendable static func revert(_ visit: Visit) throws -> Answer {
        let run = try visit.read { try visit.importRun($0) }
        let back = Answer.redirect(to: visit.links.importRun(run.number))
        guard visit.form["confirmed"] != nil else {
            return back.toast(visit.notation.text("Cochez la case pour confirmer.", "Tick the box to confirm."))
        }
        try visit.write { connection in
            let run = try visit.importRun(connection)
            let reversals = ImportReversals(connection, in: visit.workspace.id)
            let draft = try ImportDrafts(connection, in: visit.workspace.id).find(run: run.number)
            let isBroken = try reversals.find(run.number)?.state == .failed
            guard run.status != "reverted" || isBroken, draft?.state != .running else { return }
            try reversals.ask(run.number, by: visit.member.user.email, at: visit.now)
        }
        return back
    }
}

extension Visit {
    /// The import in the address.
    func importRun(_ connection: any SQLConnection) throws -> ImportRuns.Run {
        guard let run = try ImportRuns(connection, in: workspace.id).find(Int(try number("run"))) else {
            throw Refusal.notFound
        }
        return run
    }
}
