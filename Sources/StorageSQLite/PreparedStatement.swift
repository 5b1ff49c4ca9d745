internal import Foundation
internal import GRDBSQLite
internal import Storage

/// A compiled statement of one connection.
final class PreparedStatement {
    let pointer: OpaquePointer
    let parameterCount: Int
    /// Whether it is between its arguments and its last row.
    var isRunning = false

    /// Takes over a statement, which is finalized with this object.
    init(_ pointer: OpaquePointer) {
        self.pointer = pointer
        self.parameterCount = Int(sqlite3_bind_parameter_count(pointer))
    }

    deinit {
        sqlite3_finalize(pointer)
    }

    /// Binds a value at a position from 1; returns SQLite's result code.
    func bind(_ value: SQLValue, at position: Int) throws(StorageProblem) -> Int32 {
        switch value {
        case .null: sqlite3_bind_null(pointer, Int32(position))
        case .integer(let integer): sqlite3_bind_int64(pointer, Int32(position), integer)
        case .text(let text): try bind(text, at: Int32(position))
        }
    }

    /// Makes it ready for other arguments.
    func reset() {
        sqlite3_reset(pointer)
        sqlite3_clear_bindings(pointer)
    }

    private func bind(_ text: String, at position: Int32) throws(StorageProblem) -> Int32 {
        var text = text
        let code: Int32? = text.withUTF8 { bytes in
            // A null pointer would bind NULL.
            guard let start = bytes.baseAddress else {
                return sqlite3_bind_text64(pointer, position, "", 0, copied, UInt8(SQLITE_UTF8))
            }
            if memchr(start, 0, bytes.count) != nil { return nil }
            return start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
                sqlite3_bind_text64(pointer, position, $0, UInt64(bytes.count), copied, UInt8(SQLITE_UTF8))
            }
        }
        guard let code else { throw .nulCharacter }
        return code
    }
}

/// SQLITE_TRANSIENT, a macro that Swift can't import: the bytes are copied before the call returns.
private let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
