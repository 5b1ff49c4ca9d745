import ArgumentParser
import Exchange
import Storage
import Verger

struct DefinitionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "definition", abstract: "Show, check or put in force what a workspace means by its words.",
        subcommands: [Show.self, Check.self, Activate.self, List.self])

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the definition in force, with its comments, or a version of it.")

        @Option(help: "A version (default: the one in force)")
        var version: Int?

        @OptionGroup var options: Options

        func run() throws {
            let session = try options.session(mayCreate: true)
            var stored: Definitions.Stored? = session.definition
            if let version {
                stored = try session.database.read { try Definitions($0, in: session.workspace).find(version: version) }
            }
            guard let stored else {
                throw Failure.notFound(Sentence(fr: "aucune version \(version ?? 0)", en: "no version \(version ?? 0)"))
            }
            Terminal.write(options.json ? try Document(yaml: stored.source).json(pretty: true) + "\n" : stored.source)
            Terminal.flush()
        }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List everything that is wrong with a definition file.",
            discussion: "  verger definition check ours.yml\n  verger definition check b2c      (one that is shipped)")

        @Argument(help: "A YAML or JSON file, or b2b, b2c")
        var file: String

        @OptionGroup var options: Options

        func run() throws {
            let source = try ShippedDefinition.source(named: file)
            let problems: [Problem]
            do {
                problems = Definition.check(try Document(yaml: source)).problems
            } catch {
                problems = error.all
            }
            let errors = problems.count { $0.severity == .error }
            if options.json {
                Terminal.print(
                    Document.object([("problems", .list(problems.map { $0.json(in: options.spoken) }))]).json(
                        pretty: true))
            } else {
                for problem in problems { Terminal.print(Failure.describe(problem, of: file, in: options.spoken)) }
                Terminal.print(
                    errors == 0
                        ? options.text("\(file)\u{A0}: bonne définition", "\(file): a good definition")
                        : options.text("\(file)\u{A0}: \(errors) erreurs", "\(file): \(errors) errors"))
            }
            Terminal.flush()
            if errors > 0 { throw ExitCode(1) }
        }
    }

    struct Activate: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put a definition in force. Replay it first: `verger replay --definition FILE`.",
            discussion: "  verger definition activate ours.yml\n  verger definition activate ours.yml --from 2026-12-01"
        )

        @Argument(help: "A YAML or JSON file, or b2b, b2c")
        var file: String

        @Option(help: "The day from which it is in force (default: now)")
        var from: String?

        @OptionGroup var options: Options

        func run() throws {
            let database = try options.open()
            let workspace = try options.chosen(in: database)
            let (source, document, warnings) = try ShippedDefinition.read(file, zone: workspace.zone)
            for warning in warnings { Terminal.error(Failure.describe(warning, of: file, in: options.spoken)) }
            var effective = options.now
            if let from {
                guard let instant = Instant(iso8601: from, in: workspace.zone) else {
                    throw ValidationError("--from is a day, such as 2026-12-01")
                }
                effective = instant
            }
            if effective > options.now { return try schedule(document, source, effective, workspace, database) }
            let stored = try database.write { connection in
                let definitions = Definitions(connection, in: workspace)
                _ = try definitions.rules(of: Definition(document))
                return try definitions.activate(
                    document, source: source, from: effective, by: "command", at: options.now)
            }
            try Session(database, in: workspace, at: options.now).refresh()
            if options.json {
                Terminal.print(Document.object([("version", .number(stored.version))]).json())
            } else {
                Terminal.print(
                    options.text("définition \(stored.version) en vigueur", "definition \(stored.version) in force"))
            }
            Terminal.flush()
        }

        /// Keeps it until its day comes.
        private func schedule(
            _ document: Document, _ source: String, _ day: Instant, _ workspace: Workspace, _ database: any SQLDatabase
        ) throws {
            let version = try database.write { connection in
                let definitions = Definitions(connection, in: workspace)
                _ = try definitions.rules(of: Definition(document))
                return try definitions.schedule(document, source: source, from: day, by: "command", at: options.now)
            }
            let when = workspace.zone.text(of: day, in: options.spoken)
            if options.json {
                Terminal.print(Document.object([("version", .number(version)), ("from", .text(day.iso8601))]).json())
            } else {
                Terminal.print(
                    options.text(
                        "la définition \(version) sera en vigueur le \(when)",
                        "definition \(version) will be in force on \(when)"))
            }
            Terminal.flush()
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the versions, newest first.")

        @OptionGroup var options: Options

        func run() throws {
            let session = try options.session(mayCreate: true)
            let all = try session.database.read { try Definitions($0, in: session.workspace).all() }
            if options.json {
                let rows = all.map { stored in
                    Document.object([
                        ("version", .number(stored.version)), ("status", .text(stored.status)),
                        ("from", .text(orNull: stored.effectiveFrom?.iso8601)), ("by", .text(stored.createdBy)),
                        ("name", .text(stored.definition.name.text(in: options.spoken))),
                    ])
                }
                Terminal.print(Document.list(rows).json(pretty: true))
            } else {
                var table = Table(
                    ("version", .right), ("", .left), (options.text("depuis", "from"), .left), ("", .left))
                for stored in all {
                    table.add(
                        String(stored.version), stored.status,
                        stored.effectiveFrom.map { session.workspace.zone.text(of: $0, in: options.spoken) } ?? "",
                        stored.definition.name.text(in: options.spoken))
                }
                table.print()
            }
            Terminal.flush()
        }
    }
}

extension Problem {
    func json(in language: Language) -> Document {
        .object([
            ("severity", .text(severity.rawValue)), ("path", .text(path)),
            ("line", place.map { .number($0.line) } ?? .null), ("column", place.map { .number($0.column) } ?? .null),
            ("message", .text(sentence.text(in: language))),
        ])
    }
}
