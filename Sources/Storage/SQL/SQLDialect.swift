package import Verger

/// What differs between the engines, and nothing else.
package protocol SQLDialect: SetDialect {
    /// `sqlite` or `postgres`.
    var name: String { get }

    /// Holds until the end of the transaction a lock that one process at a time can have, by `key`.
    func lock(_ key: Int64) -> String?

    /// As `lock`, but any number of processes can hold it together, while none holds `lock`.
    func sharedLock(_ key: Int64) -> String?

    /// What ends a query whose rows of the table `alias` are to be locked, those that others have locked left out.
    func skippingLocked(_ alias: String) -> String

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

    /// Statements, separated by `;`, that keep the words of the column `text` of a table found: the table's key is
    /// (workspace, `key`), its words are of `SearchWords`.
    func wordIndex(of table: String, key: String) -> String

    /// A statement by which nothing is left in such an index of rows that were removed; nil where nothing is.
    func forgettingWords(of table: String) -> String?

    /// A query of one column, the keys of the rows of such a table that hold what `query` asks for.
    func keys(of table: String, key: String, in workspace: Int64, holding query: SearchQuery) -> SQLFragment

    /// Ends a query, so that nobody else changes the rows of `alias` before the end of the transaction; empty where
    /// nobody can.
    func holdingRows(of alias: String) -> String
}
