import HTTPTypes
import Storage
import Verger

/// What leads cost, and the rows behind each figure.
enum CostReportRoutes {
    static let all: [Route] = [
        Route(.get, "reports/cpl", may: .viewReports, show),
        Route(.get, "reports/cpl/contacts", may: .viewReports, contacts),
        Route(.get, "reports/cpl/costs", may: .viewReports, costs),
        Route(.get, "reports/cpl/export", may: .viewReports, export),
    ]

    private static func reading(
        _ visit: Visit
    ) throws -> (choice: FunnelChoice, rules: Rules, report: CostReport, book: SourceBook) {
        let choice = try FunnelChoice(visit)
        return try visit.read { connection in
            let rules = try visit.rules(on: connection)
            let reports = try CostReports(connection, in: visit.workspace, rules)
            return (choice, rules, try reports.report(over: choice.days, at: visit.now), reports.book)
        }
    }

    @Sendable private static func show(_ visit: Visit) throws -> Answer {
        let (choice, rules, report, book) = try reading(visit)
        let grouping = visit.query.text("by").flatMap(CostReport.Grouping.init(rawValue:)) ?? .channel
        return visit.answer(
            CostReportPage(
                visit: visit, choice: choice, rules: rules, report: report, book: book, grouping: grouping
            ).page)
    }

    @Sendable private static func contacts(_ visit: Visit) throws -> Answer {
        let choice = try FunnelChoice(visit)
        let filter = SourceFilter(visit.query)
        let page = try visit.read { connection in
            let rules = try visit.rules(on: connection)
            let stages = CostReport.stages(rules)
            let stage = visit.query.integer("stage") ?? stages[0]
            guard let index = stages.firstIndex(of: stage) else { throw Refusal.notFound }
            let reports = try CostReports(connection, in: visit.workspace, rules)
            let arrivals = try reports.arrivals(at: index, over: choice.days, at: visit.now, where: filter.matches)
            let shown = Array(arrivals.prefix(CostRowsPage.most))
            let people = try Contacts(connection, in: visit.workspace).find(shown.map(\.contact).sorted())
            return CostRowsPage(visit: visit, choice: choice, book: reports.book, filter: filter).contacts(
                shown, of: arrivals.count, stage: rules.stages[stage].name,
                Dictionary(people.map { ($0.id, $0) }) { first, _ in first })
        }
        return visit.answer(page)
    }

    @Sendable private static func costs(_ visit: Visit) throws -> Answer {
        let choice = try FunnelChoice(visit)
        let filter = SourceFilter(visit.query)
        let page = try visit.read { connection in
            let reports = try CostReports(connection, in: visit.workspace, visit.rules(on: connection))
            return CostRowsPage(visit: visit, choice: choice, book: reports.book, filter: filter).costs(
                try reports.costs(over: choice.days, where: filter.matches))
        }
        return visit.answer(page)
    }

    /// The table as a sheet: figures as programs read them.
    @Sendable private static func export(_ visit: Visit) throws -> Answer {
        let (choice, rules, report, book) = try reading(visit)
        let words = SourceWords(visit, book)
        var lines = [
            [
                visit.notation.text("canal", "channel"), visit.notation.text("campagne", "campaign"),
                visit.notation.text("coût", "cost"),
            ]
                + report.stages.flatMap { stage -> [String] in
                    let name = rules.stages[stage].name.text(in: visit.language)
                    return [name, visit.notation.text("coût par ", "cost per ") + name]
                }
        ]
        for (source, row) in report.campaigns {
            lines.append(
                [
                    source.channel.map(words.channel) ?? "", source.campaign.flatMap { book.campaign($0)?.name } ?? "",
                    row.cost.description(places: 2),
                ]
                    + report.stages.indices.flatMap { index -> [String] in
                        [String(row.arrivals[index]), row.costPer(index)?.description(places: 2) ?? ""]
                    })
        }
        let name = visit.notation.text("cout-des-leads", "cost-of-leads")
        let writer = CSVWriter(disarmsFormulas: true)
        var bytes: [UInt8] = []
        for line in lines { writer.write(line, to: &bytes) }
        return .download(
            bytes, name: "\(name)-\(choice.from)-\(choice.to).csv",
            type: "text/csv; charset=utf-8")
    }
}
