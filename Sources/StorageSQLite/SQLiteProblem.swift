internal import GRDB
internal import GRDBSQLite
internal import Storage

extension StorageProblem {
    /// What the result code of SQLite means (https://www.sqlite.org/rescode.html).
    init(sqliteCode code: Int32, message: String, sql: String? = nil) {
        switch code & 0xFF {
        case SQLITE_BUSY, SQLITE_LOCKED: self = .busy(message)
        case SQLITE_CONSTRAINT: self = .constraint(message)
        case SQLITE_FULL: self = .diskFull(message)
        case SQLITE_READONLY: self = .readOnly(message)
        case SQLITE_CORRUPT, SQLITE_NOTADB: self = .corrupt(message)
        case SQLITE_CANTOPEN: self = .unreachable(message)
        default: self = .engine(sql.map { "\(message), in: \($0)" } ?? message)
        }
    }

    init(_ error: DatabaseError) {
        self.init(sqliteCode: error.resultCode.rawValue, message: error.message ?? "\(error)", sql: error.sql)
    }
}

/// Runs `body`, turning the errors of GRDB into ours.
func translatingProblems<T>(_ body: () throws -> T) throws -> T {
    do {
        return try body()
    } catch let error as DatabaseError {
        throw StorageProblem(error)
    }
}
