import ArgumentParser
import Storage
import Verger

struct Evaluate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Bring stages, scores, temperatures and search up to date; with --all, make them again from the facts.",
        discussion: """
              verger evaluate          those who have news or whose standing has run out
              verger evaluate --all    everyone, from the facts alone
            """)

    @Flag(help: "Everyone, from the facts alone")
    var all = false

    @OptionGroup var options: Options

    func run() throws {
        let session = try options.session()
        let evaluation = Evaluation(session.database, in: session.workspace)
        let total = try session.database.read { try Contacts($0, in: session.workspace).count() }
        let progress = Progress(options.text("Évaluation", "Evaluating"), total: all ? total : nil, in: options.spoken)
        let done =
            all
            ? try evaluation.rebuild(session.rules, at: session.now) { progress.show($0) }
            : try evaluation.refresh(session.rules, at: session.now) { progress.show($0) }
        progress.end()
        if all { try session.database.write { try SearchIndex($0, in: session.workspace.id).noteAll() } }
        try SearchIndex.refresh(session.database, in: session.workspace.id)
        if options.json {
            Terminal.print(Document.object([("evaluated", .number(done))]).json())
        } else {
            Terminal.print(options.text("\(done) contacts évalués", "\(done) contacts evaluated"))
        }
        Terminal.flush()
    }
}
