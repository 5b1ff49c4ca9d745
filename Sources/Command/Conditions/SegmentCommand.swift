import ArgumentParser
import Storage
import Verger

struct SegmentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "segment", abstract: "Count, list or name the contacts that hold a condition.",
        subcommands: [Count.self, List.self, Save.self, Names.self, Remove.self])

    struct Count: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print how many contacts hold a condition, and nothing else.",
            discussion: """
                  verger segment count 'did any intent within 30 days and not did any exchange within 7 days'
                  verger segment count 'stage = client' --as-of 2026-03-31
                """)

        @Argument(help: "A condition")
        var condition: String?

        @Option(name: .customLong("as-of"), help: "A day (to its last instant) or an instant")
        var asOf: String?

        @Flag(help: .hidden)
        var stdin = false

        @OptionGroup var options: Options

        func validate() throws {
            guard (condition != nil) != stdin else { throw ValidationError("Give a condition.") }
        }

        func run() throws {
            let survey = try Survey(options, asOf: asOf)
            if let condition {
                let count = try survey.count(survey.resolve(condition))
                Terminal.print(options.json ? Document.object([("count", .number(count))]).json() : String(count))
            } else {
                for line in Terminal.lines() {
                    do {
                        Terminal.print(String(try survey.count(survey.resolve(line))))
                    } catch let problems as Problems {
                        Terminal.print(
                            "error: " + problems.errors.map { $0.text(in: options.spoken) }.joined(separator: "; "))
                    }
                }
            }
            Terminal.flush()
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the contacts that hold a condition, best score first.")

        @Argument(help: "A condition")
        var condition: String

        @Option(name: .customLong("as-of"), help: "A day (to its last instant) or an instant")
        var asOf: String?

        @Option(help: "At most so many")
        var limit: Int?

        @OptionGroup var options: Options

        func run() throws {
            let survey = try Survey(options, asOf: asOf)
            let rows = try survey.rows(survey.resolve(condition), limit: limit ?? (options.json ? .max : 50))
            if options.json {
                Terminal.print(Document.list(rows.map(\.json)).json(pretty: true))
            } else {
                var table = Table(
                    ("contact", .left), (options.text("nom", "name"), .left), ("e-mail", .left),
                    (options.text("étape", "stage"), .left), (options.text("note", "grade"), .left),
                    ("score", .right), ("", .left))
                for row in rows {
                    table.add(
                        row.contact.fields[.externalID] ?? "#\(row.contact.id.value)", row.contact.displayName,
                        row.contact.fields[.email] ?? "", row.stage ?? "", row.grade, row.score.description,
                        row.isExcluded ? options.text("écarté", "excluded") : row.temperature ?? "")
                }
                table.print()
            }
            Terminal.flush()
        }
    }

    struct Names: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the named segments and their conditions.")

        @OptionGroup var options: Options

        func run() throws {
            let session = try options.session()
            let named = session.rules.catalogue.segments.sorted { $0.key < $1.key }
            options.list(named, ("segment", .left), ("condition", .left)) { name, condition in
                [name, condition.description]
            } json: { name, condition in
                [("name", .text(name)), ("condition", .text(condition.description))]
            }
        }
    }

    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Forget a name; those of the definition stay.")

        @Argument(help: "The name")
        var name: String

        @OptionGroup var options: Options

        func run() throws {
            let session = try options.session()
            try session.database.write { connection in
                let segments = Segments(connection, in: session.workspace.id)
                guard try segments.find(named: name) != nil else {
                    throw Failure.notFound(
                        Sentence(fr: "aucun segment gardé «\u{A0}\(name)\u{A0}»", en: "no saved segment “\(name)”"))
                }
                if let other = try Definitions(connection, in: session.workspace).segments(needing: name).first {
                    throw Failure.refused(
                        Sentence(
                            fr: "le segment «\u{A0}\(other)\u{A0}» s’en sert\u{A0}: changez-le d’abord",
                            en: "the segment “\(other)” uses it: change that one first"))
                }
                _ = try segments.remove(named: name)
                try session.audit("segment removed", [("name", .text(name))], connection)
            }
            Terminal.print(options.text("segment «\u{A0}\(name)\u{A0}» oublié", "segment “\(name)” forgotten"))
            Terminal.flush()
        }
    }

    struct Save: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give a condition a name, for `in segment \"NAME\"`.")

        @Argument(help: "The name")
        var name: String

        @Argument(help: "A condition")
        var condition: String

        @OptionGroup var options: Options

        func run() throws {
            let session = try options.session()
            let parsed = try Condition(parsing: condition)
            let definition = session.definition.definition
            try session.database.write { connection in
                let segments = Segments(connection, in: session.workspace.id)
                try segments.save(parsed, named: name, at: session.now)
                // Asked for once, so that neither a circle nor an unknown name can be saved.
                let rules = try Definitions(connection, in: session.workspace).rules(of: definition)
                _ = try rules.resolve(.member(InSegment(segment: Name(name))))
                try session.audit(
                    "segment saved", [("name", .text(name)), ("condition", .text(parsed.description))], connection)
            }
            Terminal.print(options.text("segment «\u{A0}\(name)\u{A0}» gardé", "segment “\(name)” saved"))
            Terminal.flush()
        }
    }
}
