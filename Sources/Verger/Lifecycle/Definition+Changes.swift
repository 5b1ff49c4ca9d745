/// A part of a definition, as people look at it.
package enum DefinitionPart: String, CaseIterable, Hashable, Sendable {
    case stages, personas, score, temperature, exclusion, handover, messages, retention, segments, vocabulary
}

extension Definition {
    /// How many things are not as in `old`, by part; parts that are the same are left out.
    package func changes(from old: Definition) -> [DefinitionPart: Int] {
        var result: [DefinitionPart: Int] = [:]
        func count(_ part: DefinitionPart, _ number: Int) { if number > 0 { result[part, default: 0] += number } }
        count(.stages, differences(old.stages, stages, \.id))
        if old.stages.map(\.id) != stages.map(\.id), result[.stages] == nil { count(.stages, 1) }
        count(.personas, differences(old.personas, personas, \.id))
        count(
            .score, differences(old.fitRules, fitRules, \.id) + differences(old.engagementRules, engagementRules, \.id))
        count(.score, old.grades == grades ? 0 : 1)
        count(.temperature, old.hot == hot ? 0 : 1)
        count(.exclusion, old.exclusion == exclusion ? 0 : 1)
        count(.handover, old.handover == handover ? 0 : 1)
        count(.messages, old.messages == messages ? 0 : 1)
        count(.retention, old.retentionMonths == retentionMonths ? 0 : 1)
        count(.segments, differences(old.segments, segments))
        count(.vocabulary, differences(old.described, described) + differences(old.lists, lists))
        count(.vocabulary, differences(old.groups, groups) + differences(old.kinds, kinds, \.name))
        return result
    }

    /// The fields with all that is said of them.
    private var described: [String: DescribedField] {
        Dictionary(
            uniqueKeysWithValues: fields.map {
                ($0.key, DescribedField(type: $0.value, label: fieldLabels[$0.key], values: fieldValues[$0.key] ?? []))
            })
    }

    private struct DescribedField: Hashable {
        let type: ValueType
        let label: Sentence?
        let values: [String]
    }

    private func differences<Item: Hashable>(_ old: [Item], _ new: [Item], _ id: (Item) -> String) -> Int {
        differences(
            Dictionary(old.map { (id($0), $0) }) { first, _ in first },
            Dictionary(new.map { (id($0), $0) }) { first, _ in first })
    }

    private func differences<Item: Hashable>(_ old: [String: Item], _ new: [String: Item]) -> Int {
        Set(old.keys).union(new.keys).count { old[$0] != new[$0] }
    }
}
