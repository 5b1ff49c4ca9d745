import ArgumentParser
import Foundation
import Storage
import Verger

struct Migrate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring the database to the schema of this version; every command does so first.")

    @OptionGroup var options: Options

    func run() throws {
        let done = try Migrator().migrate(options.connect(), at: options.now)
        if options.json {
            Terminal.print(Document.object([("migrations", .list(done.map { .text($0) }))]).json())
        } else {
            Terminal.print(
                done.isEmpty
                    ? options.text("la base est à jour", "the database is up to date") : done.joined(separator: "\n"))
        }
        Terminal.flush()
    }
}

struct Backup: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write everything to one file, from which either engine can be restored.",
        discussion: "  verger backup verger-2026-11-24.dump")

    @Argument(help: "The file to write")
    var file: String

    @OptionGroup var options: Options

    func run() throws {
        guard !FileManager.default.fileExists(atPath: file) else {
            throw Failure.refused(
                Sentence(
                    fr: "«\u{A0}\(file)\u{A0}» existe déjà\u{202F}; donnez un autre nom",
                    en: "“\(file)” exists already; give another name"))
        }
        try Dump(path: file).write(from: options.openExisting())
        Terminal.print(options.text("sauvegardé dans \(file)", "backed up to \(file)"))
        Terminal.flush()
    }
}

struct Restore: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Fill an empty database from a backup, of this engine or the other.",
        discussion: "  verger restore verger-2026-11-24.dump --database postgres://verger@localhost/verger")

    @Argument(help: "The file that `verger backup` wrote")
    var file: String

    @OptionGroup var options: Options

    func run() throws {
        try Dump(path: file).restore(into: options.connect(), at: options.now)
        Terminal.print(options.text("restauré depuis \(file)", "restored from \(file)"))
        Terminal.flush()
    }
}
