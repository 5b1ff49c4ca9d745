import ArgumentParser
import Storage
import Verger

struct DuplicatesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "duplicates",
        abstract: "List records that may be one, the likeliest first.",
        discussion: """
              verger duplicates                  contacts that look alike, and why
              verger duplicates --companies
              verger duplicates --json

            Records that changed are compared first. Nothing merges by itself: a person decides, in the web app or through
            the API, and every merge can be undone.
            """)

    @Flag(help: "Companies instead of contacts")
    var companies = false

    @Option(help: "How many pairs to list")
    var limit = 50

    @OptionGroup var options: Options

    func run() throws {
        let session = try options.session()
        let subject: MatchSubject = companies ? .company : .contact
        try session.compare(options)
        let pairs = try session.database.read { connection in
            let found = try Duplicates(of: subject, connection, in: session.workspace).open(limit: max(0, limit))
            return try found.compactMap { try PairOfNames($0, subject, session.workspace, connection) }
        }
        if options.json {
            Terminal.print(Document.list(pairs.map(\.document)).json(pretty: true))
        } else if pairs.isEmpty {
            Terminal.print(options.text("Aucun doublon à vérifier", "No duplicate to check"))
        } else {
            var table = Table(("", .left), ("", .left), (options.text("pourquoi", "why"), .left))
            for pair in pairs {
                let reasons = pair.reasons.filter { $0.strength != .against }.map {
                    $0.sentence.text(in: options.spoken)
                }
                table.add(pair.names[0], pair.names[1], reasons.joined(separator: ", "))
            }
            table.print()
        }
        Terminal.flush()
    }
}

/// Two records as a line of text.
private struct PairOfNames {
    let ids: [Int64]
    let names: [String]
    let judgement: Judgement
    let reasons: [MatchReason]

    init?(
        _ pair: Duplicates.Pair, _ subject: MatchSubject, _ workspace: Workspace, _ connection: any SQLConnection
    ) throws {
        ids = [pair.low, pair.high]
        let profiles: [MatchProfile]
        switch subject {
        case .contact:
            let found = try Lookalikes(connection, in: workspace).profiles(of: ids.map { Contact.ID($0) })
            names = found.map { "\($0.record.displayName) (#\($0.record.id.value))" }
            profiles = found.map(\.profile)
        case .company:
            let found = try Companies(connection, in: workspace).find(ids.map { Company.ID($0) })
            names = found.map { "\($0.fields[.name] ?? "") (#\($0.id.value))" }
            profiles = found.map { MatchProfile(of: $0) }
        }
        guard profiles.count == 2 else { return nil }
        let model = subject == .contact ? MatchModel.people : .companies
        judgement = model.judgement(of: MatchComparison(profiles[0], profiles[1]))
        reasons = MatchReason.reasons(judgement, profiles[0], profiles[1])
    }

    var document: Document {
        .object([
            ("ids", .list(ids.map { .number(Int($0)) })), ("names", .list(names.map { .text($0) })),
            ("verdict", .text(judgement.verdict.rawValue)),
            ("reasons", .list(reasons.map { .text($0.sentence.en) })),
        ])
    }
}

extension Session {
    /// Lets records that changed be found, and compares them with the others.
    func compare(_ options: Options) throws {
        let progress = Progress(options.text("Comparaison", "Comparing"), in: options.spoken)
        try SearchIndex.refresh(database, in: workspace.id)
        try Duplicates.refresh(database, in: workspace, at: now) { progress.show($0) }
        progress.end()
    }
}
