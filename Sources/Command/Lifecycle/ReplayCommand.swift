import ArgumentParser
import Exchange
import Foundation
import Storage
import Verger

struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract:
            "Try another definition on the whole history: who would move, when, and did they pay? Changes nothing.",
        discussion: """
              verger replay --definition ours.yml
              verger replay --definition ours.yml --stage lead --csv moves.csv
            """)

    @Option(help: "A YAML or JSON file, or b2b, b2c")
    var definition: String

    @Option(help: "The stage whose arrivals are judged against payments (default: the one that hands over)")
    var stage: String?

    @Option(help: "Write everyone who would move to a CSV file")
    var csv: String?

    @OptionGroup var options: Options

    func run() throws {
        let session = try options.session()
        let (_, document, _) = try ShippedDefinition.read(definition, zone: session.workspace.zone)
        let proposed = try Definition(document)
        let rules = try session.database.read { try Definitions($0, in: session.workspace).rules(of: proposed) }
        if let stage, !proposed.stages.contains(where: { $0.id == stage }) {
            throw Failure.refused(Sentence(fr: "aucune étape «\u{A0}\(stage)\u{A0}»", en: "no stage “\(stage)”"))
        }
        var replay = Replay(
            old: .init(session.rules, definition: session.definition.definition, stage: stage),
            new: .init(rules, definition: proposed, stage: stage), at: session.now)
        let file = try csv.map { try MovesFile($0) }
        let total = try session.database.read { try Contacts($0, in: session.workspace).count() }
        let progress = Progress(options.text("Relecture", "Replaying"), total: total, in: options.spoken)
        try Census(session.database, in: session.workspace).run(
            &replay, report: { try file?.add($0, $1) }, progress: { progress.show($0) })
        progress.end()
        try file?.close()
        if options.json {
            Terminal.print(replay.json.json(pretty: true))
        } else {
            ReplayText(replay, language: options.spoken).lines.forEach(Terminal.print)
        }
        Terminal.flush()
    }
}

/// The file of everyone who would move.
final class MovesFile {
    private let handle: FileHandle
    private let writer = CSVWriter(disarmsFormulas: true)
    private var pending: [UInt8] = []

    init(_ path: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forWritingAtPath: path)
        else {
            throw Failure.refused(
                Sentence(fr: "impossible d’écrire «\u{A0}\(path)\u{A0}»", en: "“\(path)” can't be written"))
        }
        self.handle = handle
        writer.write(["contact", "email", "from", "to", "since", "paid"], to: &pending)
    }

    func add(_ item: Dossiers.Item, _ move: Replay.Move) throws {
        let values = item.dossier.members[0].versions.last?.values ?? [:]
        writer.write(
            [
                values[.contact(.externalID)] ?? String(item.contact.value), values[.contact(.email)] ?? "",
                move.from ?? "", move.to ?? "", move.since.iso8601, move.hasPaid ? "1" : "0",
            ], to: &pending)
        if pending.count > 1 << 16 { try flush() }
    }

    func close() throws {
        try flush()
        try handle.close()
    }

    private func flush() throws {
        try handle.write(contentsOf: pending)
        pending.removeAll(keepingCapacity: true)
    }
}
