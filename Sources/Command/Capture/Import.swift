import ArgumentParser
import Exchange
import Foundation
import Storage
import Verger

struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Import contacts, companies, activities or payments from a CSV file or an Excel workbook.",
        discussion: """
              verger import contacts leads.csv --dry-run      what would happen; changes nothing
              verger import contacts leads.csv
              verger import contacts participants.xlsx       the first sheet that is shown
              verger import contacts Connections.csv         exports of LinkedIn, Meta, Google Ads… are recognised
              verger import contacts old-crm.csv --map old-crm.map.yml
              verger import activities timeline.csv
              verger import --list                            all imports
              verger import --revert 3                        takes import 3 back

            Columns are recognised by their names, in French and English; a map file says the rest. Rows that can't be
            read are left out and listed in FILE.problems.csv. A file imported twice changes nothing; an import that was
            interrupted goes on where it stopped.
            """)

    @Argument(help: "contacts, companies, activities or payments")
    var kind: ImportKind?

    @Argument(help: "The CSV file, or the workbook (.xlsx)")
    var file: String?

    @Option(help: "A map file (YAML or JSON): which column is what")
    var map: String?

    @Flag(name: .customLong("dry-run"), help: "Say what would happen; change nothing")
    var dryRun = false

    @Option(help: "Where to list the rows left out (default: FILE.problems.csv)")
    var problems: String?

    @Option(help: "Take an import back, by its number")
    var revert: Int?

    @Flag(help: "List all imports")
    var list = false

    @OptionGroup var options: Options

    func validate() throws {
        let actions = [kind != nil && file != nil, revert != nil, list]
        guard actions.count(where: \.self) == 1 else {
            throw ValidationError("Name a kind and a file, or --revert N, or --list.")
        }
    }

    func run() throws {
        let session = try options.session(mayCreate: true)
        if let revert { return try takeBack(revert, session) }
        if list { return try listRuns(session) }
        guard let kind, let file else { return }
        let run = try ImportRun(kind: kind, path: file, mapPath: map, problemsPath: problems, session, options)
        let outcome = try run.perform(isDryRun: dryRun)
        try show(outcome, of: run, lookalikes: kind == .contacts ? lookalikes(of: outcome, session) : nil)
    }

    /// More new records than this are compared by the server, or by `verger duplicates`, so that an import need not wait.
    private static let mostCompared = 20_000

    /// How many of those that were brought look like somebody known; nil when they were not compared.
    private func lookalikes(of outcome: Importer.Outcome, _ session: Session) throws -> Int? {
        guard let number = outcome.number, outcome.tally.created + outcome.tally.updated <= Import.mostCompared else {
            return nil
        }
        try session.compare(options)
        return try session.database.read {
            try Duplicates(of: .contact, $0, in: session.workspace).openCount(broughtBy: number)
        }
    }

    private func show(_ outcome: Importer.Outcome, of run: ImportRun, lookalikes: Int?) throws {
        let tally = outcome.tally
        if options.json {
            let document = Document.object([
                ("number", outcome.number.map { .number($0) } ?? .null), ("rows", .number(tally.rows)),
                ("created", .number(tally.created)), ("updated", .number(tally.updated)),
                ("activities", .number(tally.activities)), ("skipped", .number(tally.skipped)),
                ("refused", .number(tally.refused)), ("suppressed", .number(tally.suppressed)),
                ("warnings", .number(run.report.warnings)),
                ("lookalikes", lookalikes.map { .number($0) } ?? .null), ("problems", .text(orNull: run.report.path)),
            ])
            Terminal.print(document.json(pretty: true))
        } else {
            show(tally, number: outcome.number, resumedAfter: outcome.resumedAfter)
            if let lookalikes, lookalikes > 0 { show(lookalikes: lookalikes) }
            run.report.show(in: options.spoken)
        }
        Terminal.flush()
    }

    private func show(_ tally: ImportRuns.Tally, number: Int?, resumedAfter: Int) {
        if resumedAfter > 0 {
            Terminal.print(
                options.text("Reprise après la ligne \(resumedAfter).", "Resumed after row \(resumedAfter)."))
        }
        var parts: [String] = []
        func add(_ count: Int, _ one: (fr: String, en: String), _ many: (fr: String, en: String)) {
            if count > 0 {
                parts.append("\(count) " + (count == 1 ? options.text(one.fr, one.en) : options.text(many.fr, many.en)))
            }
        }
        add(max(tally.rows, 0), ("ligne lue", "row read"), ("lignes lues", "rows read"))
        add(tally.created, ("nouveau", "new"), ("nouveaux", "new"))
        add(tally.updated, ("complété", "told more about"), ("complétés", "told more about"))
        add(tally.activities, ("fait", "activity"), ("faits", "activities"))
        add(
            tally.skipped, ("fait déjà connu", "activity known already"),
            ("faits déjà connus", "activities known already"))
        add(tally.refused, ("ligne refusée", "row left out"), ("lignes refusées", "rows left out"))
        add(
            tally.suppressed, ("ligne passée, d’une personne effacée", "row passed over, of a person who was erased"),
            ("lignes passées, de personnes effacées", "rows passed over, of people who were erased"))
        if parts.isEmpty { parts.append(options.text("aucune ligne", "no row")) }
        let what =
            number.map { options.text("Import \($0)\u{A0}: ", "Import \($0): ") }
            ?? options.text("À blanc, rien n’est changé\u{A0}: ", "Dry run, nothing is changed: ")
        Terminal.print(what + parts.joined(separator: ", "))
    }

    private func show(lookalikes: Int) {
        Terminal.print(
            options.text(
                lookalikes == 1
                    ? "1 fiche ressemble à une autre\u{A0}: voyez «\u{A0}verger duplicates\u{A0}» ou la page des doublons"
                    : "\(lookalikes) fiches ressemblent à d’autres\u{A0}: voyez «\u{A0}verger duplicates\u{A0}» ou la page des doublons",
                lookalikes == 1
                    ? "1 record looks like another one: see “verger duplicates” or the page of duplicates"
                    : "\(lookalikes) records look like others: see “verger duplicates” or the page of duplicates"))
    }

    private func takeBack(_ number: Int, _ session: Session) throws {
        let outcome = try session.takeBack(number, options)
        try session.refresh()
        if options.json {
            let document = Document.object([
                ("activities", .number(outcome.activities)), ("changes", .number(outcome.changes)),
                ("contacts", .number(outcome.contacts)), ("kept", .number(outcome.kept)),
            ])
            Terminal.print(document.json())
        } else {
            Terminal.print(
                options.text(
                    """
                    Import \(number) annulé\u{A0}: \(outcome.contacts) contacts et \(outcome.activities) faits retirés, \
                    \(outcome.changes) changements défaits, \(outcome.kept) contacts gardés car complétés depuis
                    """,
                    """
                    Import \(number) taken back: \(outcome.contacts) contacts and \(outcome.activities) activities removed, \
                    \(outcome.changes) changes undone, \(outcome.kept) contacts kept because others told more about them
                    """))
        }
        Terminal.flush()
    }

    private func listRuns(_ session: Session) throws {
        let runs = try session.database.read { try ImportRuns($0, in: session.workspace.id).all() }
        if options.json {
            let rows = runs.map { run in
                Document.object([
                    ("number", .number(run.number)), ("kind", .text(run.kind.rawValue)), ("file", .text(run.file)),
                    ("status", .text(run.status)), ("rows", .number(run.tally.rows)),
                    ("startedAt", .text(run.startedAt.iso8601)),
                ])
            }
            Terminal.print(Document.list(rows).json(pretty: true))
        } else {
            var table = Table(
                ("", .right), ("", .left), (options.text("fichier", "file"), .left), ("", .left), ("", .right))
            for run in runs {
                table.add(String(run.number), run.kind.rawValue, run.file, run.status, String(run.tally.rows))
            }
            table.print()
        }
        Terminal.flush()
    }
}

extension ImportKind: ExpressibleByArgument {}
