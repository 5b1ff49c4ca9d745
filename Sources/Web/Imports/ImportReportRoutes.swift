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
            return visit.answer(
                ImportReport(
                    visit: visit, run: run,
                    draft: try ImportDrafts(connection, in: visit.workspace.id).find(run: run.number),
                    lookalikes: run.kind == .contacts && run.status == "finished"
                        ? try Duplicates(of: .contact, connection, in: visit.workspace).openCount(broughtBy: run.number)
                        : 0
                ).page)
        }
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

    @Sendable static func revert(_ visit: Visit) throws -> Answer {
        let run = try visit.read { try visit.importRun($0) }
        guard visit.form["confirmed"] != nil else {
            return .redirect(to: visit.links.importRun(run.number)).toast(
                visit.notation.text("Cochez la case pour confirmer.", "Tick the box to confirm."))
        }
        let types = try visit.rules().catalogue.fields
        let outcome = try visit.write { connection -> (run: ImportRuns.Run, outcome: Reversal.Outcome)? in
            let run = try visit.importRun(connection)
            let draft = try ImportDrafts(connection, in: visit.workspace.id).find(run: run.number)
            guard run.status != "reverted", draft?.state != .running else { return nil }
            let outcome = try Reversal(connection, in: visit.workspace, types: types).revert(run.number, at: visit.now)
            try visit.audit("import reverted", [("number", .number(run.number))], connection)
            return (run, outcome)
        }
        let back = Answer.redirect(to: visit.links.importRun(run.number))
        guard let outcome else { return back }
        let done = outcome.outcome
        let notation = visit.notation
        var sentence = notation.text(
            "Import annulé\u{A0}: \(notation.count(done.contacts)) contacts et \(notation.count(done.activities)) faits retirés, \(notation.count(done.changes)) changements défaits.",
            "Import taken back: \(notation.count(done.contacts)) contacts and \(notation.count(done.activities)) facts removed, \(notation.count(done.changes)) changes undone."
        )
        if done.kept > 0 {
            sentence += notation.text(
                " \(notation.count(done.kept)) contacts restent, car d’autres en ont dit davantage depuis.",
                " \(notation.count(done.kept)) contacts stay, since others have told more about them.")
        }
        return back.toast(sentence)
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
