import HTML
import Verger

/// The figures of a report as links to the rows behind them.
struct CostCells {
    private let visit: Visit
    private let choice: FunnelChoice
    private let report: CostReport

    init(_ visit: Visit, _ choice: FunnelChoice, _ report: CostReport) {
        self.visit = visit
        self.choice = choice
        self.report = report
    }

    private var notation: Notation { visit.notation }

    /// Opens the costs.
    func cost(_ row: CostReport.Row?, _ source: Source, by grouping: CostReport.Grouping) -> Markup {
        guard let row, row.cost != .zero else { return faint(notation.text("aucun coût", "no cost")) }
        let fields = choice.fields.all + SourceFilter.fields(source, by: grouping)
        return a(.class("figure"), .href("\(visit.links.leadCosts)/costs" + Fields(fields).query)) {
            notation.exactMoney(row.cost, visit.workspace.currency)
        }
    }

    /// Opens the contacts.
    func arrivals(_ row: CostReport.Row?, _ index: Int, _ source: Source, by grouping: CostReport.Grouping) -> Markup {
        guard let count = row?.arrivals[index], count > 0 else { return Markup("0") }
        let fields =
            choice.fields.all + [("stage", String(report.stages[index]))] + SourceFilter.fields(source, by: grouping)
        return a(.class("figure"), .href("\(visit.links.leadCosts)/contacts" + Fields(fields).query)) {
            notation.count(count)
        }
    }

    /// Nothing is divided by nobody: a cost that brought nobody says so.
    func costPer(_ row: CostReport.Row?, _ index: Int) -> Markup {
        guard let row, row.cost != .zero else { return faint("–") }
        guard let cost = row.costPer(index) else { return faint(notation.text("pas encore", "none yet")) }
        return b { notation.exactMoney(cost, visit.workspace.currency) }
    }

    private func faint(_ text: String) -> Markup { span(.class("faint")) { text } }
}
