import Exchange
import HTTPTypes
import NIOCore
import Storage
import Verger

extension Operation {
    /// Answers a visit whose request keeps to what is declared; refuses all that is wrong with another one at once.
    func answer(_ visit: Visit, _ act: (Visit) throws -> Answer) throws -> Answer {
        do {
            return try act(admit(visit))
        } catch let problems as Problems {
            throw Refusal.invalid(problems.errors)
        } catch let problem as Problem {
            throw Refusal.invalid([problem])
        }
    }

    private func admit(_ visit: Visit) throws -> Visit {
        var visit = visit
        var problems = parameterProblems(visit.query)
        if needsVersion, visit.call.headers[.ifMatch] == nil { throw Refusal.preconditionNeeded }
        if let key = visit.call.headers[.idempotencyKey], isRepeatable, !(1...255).contains(key.utf8.count) {
            problems.append(Schema.wrongLength(1...255, at: "Idempotency-Key"))
        }
        if let content {
            visit.document = try content.document(of: visit.call)
            problems += content.schema.problems(in: visit.document)
        }
        guard problems.isEmpty else { throw Refusal.invalid(problems) }
        return visit
    }

    private func parameterProblems(_ query: Fields) -> [Problem] {
        var problems: [Problem] = []
        var seen: Set<String> = []
        for (name, value) in query.all where !name.isEmpty || !value.isEmpty {
            guard let parameter = parameters.first(where: { $0.name == name }) else {
                problems.append(Schema.unknown(name, among: parameters.map(\.name), at: name))
                continue
            }
            guard seen.insert(name).inserted else {
                problems.append(Schema.givenTwice(name))
                continue
            }
            problems += parameter.schema.problems(in: parameter.schema.document(of: value), at: name)
        }
        return problems
    }
}

extension Schema {
    /// A text of an address as a value of this type.
    func document(of text: String) -> Document {
        switch shape {
        case .integer where Int(text) != nil: Document(.number(text))
        case .boolean where text == "true" || text == "false": Document(.boolean(text == "true"))
        default: .text(text)
        }
    }
}

extension Operation.Content {
    /// The document in the body of a call. Throws when it is of another type, or none.
    func document(of call: Call) throws -> Document {
        let type = call.headers[.contentType]?.prefix { $0 != ";" }.trimmed.lowercased() ?? ""
        guard types.contains(type) else { throw Refusal.unsupportedType(expected: types.joined(separator: ", ")) }
        guard let text = String(validating: call.body.readableBytesView, as: UTF8.self) else {
            throw Refusal.malformed(Sentence(fr: "Le contenu n’est pas en UTF-8.", en: "The content is not in UTF-8."))
        }
        guard type != "application/yaml" else { return try Document(yaml: text) }
        do {
            return try Document(json: text)
        } catch {
            throw Refusal.malformed(
                Sentence(fr: error.text(in: .french) + ".", en: error.text(in: .english) + "."))
        }
    }
}

extension HTTPField.Name {
    static let idempotencyKey = HTTPField.Name("Idempotency-Key")!
}
