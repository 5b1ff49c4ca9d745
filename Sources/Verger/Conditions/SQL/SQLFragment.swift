/// A piece of SQL with the values that its `?` stand for, in order.
package struct SQLFragment: Sendable, ExpressibleByStringInterpolation {
    package enum Argument: Hashable, Sendable {
        case integer(Int64)
        case text(String)
    }

    package private(set) var text: String
    package private(set) var arguments: [Argument]

    fileprivate init(text: String, arguments: [Argument]) {
        self.text = text
        self.arguments = arguments
    }

    package init(stringLiteral value: String) {
        text = value
        arguments = []
    }

    package init(stringInterpolation interpolation: StringInterpolation) {
        text = interpolation.text
        arguments = interpolation.arguments
    }

    package static func + (left: SQLFragment, right: SQLFragment) -> SQLFragment {
        var sum = left
        sum.text += right.text
        sum.arguments += right.arguments
        return sum
    }

    package struct StringInterpolation: StringInterpolationProtocol {
        var text = ""
        var arguments: [Argument] = []

        package init(literalCapacity: Int, interpolationCount: Int) {}

        package mutating func appendLiteral(_ literal: String) { text += literal }

        /// Binds a value.
        package mutating func appendInterpolation(_ value: Int64) {
            text += "?"
            arguments.append(.integer(value))
        }

        /// Binds a value.
        package mutating func appendInterpolation(_ value: String) {
            text += "?"
            arguments.append(.text(value))
        }

        /// Another fragment, as it is.
        package mutating func appendInterpolation(_ fragment: SQLFragment) {
            text += fragment.text
            arguments += fragment.arguments
        }

        /// A name of the schema, never something that a user wrote.
        package mutating func appendInterpolation(name: String) { text += name }
    }
}

extension Array where Element == SQLFragment {
    package func joined(separator: String) -> SQLFragment {
        SQLFragment(text: map(\.text).joined(separator: separator), arguments: flatMap(\.arguments))
    }
}
