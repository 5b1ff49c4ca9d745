internal import CLibpq
internal import Storage

/// A row of an answer, in PostgreSQL's text format.
struct PostgresRow: SQLRow {
    let result: OpaquePointer
    let row: Int32

    func isNull(_ column: Int) -> Bool {
        PQgetisnull(result, row, Int32(column)) != 0
    }

    /// A boolean reads as 1 or 0, as in SQLite; a decimal without its fraction.
    func integer(_ column: Int) -> Int64 {
        guard let characters = PQgetvalue(result, row, Int32(column)) else { return 0 }
        if characters[0] == CChar(UInt8(ascii: "t")) { return 1 }
        var position = characters[0] == CChar(UInt8(ascii: "-")) ? 1 : 0
        let isNegative = position == 1
        // Below zero, where Int64.min has its place.
        var value: Int64 = 0
        while case let digit = Int64(characters[position]) - 48, (0...9).contains(digit) {
            value = value &* 10 &- digit
            position += 1
        }
        return isNegative ? value : 0 &- value
    }

    func text(_ column: Int) -> String {
        withText(column) { String(decoding: $0, as: UTF8.self) }
    }

    func withText<T>(_ column: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> T) rethrows -> T {
        guard let characters = PQgetvalue(result, row, Int32(column)) else {
            return try body(UnsafeBufferPointer(start: nil, count: 0))
        }
        let count = Int(PQgetlength(result, row, Int32(column)))
        return try characters.withMemoryRebound(to: UInt8.self, capacity: count) {
            try body(UnsafeBufferPointer(start: $0, count: count))
        }
    }
}
