extension CostReport {
    /// As programs read it.
    package func document(by grouping: Grouping, _ book: SourceBook, _ rules: Rules, currency: String) -> Document {
        let rows: [(source: Source, row: Row)] =
            switch grouping {
            case .channel: channels
            case .campaign: campaigns
            case .stage: []
            }
        return .object([
            ("from", .text(days.first.description)), ("to", .text(days.last.description)),
            ("currency", .text(currency)),
            ("by", .text(grouping.rawValue)),
            (
                "rows",
                .list(
                    rows.filter { !$0.row.isEmpty }.map { source, row in
                        .object([
                            ("channel", .text(orNull: source.channel)),
                            ("campaign", .text(orNull: source.campaign.flatMap { book.campaign($0)?.name })),
                            ("cost", .number(row.cost)), ("stages", stages(of: row, rules)),
                        ])
                    })
            ),
            ("total", .object([("cost", .number(total.cost)), ("stages", stages(of: total, rules))])),
        ])
    }

    private func stages(of row: Row, _ rules: Rules) -> Document {
        .list(
            stages.enumerated().map { index, stage in
                .object([
                    ("id", .text(rules.stages[stage].id)), ("count", .number(row.arrivals[index])),
                    ("costPer", row.costPer(index).map { .number($0) } ?? .null),
                ])
            })
    }
}
