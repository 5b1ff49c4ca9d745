extension ImportMapReader {
    private static let activityKeys = [
        "kind", "at", "channel", "campaign", "amount", "currency", "message_id", "voids", "properties", "where",
        "times", "apart",
    ]

    mutating func activities(_ value: Document) -> [ActivityMap] {
        guard let items = value.items else {
            refuse(
                value, at: "activities", fr: "liste attendue : - {kind: …, at: …}",
                en: "expected a list: - {kind: …, at: …}")
            return []
        }
        var maps: [ActivityMap] = []
        for (index, item) in items.enumerated() {
            if let map = activity(item, at: "activities[\(index)]") { maps.append(map) }
        }
        return maps
    }

    private mutating func activity(_ value: Document, at path: String) -> ActivityMap? {
        guard let pairs = pairs(of: value, at: path, known: ImportMapReader.activityKeys) else { return nil }
        guard let kind = value["kind"], let at = value["at"] else {
            let missing = value["kind"] == nil ? "kind" : "at"
            refuse(value, at: path, fr: "il manque \(missing)", en: "\(missing) is missing")
            return nil
        }
        // A bare kind is its name, not a column.
        let kindSource = kind.text.map { ImportSource(.constant($0)) } ?? source(kind, at: "\(path).kind")
        guard let kindSource, let atSource = source(at, at: "\(path).at") else { return nil }
        var map = ActivityMap(kind: kindSource, at: atSource)
        map.kind.path = "\(path).kind"
        map.kind.line = kind.line
        for (key, value) in pairs where !value.isNull { read(key, value, at: "\(path).\(key)", into: &map) }
        return map
    }

    private mutating func read(_ key: String, _ value: Document, at path: String, into map: inout ActivityMap) {
        switch key {
        case "channel": map.channel = source(value, at: path)
        case "campaign": map.campaign = source(value, at: path)
        case "amount": map.amount = source(value, at: path)
        case "currency": map.currency = source(value, at: path)
        case "message_id": map.messageID = source(value, at: path)
        case "voids": map.voids = source(value, at: path)
        case "times": map.times = source(value, at: path)
        case "apart": map.apart = length(value, at: path) ?? map.apart
        case "properties": map.properties = properties(value, at: path)
        case "where": map.conditions = conditions(value, at: path)
        default: break
        }
    }

    private mutating func properties(_ value: Document, at path: String) -> [String: ImportSource] {
        var properties: [String: ImportSource] = [:]
        for (name, value) in pairs(of: value, at: path, known: nil) ?? [] {
            if name != "reference", ActivityColumn(rawValue: name) != nil {
                refuse(
                    value, at: "\(path).\(name)",
                    fr: "\(name) appartient à l’activité elle-même : écrivez-le hors de properties",
                    en: "\(name) belongs to the activity itself: write it outside properties")
            } else {
                properties[name] = source(value, at: "\(path).\(name)")
            }
        }
        return properties
    }

    private mutating func conditions(_ value: Document, at path: String) -> [ActivityMap.Condition] {
        (pairs(of: value, at: path, known: nil) ?? []).compactMap { column, value in
            var source = ImportSource(.column(column))
            source.path = path
            source.line = value.line
            return test(value, at: "\(path).\(column)").map { ActivityMap.Condition(source: source, test: $0) }
        }
    }

    private mutating func test(_ value: Document, at path: String) -> ActivityMap.Test? {
        let texts = (value.items ?? [value]).map(\.text)
        if !texts.isEmpty, !texts.contains(nil) { return .isOneOf(Set(texts.compactMap { $0?.folded })) }
        if let pairs = value.pairs, pairs.count == 1, case .boolean(let flag) = pairs[0].value.content {
            switch pairs[0].key {
            case "not_empty": return flag ? .isNotEmpty : .isEmpty
            case "empty": return flag ? .isEmpty : .isNotEmpty
            default: break
            }
        }
        refuse(
            value, at: path, fr: "attendu : une valeur, une liste de valeurs ou {not_empty: true}",
            en: "expected a value, a list of values or {not_empty: true}")
        return nil
    }
}
