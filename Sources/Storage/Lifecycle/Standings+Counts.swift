package import Verger

extension Standings {
    /// How many contacts are at each stage, excluded ones too.
    package struct StageCounts: Hashable, Sendable {
        /// By position in the definition.
        package fileprivate(set) var stages: [Int: Int] = [:]
        /// At no stage.
        package fileprivate(set) var none = 0
        /// Of all of them, those who are excluded; nil for a day gone by.
        package fileprivate(set) var excluded: Int?

        package var total: Int { none + stages.values.reduce(0, +) }
    }

    /// Now, from states that are up to date.
    package func stageCounts(at now: Instant) throws -> StageCounts {
        var counts = StageCounts()
        var excluded = 0
        try connection.forEachRow(
            """
            SELECT stage, excluded, COUNT(*) FROM \(connection.dialect.states) WHERE workspace = ? AND first_fact <= ?
            GROUP BY stage, excluded
            """, [.integer(workspace.value), .instant(now)]
        ) { row in
            counts.add(row.integerOrNil(0), Int(row.integer(2)))
            if row.integer(1) == 1 { excluded += Int(row.integer(2)) }
            return true
        }
        counts.excluded = excluded
        return counts
    }

    /// As it was, by the history of stages that today's definition gives.
    package func stageCounts(asOf instant: Instant) throws -> StageCounts {
        var counts = StageCounts()
        try connection.forEachRow(
            """
            SELECT h.stage, COUNT(*) FROM stage_history h
            WHERE h.workspace = ? AND h.at = (
                SELECT MAX(l.at) FROM stage_history l
                WHERE l.workspace = h.workspace AND l.contact = h.contact AND l.at <= ?)
            GROUP BY h.stage
            """, [.integer(workspace.value), .instant(instant)]
        ) { row in
            counts.add(row.integerOrNil(0), Int(row.integer(1)))
            return true
        }
        return counts
    }
}

extension Standings.StageCounts {
    fileprivate mutating func add(_ stage: Int64?, _ number: Int) {
        if let stage { stages[Int(stage), default: 0] += number } else { none += number }
    }
}
