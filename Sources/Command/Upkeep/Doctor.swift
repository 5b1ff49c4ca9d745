import ArgumentParser
import Storage
import Verger

struct Doctor: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Look for what is wrong: the database, the definition, and whether what is derived still follows from the facts.",
        discussion: "  verger doctor               a sample of 1,000 contacts\n  verger doctor --sample 0    everyone")

    @Option(help: "How many contacts to evaluate again and compare; 0 for all")
    var sample = 1000

    @OptionGroup var options: Options

    func run() throws {
        var findings: [(name: String, detail: String, isGood: Bool)] = []
        let session = try options.session()
        let dialect = session.database.dialect.name
        findings.append(
            (options.text("base", "database"), "\(dialect), \(try session.database.size() / 1024) KiB", true))
        let version = session.definition.version
        findings.append((options.text("définition", "definition"), "version \(version)", true))
        let counts = try session.database.read { connection in
            (
                contacts: try Contacts(connection, in: session.workspace).count(),
                due: try News(connection, in: session.workspace.id).due(at: session.now, limit: 100_000)
                    .count
            )
        }
        findings.append(("contacts", "\(counts.contacts)", true))
        findings.append((options.text("à évaluer", "to be evaluated"), "\(counts.due)", true))
        try session.refresh()
        let wrong = try Checkup(session.database, in: session.workspace).differences(
            session.rules, at: session.now, sample: sample == 0 ? nil : sample)
        findings.append(
            (
                options.text("dérivé = faits", "derived = facts"),
                wrong.isEmpty ? "" : wrong.prefix(5).map { "#\($0.value)" }.joined(separator: " "), wrong.isEmpty
            ))
        findings.append(try words(session))
        show(findings)
        if findings.contains(where: { !$0.isGood }) { throw ExitCode(1) }
    }

    /// Whether everyone is found by what is recorded of them.
    private func words(_ session: Session) throws -> (name: String, detail: String, isGood: Bool) {
        try SearchIndex.refresh(session.database, in: session.workspace.id)
        let limit = sample == 0 ? Int.max : sample
        let wrong = try session.database.read { connection in
            try SearchIndex(connection, in: session.workspace.id).differences(after: nil, limit: limit).wrong
        }
        let detail = wrong.prefix(5).map { "#\($0.value)" }.joined(separator: " ")
        return (options.text("recherche = fiches", "search = records"), detail, wrong.isEmpty)
    }

    private func show(_ findings: [(name: String, detail: String, isGood: Bool)]) {
        if options.json {
            let rows = findings.map { finding in
                Document.object([
                    ("check", .text(finding.name)), ("detail", .text(finding.detail)),
                    ("good", Document(.boolean(finding.isGood))),
                ])
            }
            Terminal.print(Document.list(rows).json(pretty: true))
        } else {
            for finding in findings {
                let mark = finding.isGood ? Style.good("✓") : Style.bad("✗")
                Terminal.print("\(mark) \(finding.name)  \(finding.detail)")
            }
        }
        Terminal.flush()
    }
}
