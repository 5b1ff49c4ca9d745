internal import CLibpq
internal import Storage

/// A connection to a PostgreSQL server, with the statements it has prepared there.
///
/// `@unchecked Sendable`: `PostgresDatabase` gives it to one thread at a time.
final class PostgresConnection: SQLConnection, @unchecked Sendable {
    /// Prepared statements kept on the server, at most. Conditions written by users make new ones for ever.
    private static let capacity = 500
    /// A statement with more values than that is planned each time: a plan that was kept from when the tables were small reads
    /// them whole for every list of keys.
    private static let many = 32
    /// Rows fetched at once by `scan`.
    private static let batch = 5_000

    let handle: OpaquePointer
    private var statements: [Signature: PostgresStatement] = [:]
    private var preparedCount = 0
    private var cursorCount = 0
    /// Whether a statement was refused before the server saw it.
    var hasRefused = false

    init(url: String) throws(StorageProblem) {
        handle = try PostgresConnection.connected(to: url)
        do {
            try command(PostgresConnection.settings)
        } catch {
            PQfinish(handle)
            throw error
        }
    }

    deinit {
        PQfinish(handle)
    }

    var dialect: any SQLDialect { PostgresDialect() }

    func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
        try run(sql, arguments).changes
    }

    func forEachRow(_ sql: String, _ arguments: [SQLValue], _ body: (any SQLRow) throws -> Bool) throws {
        _ = try run(sql, arguments).forEachRow(body)
    }

    func scan(_ sql: String, _ arguments: [SQLValue], _ body: (any SQLRow) throws -> Bool) throws {
        let parameters = try parameters(arguments)
        let statement = try prepared(sql, parameters)
        cursorCount += 1
        let cursor = "scan_\(cursorCount)"
        try declare(cursor, for: statement, parameters)
        var goesOn = true
        while goesOn {
            let result = try command("FETCH \(PostgresConnection.batch) FROM \(cursor)")
            goesOn = try result.forEachRow(body) && result.rowCount == PostgresConnection.batch
        }
        try command("CLOSE \(cursor)")
    }

    func executeScript(_ sql: String) throws {
        try command(sql)
        // Statements prepared before a change of the schema may no longer be right.
        try forgetStatements()
    }

    /// Runs statements without values.
    @discardableResult
    func command(_ sql: String) throws(StorageProblem) -> PostgresResult {
        try checked(PQexec(handle, sql), sql)
    }

    /// The answer, unless it tells of a failure.
    @discardableResult
    func checked(_ result: OpaquePointer?, _ sql: String) throws(StorageProblem) -> PostgresResult {
        guard let result else { throw StorageProblem(nil, on: handle, sql: sql) }
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_COPY_IN: return PostgresResult(result)
        default:
            defer { PQclear(result) }
            throw StorageProblem(result, on: handle, sql: sql)
        }
    }
}

extension PostgresConnection {
    private func run(_ sql: String, _ arguments: [SQLValue]) throws -> PostgresResult {
        let parameters = try parameters(arguments)
        let statement = try prepared(sql, parameters)
        let result = parameters.withPointers {
            arguments.count > PostgresConnection.many
                ? PQexecParams(handle, statement.sql, parameters.count, statement.types, $0, nil, nil, 0)
                : PQexecPrepared(handle, statement.name, parameters.count, $0, nil, nil, 0)
        }
        return try checked(result, sql)
    }

    private func parameters(_ arguments: [SQLValue]) throws -> Parameters {
        do {
            return try Parameters(arguments)
        } catch {
            hasRefused = true
            throw error
        }
    }

    private func declare(_ cursor: String, for statement: PostgresStatement, _ parameters: Parameters) throws {
        let sql = "DECLARE \(cursor) NO SCROLL CURSOR FOR \(statement.sql)"
        let result = parameters.withPointers {
            PQexecParams(handle, sql, parameters.count, statement.types, $0, nil, nil, 0)
        }
        try checked(result, sql)
    }

    private func prepared(_ sql: String, _ parameters: Parameters) throws -> PostgresStatement {
        let signature = Signature(sql: sql, types: parameters.types)
        if let statement = statements[signature] { return statement }
        if statements.count >= PostgresConnection.capacity { try forgetStatements() }
        let statement = try prepare(numberingPlaceholders(of: sql), parameters.types)
        statements[signature] = statement
        return statement
    }

    /// Prepares a statement. Where the server can't see the type of a value from its place, as in `? IS NULL`, it is text.
    private func prepare(_ sql: String, _ types: [Oid]) throws -> PostgresStatement {
        guard types.contains(Parameters.anyType) else { return try prepare(sql, as: types) }
        try command("SAVEPOINT preparation")
        do {
            let statement = try prepare(sql, as: types)
            try command("RELEASE preparation")
            return statement
        } catch let ambiguity as AmbiguousType {
            try command("ROLLBACK TO preparation; RELEASE preparation")
            guard !types.contains(Parameters.text) else { throw ambiguity.problem }
            return try prepare(sql, types.map { $0 == Parameters.anyType ? Parameters.text : $0 })
        }
    }

    private func prepare(_ sql: String, as types: [Oid]) throws -> PostgresStatement {
        preparedCount += 1
        let statement = PostgresStatement(name: "verger_\(preparedCount)", sql: sql, types: types)
        let result = PQprepare(handle, statement.name, sql, Int32(types.count), types)
        if let state = PQresultErrorField(result, Int32(UInt8(ascii: "C"))), String(cString: state) == "42P18" {
            defer { PQclear(result) }
            throw AmbiguousType(problem: StorageProblem(result, on: handle, sql: sql))
        }
        try checked(result, sql)
        return statement
    }

    private func forgetStatements() throws {
        statements.removeAll()
        try command("DEALLOCATE ALL")
    }
}

/// A statement that the server knows by name.
struct PostgresStatement {
    let name: String
    let sql: String
    let types: [Oid]
}

/// What a prepared statement is found by.
private struct Signature: Hashable {
    let sql: String
    let types: [Oid]
}

/// The server could not tell the type of a value.
private struct AmbiguousType: Error {
    let problem: StorageProblem
}
