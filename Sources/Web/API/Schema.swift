package import Verger

/// What a JSON value must look like: written once, for the documentation (JSON Schema 2020-12) and for checking requests.
package struct Schema: Sendable {
    package indirect enum Shape: Sendable {
        case anything
        /// Lengths in Unicode scalars.
        case text(format: String?, lengths: ClosedRange<Int>?)
        case choice([String])
        case integer(ClosedRange<Int>?)
        case number
        case boolean
        case list(Schema, counts: ClosedRange<Int>?)
        /// `isClosed`: a member that is not listed is an error.
        case object([Member], isClosed: Bool)
        /// Any names, all with values of one shape.
        case map(Schema)
        case either([Schema])
        /// A named schema that is described elsewhere: itself, in a tree.
        case reference(String)
    }

    package struct Member: Sendable {
        let name: String
        let schema: Schema
        let isRequired: Bool
    }

    package let shape: Shape
    package private(set) var isNullable = false
    package private(set) var note: String?
    package private(set) var example: Document?
    /// Under which it stands among the components of the documentation.
    package private(set) var name: String?

    package init(_ shape: Shape) { self.shape = shape }

    // MARK: Values

    package static let anything = Schema(.anything)
    package static let text = Schema(.text(format: nil, lengths: nil))
    package static let boolean = Schema(.boolean)
    package static let number = Schema(.number)
    package static let integer = Schema(.integer(nil))
    /// An identifier of a record.
    package static let id = Schema(.integer(1...Int.max))
    /// An instant in an answer: ISO 8601 in UTC.
    package static let instant = Schema(.text(format: "date-time", lengths: nil))
    /// An instant in a request: a day in the zone of the workspace, or a date and time.
    package static let when = Schema(.text(format: nil, lengths: 10...40)).noted(
        "ISO 8601: `2026-01-31` (a day in the workspace's time zone) or `2026-01-31T09:00:00+01:00`."
    ).like("2026-01-31T09:00:00Z")

    package static func text(_ lengths: ClosedRange<Int>) -> Schema { Schema(.text(format: nil, lengths: lengths)) }
    package static func integer(_ range: ClosedRange<Int>) -> Schema { Schema(.integer(range)) }
    package static func choice(_ values: [String]) -> Schema { Schema(.choice(values)) }
    package static func list(of item: Schema, _ counts: ClosedRange<Int>? = nil) -> Schema {
        Schema(.list(item, counts: counts))
    }
    package static func map(of value: Schema) -> Schema { Schema(.map(value)) }
    package static func either(_ schemas: Schema...) -> Schema { Schema(.either(schemas)) }

    // MARK: Objects

    /// An object in an answer: all these members, and in a later version perhaps more.
    package static func record(_ members: KeyValuePairs<String, Schema>) -> Schema {
        Schema(.object(members.map { Member(name: $0.key, schema: $0.value, isRequired: true) }, isClosed: false))
    }

    /// An object in a request: these members and no others.
    package static func input(
        _ members: KeyValuePairs<String, Schema>, required: Set<String> = []
    ) -> Schema {
        Schema(
            .object(
                members.map { Member(name: $0.key, schema: $0.value, isRequired: required.contains($0.key)) },
                isClosed: true))
    }

    // MARK: Facets

    package var orNull: Schema { changed { $0.isNullable = true } }
    package func noted(_ note: String) -> Schema { changed { $0.note = note } }
    package func like(_ example: Document) -> Schema { changed { $0.example = example } }
    package func named(_ name: String) -> Schema { changed { $0.name = name } }

    /// The same with members that may be left out.
    package func leavingOut(_ names: String...) -> Schema {
        guard case .object(let members, let isClosed) = shape else { return self }
        var copy = Schema(
            .object(
                members.map {
                    Member(name: $0.name, schema: $0.schema, isRequired: $0.isRequired && !names.contains($0.name))
                }, isClosed: isClosed))
        (copy.isNullable, copy.note, copy.example, copy.name) = (isNullable, note, example, name)
        return copy
    }

    private func changed(_ change: (inout Schema) -> Void) -> Schema {
        var copy = self
        change(&copy)
        return copy
    }
}
