import ArgumentParser
import Foundation
import Synchronization
import Verger

@main
enum Main {
    /// Exits with 0 (done), 1 (refused), 2 (usage) or 3 (not found).
    static func main() async {
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try VergerCommand.parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            Terminal.flush()
            if Terminal.hasLostOutput.load(ordering: .relaxed) {
                throw Failure.refused(
                    Sentence(
                        fr: "la sortie n’a pas pu être écrite en entier\u{202F}; le disque est-il plein\u{202F}?",
                        en: "the output could not be written to its end; is the disk full?"))
            }
        } catch {
            Failure.report(error)
        }
    }
}

/// `verger`.
struct VergerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verger",
        abstract: "Brings a contact to maturity: suspect, lead, prospect, opportunity, client, ambassador.",
        discussion: """
            A stage is never typed in: it is computed from dated evidence, and explains itself.

              verger import contacts leads.csv
              verger explain anne@example.org
              verger segment count 'stage >= prospect and not did any exchange within 30 days'

            The database is the file verger.sqlite in the current folder, unless --database or VERGER_DATABASE says
            otherwise: sqlite:FILE or postgres://USER@HOST/NAME.
            """,
        version: "0.1.0",
        subcommands: [
            Serve.self, Demo.self, Setup.self, Import.self, Export.self, Explain.self, Evaluate.self,
            ReplayCommand.self,
            DefinitionCommand.self,
            SegmentCommand.self, Report.self, UsersCommand.self, TokensCommand.self, WorkspacesCommand.self,
            Migrate.self,
            Doctor.self, DuplicatesCommand.self, RightsCommand.self, Backup.self, Restore.self, SampleCommand.self,
            Documentation.self,
        ])
}
