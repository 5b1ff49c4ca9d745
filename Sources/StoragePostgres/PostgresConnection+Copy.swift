internal import CLibpq
internal import Storage

extension PostgresConnection {
    func insert(
        into table: String, columns: [String], count: Int, _ value: (_ row: Int, _ column: Int) -> SQLValue
    ) throws {
        guard count > 0 else { return }
        let names = columns.map { "\"\($0)\"" }.joined(separator: ", ")
        let sql = "COPY \"\(table)\" (\(names)) FROM STDIN"
        try command(sql)
        var lines = CopyLines()
        do {
            for row in 0..<count {
                for column in columns.indices { try lines.append(value(row, column)) }
                lines.endRow()
                if lines.isFull { try send(&lines, sql) }
            }
            try send(&lines, sql)
        } catch {
            endCopy(givingUpFor: "\(error)")
            throw error
        }
        try endCopy(sql)
    }

    private func send(_ lines: inout CopyLines, _ sql: String) throws(StorageProblem) {
        let sent = lines.withBytes { PQputCopyData(handle, $0.baseAddress, Int32($0.count)) }
        guard sent == 1 else { throw StorageProblem(nil, on: handle, sql: sql) }
        lines.removeAll()
    }

    private func endCopy(_ sql: String) throws(StorageProblem) {
        guard PQputCopyEnd(handle, nil) == 1 else { throw StorageProblem(nil, on: handle, sql: sql) }
        var problem: StorageProblem?
        // libpq is ready again only after the nil that follows the last answer.
        while let result = PQgetResult(handle) {
            do {
                try checked(result, sql)
            } catch {
                problem = error
            }
        }
        if let problem { throw problem }
    }

    private func endCopy(givingUpFor reason: String) {
        guard PQputCopyEnd(handle, reason) == 1 else { return }
        while let result = PQgetResult(handle) { PQclear(result) }
    }
}
