internal import CLibpq
internal import Storage

/// The answer to a statement, all its rows in memory.
final class PostgresResult {
    let pointer: OpaquePointer

    /// Takes over an answer of libpq, cleared with this object.
    init(_ pointer: OpaquePointer) {
        self.pointer = pointer
    }

    deinit {
        PQclear(pointer)
    }

    var rowCount: Int32 { PQntuples(pointer) }

    /// Rows inserted, updated or deleted.
    var changes: Int {
        let status = String(cString: PQcmdStatus(pointer))
        guard ["INSERT", "UPDATE", "DELETE", "MERGE"].contains(where: status.hasPrefix) else { return 0 }
        return Int(String(cString: PQcmdTuples(pointer))) ?? 0
    }

    /// Hands the rows to `body`; returns whether it wants to go on.
    func forEachRow(_ body: (any SQLRow) throws -> Bool) rethrows -> Bool {
        for row in 0..<rowCount {
            guard try body(PostgresRow(result: pointer, row: row)) else { return false }
        }
        return true
    }
}
