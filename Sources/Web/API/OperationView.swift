import HTML
import HTTPTypes
import Verger

/// One operation in the reference: its address, what it takes, how it answers.
struct OperationView {
    let call: Call
    let route: Route
    let operation: Operation

    var markup: Markup {
        article(.id(operation.id), .class("operation")) {
            h3 { operation.summary }
            p(.class("address")) {
                span(.class("method \(route.method.rawValue.lowercased())")) { route.method.rawValue }
                code { route.path }
            }
            if !operation.note.isEmpty { p { Reference.prose(operation.note) } }
            parameters
            if let content = operation.content {
                h4 { call.say(Words.content) }
                p(.class("faint")) { content.types.joined(separator: ", ") }
                Reference.members(of: content.schema, call)
            }
            h4 { call.say(Words.answers) }
            ul(.class("answers")) {
                for reply in operation.replies {
                    li {
                        code { String(reply.status.code) }
                        " "
                        Reference.prose(reply.note)
                        if let schema = reply.schema { Markup(" ") + Reference.kind(of: schema) }
                    }
                }
                li(.class("faint")) {
                    call.say(Words.refusals)
                    for refusal in operation.refusals(of: route) { code { String(refusal.status.code) } + Markup(" ") }
                }
            }
        }
    }

    private var parameters: Markup? {
        var rows = route.names.map { ($0, Schema.ofAddress($0)) } + operation.parameters.map { ($0.name, $0.schema) }
        if operation.heedsVersion { rows.append(("If-Match", .text.noted("The `ETag` that was read, or `*`."))) }
        if operation.isRepeatable {
            rows.append(("Idempotency-Key", .text.noted("Makes a repeated request harmless.")))
        }
        guard !rows.isEmpty else { return nil }
        return group {
            h4 { call.say(Words.parameters) }
            Reference.table(rows.map { (name: $0.0, schema: $0.1, isRequired: false) }, call)
        }
    }

    private enum Words {
        static let parameters = Sentence(fr: "Paramètres", en: "Parameters")
        static let content = Sentence(fr: "Contenu", en: "Content")
        static let answers = Sentence(fr: "Réponses", en: "Answers")
        static let refusals = Sentence(fr: "refus\u{A0}: ", en: "refusals: ")
    }
}

/// How schemas are shown.
enum Reference {
    /// A sentence with what stands between backquotes as code.
    static func prose(_ text: String) -> Markup {
        Markup(
            text.split(separator: "`", omittingEmptySubsequences: false).enumerated().map { index, part in
                index % 2 == 1 ? code { String(part) } : Markup(String(part))
            })
    }

    /// The members of an object, or of the alternatives that are objects.
    static func members(of schema: Schema, _ call: Call, isNamed: Bool = false) -> Markup {
        if schema.name != nil, !isNamed { return p { kind(of: schema) } }
        switch schema.shape {
        case .object(let members, let isClosed):
            return table(
                members.map { (name: $0.name, schema: $0.schema, isRequired: isClosed && $0.isRequired) }, call)
        case .either(let schemas):
            return Markup(
                schemas.map { schema in schema.name == nil ? members(of: schema, call) : p { kind(of: schema) } })
        default: return p { kind(of: schema) }
        }
    }

    static func table(_ rows: [(name: String, schema: Schema, isRequired: Bool)], _ call: Call) -> Markup {
        div(.class("scroll"), .tabindex(0)) {
            HTML.table(.class("table")) {
                tbody {
                    for row in rows {
                        tr {
                            th(Attribute("scope", "row")) { code { row.name } }
                            td { kind(of: row.schema) }
                            td { note(row, call) }
                        }
                    }
                }
            }
        }
    }

    private static func note(_ row: (name: String, schema: Schema, isRequired: Bool), _ call: Call) -> Markup {
        let required = row.isRequired ? em { call.say(Sentence(fr: "obligatoire", en: "required")) } : Markup()
        return required + prose((row.isRequired && row.schema.note != nil ? ". " : "") + (row.schema.note ?? ""))
    }

    /// What a value is, in a few words.
    static func kind(of schema: Schema) -> Markup {
        if let name = schema.name { return a(.href("#shape-\(name)")) { name } }
        switch schema.shape {
        case .anything: return Markup("any")
        case .text: return Markup("string")
        case .choice(let values): return Markup(values.joined(separator: " | "))
        case .integer: return Markup("integer")
        case .number: return Markup("number")
        case .boolean: return Markup("boolean")
        case .list(let item, _): return Markup("list of ") + kind(of: item)
        case .object(let members, _):
            let parts = members.map { member in
                members.count > 3 ? Markup(member.name) : Markup("\(member.name): ") + kind(of: member.schema)
            }
            return Markup("{ ") + Markup(parts.joined(by: ", ")) + Markup(" }")
        case .map(let value): return Markup("names → ") + kind(of: value)
        case .either(let schemas): return Markup(schemas.map { kind(of: $0) }.joined(by: " or "))
        case .reference(let name): return a(.href("#shape-\(name)")) { name }
        }
    }

    /// All named schemas, by name.
    static func components(of operations: [Operation]) -> [(name: String, schema: Schema)] {
        var found: [String: Schema] = ["Problem": Schema.problemDetails.unnamed]
        for operation in operations {
            _ = operation.content?.schema.json(&found)
            for reply in operation.replies { _ = reply.schema?.json(&found) }
        }
        var seen: Set<String> = []
        while let name = found.keys.first(where: { !seen.contains($0) }) {
            seen.insert(name)
            _ = found[name]?.json(&found)
        }
        return found.sorted { $0.key < $1.key }.map { (name: $0.key, schema: $0.value) }
    }
}

extension [Markup] {
    /// With a text between each two.
    fileprivate func joined(by separator: String) -> [Markup] {
        enumerated().flatMap { $0 == 0 ? [$1] : [Markup(separator), $1] }
    }
}
