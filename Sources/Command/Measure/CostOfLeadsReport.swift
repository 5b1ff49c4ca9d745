import ArgumentParser
import Storage
import Verger

struct CostOfLeadsReport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cpl", abstract: "What leads, and what came of them, have cost, by source.",
        discussion: """
              verger report cpl
              verger report cpl --from 2026-01-01 --to 2026-03-31 --by campaign
              verger report cpl --by stage --json

            A contact counts at a stage when it arrives there for the first time ever in these days, for the touch that made
            it a lead. A cost counts for its days among these. Without days: the last 365.
            """)

    @Option(help: "The first day")
    var from: String?

    @Option(help: "The last day (default: today)")
    var to: String?

    @Option(help: "channel, campaign or stage")
    var by = "channel"

    @OptionGroup var options: Options

    func validate() throws {
        guard CostReport.Grouping(rawValue: by) != nil else {
            throw ValidationError("--by is channel, campaign or stage")
        }
    }

    func run() throws {
        let session = try options.session()
        let grouping = CostReport.Grouping(rawValue: by) ?? .channel
        let last = try day(to, session) ?? session.workspace.zone.day(at: session.now)
        let first = try day(from, session) ?? Day(number: last.number - 364)
        guard let days = DaySpan(first, last) else {
            throw Failure.refused(
                Sentence(fr: "la fin ne peut pas précéder le début", en: "the end can’t come before the beginning"))
        }
        try session.refresh()
        let (report, book) = try session.database.read { connection in
            let reports = try CostReports(connection, in: session.workspace, session.rules)
            return (try reports.report(over: days, at: session.now), reports.book)
        }
        let currency = session.workspace.currency
        if options.json {
            Terminal.print(
                report.document(by: grouping, book, session.rules, currency: currency).json(pretty: true))
        } else {
            show(report, grouping, book, session.rules, currency)
        }
        Terminal.flush()
    }

    private func day(_ text: String?, _ session: Session) throws -> Day? {
        try text.map { session.workspace.zone.day(at: try session.instant(asOf: $0)) }
    }

    private func show(
        _ report: CostReport, _ grouping: CostReport.Grouping, _ book: SourceBook, _ rules: Rules, _ currency: String
    ) {
        let notation = Notation(options.spoken, in: rules.zone)
        func cost(_ row: CostReport.Row, _ index: Int) -> String {
            if row.cost == .zero { return "—" }
            return row.costPer(index).map { notation.exactMoney($0, currency) }
                ?? options.text("pas encore", "none yet")
        }
        func name(_ stage: Int) -> String { rules.stages[stage].name.text(in: options.spoken) }
        if grouping == .stage {
            var table = Table(
                (options.text("étape", "stage"), .left), (options.text("arrivés", "arrived"), .right),
                (options.text("coût de chacun", "cost of each"), .right))
            for (index, stage) in report.stages.enumerated() {
                table.add(name(stage), notation.count(report.total.arrivals[index]), cost(report.total, index))
            }
            table.print()
            return
        }
        let client = report.stages.count - 1
        var table = Table(
            (options.text("source", "source"), .left), (options.text("coût", "cost"), .right),
            (name(report.stages[0]), .right), (options.text("coût de chacun", "cost of each"), .right),
            (name(report.stages[client]), .right), (options.text("coût de chacun", "cost of each"), .right))
        func add(_ title: String, _ row: CostReport.Row) {
            table.add(
                title, notation.exactMoney(row.cost, currency), notation.count(row.arrivals[0]), cost(row, 0),
                notation.count(row.arrivals[client]), cost(row, client))
        }
        for (source, row) in grouping == .campaign ? report.campaigns : report.channels where !row.isEmpty {
            add(title(source, book), row)
        }
        add(options.text("ensemble", "all"), report.total)
        table.print()
    }

    private func title(_ source: Source, _ book: SourceBook) -> String {
        guard let id = source.channel else { return options.text("source inconnue", "unknown source") }
        let channel = book.channel(id)?.name.text(in: options.spoken) ?? id
        guard let campaign = source.campaign.flatMap({ book.campaign($0)?.name }) else { return channel }
        return "\(channel) · \(campaign)"
    }
}
