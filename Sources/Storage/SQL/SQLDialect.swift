/// What differs between the engines, and nothing else.
package protocol SQLDialect: Sendable {
    /// `sqlite` or `postgres`.
    var name: String { get }

    /// The string under `key` of the JSON object in `column` (a number as it is written), or NULL. `key` is
    /// `[a-z_][a-z0-9_]*`.
    func jsonText(_ column: String, _ key: String) -> String

    /// The integer under `key` of the JSON object in `column`, at most 18 digits long; NULL for anything else.
    func jsonInteger(_ column: String, _ key: String) -> String

    /// Makes a comparison of `expression` follow the order of Unicode scalar values.
    func byScalar(_ expression: String) -> String

    /// The position from 1 of `part` in `text`, 0 when it is not there.
    func position(of part: String, in text: String) -> String

    /// Holds until the end of the transaction a lock that one process at a time can have, by `key`.
    func lock(_ key: Int64) -> String?

    /// Column type of an instant, identifier, count or amount: 64 bits.
    var bigInteger: String { get }

    /// Text that is compared byte by byte.
    var byteText: String { get }

    /// Column type of a JSON object.
    var json: String { get }

    /// What ends a table whose primary key is its order on disk.
    var clustered: String { get }

    /// Lets rows name one another in any order, until `resumeForeignKeys` or the end of the transaction.
    var suspendForeignKeys: String { get }

    /// Checks the rows written since `suspendForeignKeys`; nil where the end of the transaction does it.
    var resumeForeignKeys: String? { get }

    /// A query of all tables that hold facts of their own, with their columns in order: table, column.
    var tableColumns: String { get }
}
