package import Verger

extension Schema {
    /// Everything in `document` that this schema does not allow, each with its path.
    package func problems(in document: Document, at path: String = "") -> [Problem] {
        if document.isNull, isNullable { return [] }
        switch (shape, document.content) {
        case (.anything, _), (.reference, _): return Schema.unkeepable(in: document, at: path)
        case (.text(_, let lengths), .text(let text)): return check(text, lengths, at: path)
        case (.choice(let values), .text(let text)):
            return values.contains(text) ? [] : [Schema.notAmong(values, text, at: path)]
        case (.integer(let range), .number(let text)): return check(number: text, range, at: path)
        case (.number, .number), (.boolean, .boolean): return []
        case (.list(let item, let counts), .list(let items)):
            if let counts, !counts.contains(items.count) { return [Schema.wrongCount(counts, at: path)] }
            return items.enumerated().flatMap { item.problems(in: $1, at: "\(path)[\($0)]") }
        case (.object(let members, let isClosed), .object(let pairs)):
            return check(pairs, members, isClosed, at: path)
        case (.map(let value), .object(let pairs)):
            return Schema.twice(pairs, at: path)
                + pairs.flatMap { value.problems(in: $0.value, at: Schema.join(path, $0.key)) }
        case (.either(let schemas), _): return closest(schemas, document, at: path)
        default: return [Schema.wrongType(self, at: path)]
        }
    }

    private func check(_ text: String, _ lengths: ClosedRange<Int>?, at path: String) -> [Problem] {
        if text.unicodeScalars.contains("\0") { return [Schema.nul(at: path)] }
        guard let lengths, !lengths.contains(text.unicodeScalars.count) else { return [] }
        return [Schema.wrongLength(lengths, at: path)]
    }

    private func check(number text: String, _ range: ClosedRange<Int>?, at path: String) -> [Problem] {
        // JSON has one type of number: 1.0 is an integer too.
        guard let number = Document(.number(text)).integer else { return [Schema.wrongType(self, at: path)] }
        if let range, !range.contains(number) { return [Schema.outOf(range, at: path)] }
        return []
    }

    private func check(
        _ pairs: [(key: String, value: Document)], _ members: [Member], _ isClosed: Bool, at path: String
    ) -> [Problem] {
        var problems = Schema.twice(pairs, at: path)
        for member in members where member.isRequired && !pairs.contains(where: { $0.key == member.name }) {
            problems.append(Schema.missing(Schema.join(path, member.name)))
        }
        for (key, value) in pairs {
            if let member = members.first(where: { $0.name == key }) {
                problems += member.schema.problems(in: value, at: Schema.join(path, key))
            } else if isClosed {
                problems.append(Schema.unknown(key, among: members.map(\.name), at: Schema.join(path, key)))
            }
        }
        return problems
    }

    /// What the alternative finds that was most likely meant: the one of the same type.
    private func closest(_ schemas: [Schema], _ document: Document, at path: String) -> [Problem] {
        let all = schemas.map { $0.problems(in: document, at: path) }
        if all.contains(where: \.isEmpty) { return [] }
        let inside = all.filter { $0.contains { $0.path != path } }
        return inside.min { $0.count < $1.count } ?? all.first ?? []
    }

    /// U+0000, which no database of ours keeps, wherever it is.
    private static func unkeepable(in document: Document, at path: String) -> [Problem] {
        switch document.content {
        case .text(let text): text.unicodeScalars.contains("\0") ? [nul(at: path)] : []
        case .list(let items): items.enumerated().flatMap { unkeepable(in: $1, at: "\(path)[\($0)]") }
        case .object(let pairs):
            twice(pairs, at: path)
                + pairs.flatMap { pair in
                    (pair.key.unicodeScalars.contains("\0") ? [nul(at: path)] : [])
                        + unkeepable(in: pair.value, at: join(path, pair.key))
                }
        case .null, .boolean, .number: []
        }
    }

    private static func twice(_ pairs: [(key: String, value: Document)], at path: String) -> [Problem] {
        var seen: Set<String> = []
        return pairs.compactMap { pair in
            if pair.key.unicodeScalars.contains("\0") { return nul(at: path) }
            return seen.insert(pair.key).inserted ? nil : givenTwice(join(path, pair.key))
        }
    }

    static func join(_ path: String, _ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
}

extension Document {
    /// A whole number, however it is written: `12`, `12.0`, `1.2e1`.
    var integer: Int? {
        guard case .number(let text) = content else { return nil }
        if let integer = Int(text) { return integer }
        guard let double = Double(text), double.rounded() == double, double.magnitude < 9e15 else { return nil }
        return Int(double)
    }

    /// An exact number, however it is written; nil beyond what can be kept.
    var exactNumber: Number? {
        guard case .number(let text) = content else { return nil }
        if let number = Number(text) { return number }
        guard let double = Double(text), double.magnitude < 1e12 else { return nil }
        return Number(millionths: Int64((double * 1_000_000).rounded()))
    }
}
