package import Verger

/// What differs between the engines, and nothing else.
package protocol SQLDialect: SetDialect {
    /// `sqlite` or `postgres`.
    var name: String { get }

    /// Holds until the end of the transaction a lock that one process at a time can have, by `key`.
    func lock(_ key: Int64) -> String?

    /// Lets the planner learn how values are spread, from a sample; nil where the engine does so by itself.
    var learnStatistics: String? { get }

    /// Whether a query that asks who is in a large set is fast: where the engine joins only by looking each up in the
    /// other it is not.
    var joinsLargeSets: Bool { get }

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
