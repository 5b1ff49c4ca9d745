import ArgumentParser
import Storage
import Verger

struct Report: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Figures about a workspace.", subcommands: [FunnelReport.self, CostOfLeadsReport.self])
}

struct FunnelReport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "funnel", abstract: "How many contacts are at each stage, and how many ever came as far.",
        discussion: """
              verger report funnel
              verger report funnel --as-of 2026-03-31 --json
              verger report funnel --from 2026-01-01 --to 2026-03-31    those whose first fact lies in these days
              verger report funnel --by source

            Excluded contacts are left out.
            """)

    @Option(name: .customLong("as-of"), help: "A day (to its last instant) or an instant")
    var asOf: String?

    @Option(help: "Only contacts whose first fact is on or after this day")
    var from: String?

    @Option(help: "Only contacts whose first fact is on or before this day")
    var to: String?

    @Option(help: "One funnel for each value of a field, such as source or country")
    var by: String?

    @OptionGroup var options: Options

    func run() throws {
        let session = try options.session()
        let instant = try asOf.map { try session.instant(asOf: $0) }
        guard from != nil || to != nil || by != nil || instant != nil else {
            try session.refresh()
            let funnel = try session.database.read { connection in
                try Funnels(connection, in: session.workspace).funnel(session.rules, at: session.now)
            }
            return show([("", funnel)])
        }
        try show(funnels(session, at: instant ?? session.now))
    }

    private func funnels(_ session: Session, at instant: Instant) throws -> [(String, Funnel)] {
        let start = try from.map { try session.instant(asOf: $0) }.map {
            session.workspace.zone.start(of: session.workspace.zone.day(at: $0))
        }
        let end = try to.map { try session.instant(asOf: $0) }
        let question = Census.FunnelQuestion(from: start, to: end, by: try by.map { try key(of: $0, session) })
        return try Census(session.database, in: session.workspace).funnels(question, session.rules, at: instant)
            .map { ($0.value, $0.funnel) }
    }

    private func key(of name: String, _ session: Session) throws -> FieldKey {
        do {
            return try session.rules.fieldKey(named: name)
        } catch {
            throw Failure.refused(error.sentence)
        }
    }

    private func show(_ funnels: [(value: String, funnel: Funnel)]) {
        if options.json {
            if by == nil {
                Terminal.print(funnels[0].funnel.json.json(pretty: true))
            } else {
                let groups = funnels.map { Document.object([("value", .text($0.value)), ("funnel", $0.funnel.json)]) }
                Terminal.print(
                    Document.object([("by", .text(by ?? "")), ("groups", .list(groups))]).json(pretty: true))
            }
        } else {
            for (value, funnel) in funnels {
                if by != nil { Terminal.print("\n" + Style.bold("\(by ?? "") = \(value.isEmpty ? "—" : value)")) }
                show(funnel)
            }
        }
        Terminal.flush()
    }

    private func show(_ funnel: Funnel) {
        var table = Table(
            (options.text("étape", "stage"), .left), (options.text("à présent", "now"), .right),
            (options.text("l’ont atteinte", "reached"), .right),
            (options.text("du précédent", "of the one before"), .right))
        var before: Int?
        for step in funnel.steps {
            let share = before.map { $0 == 0 ? "—" : percent(step.reached, $0) } ?? ""
            table.add(step.name.text(in: options.spoken), String(step.count), String(step.reached), share)
            before = step.reached
        }
        table.print()
    }

    private func percent(_ part: Int, _ whole: Int) -> String {
        let tenths = (part * 1000 + whole / 2) / whole
        return "\(tenths / 10)\(options.text(",", "."))\(tenths % 10)\u{A0}%"
    }
}
