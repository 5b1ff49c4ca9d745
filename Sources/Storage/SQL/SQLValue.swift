/// A value bound to a statement. A text that holds U+0000 is refused, since PostgreSQL can't keep it.
package enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case text(String)

    package static func integer(_ value: Int) -> SQLValue { .integer(Int64(value)) }
    package static func text(orNull value: String?) -> SQLValue { value.map { .text($0) } ?? .null }
    package static func integer(orNull value: Int64?) -> SQLValue { value.map { .integer($0) } ?? .null }
}

extension SQLValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByNilLiteral {
    package init(stringLiteral value: String) { self = .text(value) }
    package init(integerLiteral value: Int64) { self = .integer(value) }
    package init(nilLiteral: ()) { self = .null }
}
