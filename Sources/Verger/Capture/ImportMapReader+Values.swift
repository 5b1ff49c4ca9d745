extension ImportMapReader {
    /// The keys and values of an object, keys outside `known` refused; nil for anything else.
    mutating func pairs(
        of value: Document, at path: String, known: [String]?
    ) -> [(key: String, value: Document)]? {
        guard let pairs = value.pairs else {
            refuse(value, at: path, fr: "clés et valeurs attendues", en: "expected keys and values")
            return nil
        }
        guard let known else { return pairs }
        for (key, value) in pairs where !known.contains(key) {
            let hint = suggestion(for: key, among: known)
            refuse(
                value, at: path.isEmpty ? key : "\(path).\(key)",
                fr: "clé inconnue" + (hint.map { " ; vouliez-vous dire « \($0) » ?" } ?? ""),
                en: "unknown key" + (hint.map { "; did you mean “\($0)”?" } ?? ""))
        }
        return pairs
    }

    /// A column's name, `{column: …, map: …, default: …}`, `{value: …}` or `{row_date: true}`.
    mutating func source(_ value: Document, at path: String) -> ImportSource? {
        if let column = value.text { return located(ImportSource(.column(column)), value, path) }
        let known = ["column", "value", "row_date", "map", "default", "plus"]
        guard pairs(of: value, at: path, known: known) != nil, let origin = origin(of: value, at: path) else {
            return nil
        }
        var source = ImportSource(origin)
        for (from, to) in value["map"].flatMap({ pairs(of: $0, at: "\(path).map", known: nil) }) ?? [] {
            source.map[from.folded] = replacement(to, at: "\(path).map")
        }
        source.fallback = value["default"].map { replacement($0, at: "\(path).default") }
        source.shift = value["plus"].flatMap { length($0, at: "\(path).plus") } ?? 0
        return located(source, value, path)
    }

    private mutating func origin(of value: Document, at path: String) -> ImportSource.Origin? {
        if let column = value["column"]?.text { return .column(column) }
        if let constant = value["value"]?.text { return .constant(constant) }
        if case .boolean(true)? = value["row_date"]?.content { return .rowDate }
        refuse(
            value, at: path, fr: "attendu : un nom de colonne, {column: …}, {value: …} ou {row_date: true}",
            en: "expected a column’s name, {column: …}, {value: …} or {row_date: true}")
        return nil
    }

    private mutating func replacement(_ value: Document, at path: String) -> ImportSource.Replacement {
        if value.isNull { return .missing }
        if let text = value.text { return text.trimmedOrNil.map { .text($0) } ?? .missing }
        refuse(value, at: path, fr: "valeur simple attendue", en: "expected a plain value")
        return .missing
    }

    /// `20 minutes`, in microseconds. Months have no fixed length.
    mutating func length(_ value: Document?, at path: String) -> Int64? {
        guard let value else { return nil }
        let words = value.text?.split(separator: " ") ?? []
        if words.count == 2, let amount = Int64(words[0]), (0...100_000).contains(amount),
            let unit = ImportMapReader.units[words[1].hasSuffix("s") ? String(words[1].dropLast()) : String(words[1])]
        {
            return amount * unit
        }
        refuse(
            value, at: path, fr: "durée attendue, comme 20 minutes, 3 hours, 14 days ou 2 weeks",
            en: "expected a duration, like 20 minutes, 3 hours, 14 days or 2 weeks")
        return nil
    }

    private static let units = [
        "minute": Instant.minute, "hour": Instant.hour, "day": Instant.day, "week": 7 * Instant.day,
    ]

    private func located(_ source: ImportSource, _ value: Document, _ path: String) -> ImportSource {
        var source = source
        source.path = path
        source.line = value.line
        return source
    }

    mutating func refuse(_ value: Document, at path: String, fr: String, en: String) {
        problems.append(
            Problem(
                Sentence(fr: fr, en: en), path: path, place: value.line.map { Place(line: $0, column: 1) }))
    }
}
