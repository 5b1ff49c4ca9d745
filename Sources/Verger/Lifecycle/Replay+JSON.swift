extension Replay {
    /// The document of `replay --json`.
    package var json: Document {
        let sorted = moves.sorted {
            ($0.value, $0.key.from ?? "", $0.key.to ?? "") > ($1.value, $1.key.from ?? "", $1.key.to ?? "")
        }
        let weeks = movesByWeek.sorted { $0.key < $1.key }.map { monday, pairs in
            Document.object([
                ("week", .text(monday.description)),
                ("moves", .list(pairs.sorted { $0.value > $1.value }.map { Replay.json($0.key, $0.value) })),
            ])
        }
        let work = workload.sorted { ($0.key.monday, $0.key.owner) < ($1.key.monday, $1.key.owner) }.map {
            week, count in
            Document.object([
                ("week", .text(week.monday.description)),
                ("owner", .text(orNull: week.owner.isEmpty ? nil : week.owner)),
                ("old", .number(count.old)), ("new", .number(count.new)),
            ])
        }
        return .object([
            ("contacts", .number(contacts)), ("moves", .list(sorted.map { Replay.json($0.key, $0.value) })),
            ("old", oldVerdict.json(stage: old.stageID)), ("new", newVerdict.json(stage: new.stageID)),
            ("weeks", .list(weeks)), ("workload", .list(work)),
        ])
    }

    private static func json(_ pair: Pair, _ count: Int) -> Document {
        .object([("from", .text(orNull: pair.from)), ("to", .text(orNull: pair.to)), ("count", .number(count))])
    }
}

extension Replay.Verdict {
    func json(stage: String) -> Document {
        .object([
            ("stage", .text(stage)), ("precision", .number(orNull: precision)), ("recall", .number(orNull: recall)),
            ("f1", .number(orNull: f1)), ("leadDays", .number(orNull: leadDays)), ("flagged", .number(flagged)),
            ("right", .number(right)), ("paid", .number(paid)),
        ])
    }
}

extension Document {
    /// Rounded to six decimals.
    static func number(orNull value: Double?) -> Document {
        guard let value, value.isFinite else { return .null }
        return Document(.number(Number(millionths: Int64((value * 1_000_000).rounded())).description))
    }
}
