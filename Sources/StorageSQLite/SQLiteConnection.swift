internal import GRDBSQLite
internal import Storage

/// A connection of SQLite, with the statements it has compiled.
///
/// `@unchecked Sendable`: GRDB gives the connection below to one thread at a time.
final class SQLiteConnection: SQLConnection, @unchecked Sendable {
    /// Compiled statements kept, at most. Conditions written by users make new ones for ever.
    private static let capacity = 500

    private let handle: OpaquePointer
    private var statements: [String: PreparedStatement] = [:]
    private var hasFailed = false

    init(_ handle: OpaquePointer) {
        self.handle = handle
    }

    var dialect: any SQLDialect { SQLiteDialect() }

    /// To be called when a transaction begins.
    func begin() {
        hasFailed = false
    }

    /// To be called before a transaction is committed. Throws when one of its statements failed.
    func end() throws {
        if hasFailed { throw StorageProblem.failedTransaction }
    }

    func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
        try running(sql) { statement in
            try bind(arguments, to: statement, sql)
            while try step(statement, sql) {}
            return sqlite3_stmt_readonly(statement.pointer) != 0 ? 0 : Int(sqlite3_changes64(handle))
        }
    }

    func forEachRow(_ sql: String, _ arguments: [SQLValue], _ body: (any SQLRow) throws -> Bool) throws {
        try running(sql) { statement in
            try bind(arguments, to: statement, sql)
            let row = SQLiteRow(statement: statement.pointer)
            while try step(statement, sql), try body(row) {}
        }
    }

    func scan(_ sql: String, _ arguments: [SQLValue], _ body: (any SQLRow) throws -> Bool) throws {
        try forEachRow(sql, arguments, body)
    }

    func insert(
        into table: String, columns: [String], count: Int, _ value: (_ row: Int, _ column: Int) -> SQLValue
    ) throws {
        let names = columns.map { "\"\($0)\"" }.joined(separator: ", ")
        let places = columns.map { _ in "?" }.joined(separator: ", ")
        let sql = "INSERT INTO \"\(table)\" (\(names)) VALUES (\(places))"
        try running(sql) { statement in
            for row in 0..<count {
                for column in columns.indices {
                    try bind(value(row, column), at: column + 1, of: statement, sql)
                }
                _ = try step(statement, sql)
                sqlite3_reset(statement.pointer)
            }
        }
    }

    func executeScript(_ sql: String) throws {
        if hasFailed { throw StorageProblem.failedTransaction }
        try check(sqlite3_exec(handle, sql, nil, nil, nil), sql)
    }
}

extension SQLiteConnection {
    /// Gives the statement of `sql` to `body`, a second one while the first is still running.
    private func running<T>(_ sql: String, _ body: (PreparedStatement) throws -> T) throws -> T {
        if hasFailed { throw StorageProblem.failedTransaction }
        let statement = try prepared(sql)
        statement.isRunning = true
        defer {
            statement.reset()
            statement.isRunning = false
        }
        return try body(statement)
    }

    private func prepared(_ sql: String) throws -> PreparedStatement {
        if let statement = statements[sql] {
            return statement.isRunning ? try compiled(sql) : statement
        }
        if statements.count >= SQLiteConnection.capacity {
            statements = statements.filter(\.value.isRunning)
        }
        let statement = try compiled(sql)
        statements[sql] = statement
        return statement
    }

    private func compiled(_ sql: String) throws -> PreparedStatement {
        var pointer: OpaquePointer?
        try check(
            sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &pointer, nil), sql)
        guard let pointer else { throw failure(.engine("an empty statement")) }
        return PreparedStatement(pointer)
    }

    private func bind(_ arguments: [SQLValue], to statement: PreparedStatement, _ sql: String) throws {
        guard arguments.count == statement.parameterCount else {
            throw failure(.engine("\(arguments.count) values for \(statement.parameterCount) places, in: \(sql)"))
        }
        for (index, argument) in arguments.enumerated() {
            try bind(argument, at: index + 1, of: statement, sql)
        }
    }

    private func bind(_ value: SQLValue, at position: Int, of statement: PreparedStatement, _ sql: String) throws {
        do {
            let code = try statement.bind(value, at: position)
            if code != SQLITE_OK { try check(code, sql) }
        } catch {
            hasFailed = true
            throw error
        }
    }

    /// Whether there is one more row.
    private func step(_ statement: PreparedStatement, _ sql: String) throws -> Bool {
        let code = sqlite3_step(statement.pointer)
        if code == SQLITE_ROW { return true }
        if code != SQLITE_DONE { try check(code, sql) }
        return false
    }

    private func check(_ code: Int32, _ sql: String) throws {
        guard code != SQLITE_OK else { return }
        let message = String(cString: sqlite3_errmsg(handle))
        throw failure(StorageProblem(sqliteCode: code, message: message, sql: sql))
    }

    private func failure(_ problem: StorageProblem) -> StorageProblem {
        hasFailed = true
        return problem
    }
}
