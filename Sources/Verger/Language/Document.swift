/// A document that people write (YAML, JSON), each node with its line, numbers as they were written.
package struct Document: Sendable {
    package indirect enum Content: Sendable {
        case null
        case boolean(Bool)
        /// A number as it was written.
        case number(String)
        case text(String)
        case list([Document])
        case object([(key: String, value: Document)])
    }

    package let content: Content
    /// From 1; nil where the document did not come from a text.
    package let line: Int?

    package init(_ content: Content, line: Int? = nil) {
        self.content = content
        self.line = line
    }

    /// The value under `key`; nil for other content and absent keys.
    package subscript(key: String) -> Document? {
        guard case .object(let pairs) = content else { return nil }
        return pairs.first { $0.key == key }?.value
    }

    package var pairs: [(key: String, value: Document)]? {
        guard case .object(let pairs) = content else { return nil }
        return pairs
    }

    package var items: [Document]? {
        guard case .list(let items) = content else { return nil }
        return items
    }

    /// A text, or a scalar as it was written.
    package var text: String? {
        switch content {
        case .text(let text): text
        case .number(let text): text
        case .boolean(let flag): String(flag)
        case .null, .list, .object: nil
        }
    }

    package var number: Number? {
        guard case .number(let text) = content else { return nil }
        return Number(text)
    }

    package var isNull: Bool {
        if case .null = content { return true }
        return false
    }
}

extension Document: ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral
{
    package init(stringLiteral value: String) { self.init(.text(value)) }
    package init(booleanLiteral value: Bool) { self.init(.boolean(value)) }
    package init(integerLiteral value: Int) { self.init(.number(String(value))) }
    package init(arrayLiteral elements: Document...) { self.init(.list(elements)) }
    package init(dictionaryLiteral elements: (String, Document)...) {
        self.init(.object(elements.map { (key: $0.0, value: $0.1) }))
    }

    package static var null: Document { Document(.null) }
    package static func text(_ text: String) -> Document { Document(.text(text)) }
    package static func number(_ number: Number) -> Document { Document(.number(number.description)) }
    package static func number(_ number: Int) -> Document { Document(.number(String(number))) }
    package static func list(_ items: [Document]) -> Document { Document(.list(items)) }
    package static func object(_ pairs: [(String, Document)]) -> Document {
        Document(.object(pairs.map { (key: $0.0, value: $0.1) }))
    }
    package static func text(orNull text: String?) -> Document { text.map { .text($0) } ?? .null }
}
