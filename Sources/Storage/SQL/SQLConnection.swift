/// One connection to an engine, inside one transaction. Used from one thread at a time.
///
/// Statements are the portable SQL of both engines; values are written `?` and bound in order, `SQLDialect` gives the
/// little that differs. Statements are prepared once and kept. Failures are `StorageProblem`; what a body throws passes through.
/// After a statement failed the transaction can only be given up: later statements fail, and it is never committed.
package protocol SQLConnection: AnyObject {
    var dialect: any SQLDialect { get }

    /// Runs a statement; returns the number of rows it inserted, updated or deleted.
    @discardableResult
    func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int

    /// Runs a query and hands each row to `body`, in order, without keeping them. `body` returns whether to go on.
    /// The row is valid during the call only. Other statements may be run on the same connection from `body`.
    func forEachRow(
        _ sql: String, _ arguments: [SQLValue], _ body: (any SQLRow) throws -> Bool
    ) throws

    /// As `forEachRow`, for queries of many rows: they are fetched by the batch while `body` runs.
    func scan(
        _ sql: String, _ arguments: [SQLValue], _ body: (any SQLRow) throws -> Bool
    ) throws

    /// Inserts `count` rows of `columns.count` values each, as fast as the engine can, reading them by position from
    /// `value(row, column)`. SQLite: one prepared statement. PostgreSQL: COPY.
    func insert(
        into table: String, columns: [String], count: Int, _ value: (_ row: Int, _ column: Int) -> SQLValue
    ) throws

    /// Runs statements that return nothing, separated by `;`, not prepared: schema changes.
    func executeScript(_ sql: String) throws
}

/// A row of a query, read by position from 0.
package protocol SQLRow {
    func isNull(_ column: Int) -> Bool
    /// 0 for null.
    func integer(_ column: Int) -> Int64
    /// Empty for null.
    func text(_ column: Int) -> String
    /// The UTF-8 of a text, valid during the call; empty for null.
    func withText<T>(_ column: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> T) rethrows -> T
}

extension SQLRow {
    package func integerOrNil(_ column: Int) -> Int64? { isNull(column) ? nil : integer(column) }
    package func textOrNil(_ column: Int) -> String? { isNull(column) ? nil : text(column) }
}

extension SQLConnection {
    /// All rows, each turned into a value.
    package func rows<T>(
        _ sql: String, _ arguments: [SQLValue] = [], _ read: (any SQLRow) throws -> T
    ) throws -> [T] {
        var result: [T] = []
        try forEachRow(sql, arguments) { row in
            result.append(try read(row))
            return true
        }
        return result
    }

    /// The first row, or nil.
    package func row<T>(
        _ sql: String, _ arguments: [SQLValue] = [], _ read: (any SQLRow) throws -> T
    ) throws -> T? {
        var result: T?
        try forEachRow(sql, arguments) { row in
            result = try read(row)
            return false
        }
        return result
    }

    @discardableResult
    package func execute(_ sql: String) throws -> Int { try execute(sql, []) }
}
