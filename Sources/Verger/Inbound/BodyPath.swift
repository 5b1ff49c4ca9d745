/// The way to a value in a JSON body: `data.email`, `answers[0].text`, `answers[?field.ref == "mail"].email`. `$` at its
/// beginning is the body as a whole, where a path else begins at the part that is read.
package struct BodyPath: Hashable, Sendable {
    package enum Step: Hashable, Sendable {
        case name(String)
        /// From 0; from the end where it is negative.
        case index(Int)
        /// The first item that holds.
        case first(BodyTest)
    }

    package let isFromRoot: Bool
    package let steps: [Step]

    package init(_ steps: [Step], isFromRoot: Bool = false) {
        self.steps = steps
        self.isFromRoot = isFromRoot
    }

    /// Nil where it leads nowhere.
    package func value(in part: Document, root: Document) -> Document? {
        var current = isFromRoot ? root : part
        for step in steps {
            guard let next = step.value(in: current, root: root) else { return nil }
            current = next
        }
        return current
    }
}

extension BodyPath.Step {
    fileprivate func value(in document: Document, root: Document) -> Document? {
        switch self {
        case .name(let name): return document[name]
        case .index(let index):
            guard let items = document.items else { return nil }
            let place = index < 0 ? items.count + index : index
            return items.indices.contains(place) ? items[place] : nil
        case .first(let test): return document.items?.first { test.holds(in: $0, root: root) }
        }
    }
}

/// Whether a part of a body is meant: `type == "paid" and object.livemode == true`.
package indirect enum BodyTest: Hashable, Sendable {
    /// There is a value, other than null.
    case exists(BodyPath)
    case isValue(BodyPath, String)
    case isNot(BodyPath, String)
    case all([BodyTest])
    case any([BodyTest])

    package func holds(in part: Document, root: Document) -> Bool {
        switch self {
        case .exists(let path): path.value(in: part, root: root).map { !$0.isNull } ?? false
        case .isValue(let path, let text): path.value(in: part, root: root)?.text == text
        case .isNot(let path, let text): path.value(in: part, root: root)?.text != text
        case .all(let tests): tests.allSatisfy { $0.holds(in: part, root: root) }
        case .any(let tests): tests.contains { $0.holds(in: part, root: root) }
        }
    }
}

/// What is taken of a body: the first of some paths that leads to something, else a text; perhaps a part of a number.
package struct BodyValue: Hashable, Sendable {
    package enum Term: Hashable, Sendable {
        case path(BodyPath)
        case text(String)
    }

    package let terms: [Term]
    /// `/ 100` after an amount in cents.
    package let divisor: Int?

    package init(_ terms: [Term], dividedBy divisor: Int? = nil) {
        self.terms = terms
        self.divisor = divisor
    }

    package enum Failure: Error, Hashable, Sendable {
        /// An object or a list of them, in which a value would have to be chosen.
        case notOne
        case tooLong
    }

    /// In bytes of UTF-8.
    static let limit = 16_384

    /// Nil where there is nothing.
    package func text(in part: Document, root: Document) throws(Failure) -> String? {
        for term in terms {
            switch term {
            case .text(let text): return text
            case .path(let path):
                guard let found = path.value(in: part, root: root), let text = try BodyValue.text(of: found) else {
                    continue
                }
                return text
            }
        }
        return nil
    }

    private static func text(of document: Document) throws(Failure) -> String? {
        var result: String?
        switch document.content {
        case .null: return nil
        case .text, .number, .boolean: result = document.text?.trimmedOrNil?.withoutNUL
        case .list(let items):
            let texts = items.compactMap { $0.text?.trimmedOrNil }
            guard texts.count == items.count else { throw .notOne }
            result = texts.isEmpty ? nil : texts.joined(separator: ", ").withoutNUL
        case .object: throw .notOne
        }
        if let result, result.utf8.count > limit { throw .tooLong }
        return result
    }
}

extension Document {
    /// The values of a body with the paths that lead to them, `limit` at most, in order.
    package func leaves(atMost limit: Int) -> [(path: String, value: String)] {
        var result: [(path: String, value: String)] = []
        collect("", &result, limit, depth: 0)
        return result
    }

    private func collect(
        _ path: String, _ result: inout [(path: String, value: String)], _ limit: Int, depth: Int
    ) {
        guard result.count < limit, depth < 20 else { return }
        switch content {
        case .null: return
        case .text, .number, .boolean: result.append((path.isEmpty ? "$" : path, text ?? ""))
        case .list(let items):
            for (index, item) in items.enumerated() where index < limit {
                item.collect("\(path.isEmpty ? "$" : path)[\(index)]", &result, limit, depth: depth + 1)
            }
        case .object(let pairs):
            for (key, value) in pairs.prefix(limit) {
                let isPlain = BodyPathReader.isName(key)
                let step = isPlain ? (path.isEmpty ? key : ".\(key)") : "[\(Document.text(key).json())]"
                value.collect((path.isEmpty && !isPlain ? "$" : path) + step, &result, limit, depth: depth + 1)
            }
        }
    }
}
