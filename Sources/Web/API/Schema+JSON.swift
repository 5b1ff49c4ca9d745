import Verger

extension Schema {
    /// As JSON Schema 2020-12. Named schemas are referred to, and noted in `components` to be described there.
    func json(_ components: inout [String: Schema]) -> Document {
        guard let name else { return described(&components) }
        components[name] = components[name] ?? unnamed
        let reference = Document.object([("$ref", .text("#/components/schemas/\(name)"))])
        return isNullable ? .object([("anyOf", [reference, .object([("type", "null")])])]) : reference
    }

    /// The same schema, to be described where it is defined.
    var unnamed: Schema {
        var copy = Schema(shape)
        if let note { copy = copy.noted(note) }
        if let example { copy = copy.like(example) }
        return copy
    }

    private func described(_ components: inout [String: Schema]) -> Document {
        var members = keywords(&components)
        if isNullable, case .either = shape {} else if isNullable { members = Schema.nullable(members) }
        if let note { members.append(("description", .text(note))) }
        if let example { members.append(("examples", [example])) }
        return .object(members)
    }

    private static func nullable(_ members: [(String, Document)]) -> [(String, Document)] {
        members.map { key, value in
            switch key {
            case "type": (key, [value, "null"])
            case "enum": (key, .list((value.items ?? []) + [.null]))
            default: (key, value)
            }
        }
    }

    private func keywords(_ components: inout [String: Schema]) -> [(String, Document)] {
        switch shape {
        case .anything: return []
        case .text(let format, let lengths):
            var members: [(String, Document)] = [("type", "string")]
            if let format { members.append(("format", .text(format))) }
            if let lengths {
                if lengths.lowerBound > 0 { members.append(("minLength", .number(lengths.lowerBound))) }
                members.append(("maxLength", .number(lengths.upperBound)))
            }
            return members
        case .choice(let values): return [("type", "string"), ("enum", .list(values.map { .text($0) }))]
        case .integer(let range):
            var members: [(String, Document)] = [("type", "integer"), ("format", "int64")]
            if let range {
                members.append(("minimum", .number(range.lowerBound)))
                if range.upperBound < .max { members.append(("maximum", .number(range.upperBound))) }
            }
            return members
        case .number: return [("type", "number")]
        case .boolean: return [("type", "boolean")]
        case .list(let item, let counts):
            var members: [(String, Document)] = [("type", "array"), ("items", item.json(&components))]
            if let counts {
                if counts.lowerBound > 0 { members.append(("minItems", .number(counts.lowerBound))) }
                members.append(("maxItems", .number(counts.upperBound)))
            }
            return members
        case .object(let list, let isClosed):
            let required = list.filter(\.isRequired).map { Document.text($0.name) }
            var members: [(String, Document)] = [("type", "object")]
            members.append(("properties", .object(list.map { ($0.name, $0.schema.json(&components)) })))
            if !required.isEmpty { members.append(("required", .list(required))) }
            if isClosed { members.append(("additionalProperties", false)) }
            return members
        case .map(let value): return [("type", "object"), ("additionalProperties", value.json(&components))]
        case .either(let schemas):
            let choices = schemas.map { $0.json(&components) }
            return [("anyOf", .list(choices + (isNullable ? [.object([("type", "null")])] : [])))]
        case .reference(let name): return [("$ref", .text("#/components/schemas/\(name)"))]
        }
    }
}
