internal import Foundation

/// Writes the lines of a `Dump`, under another name until they are all there.
struct DumpWriter: ~Copyable {
    private let path: String
    private let partial: String
    private let file: FileHandle
    private var lines = CopyLines()

    init(path: String) throws {
        self.path = path
        partial = path + ".partial"
        guard FileManager.default.createFile(atPath: partial, contents: nil),
            let file = FileHandle(forWritingAtPath: partial)
        else { throw StorageProblem.unreachable("\(partial) can't be written") }
        self.file = file
    }

    mutating func append(line: String) throws {
        try flush()
        try write(Data((line + "\n").utf8))
    }

    /// Appends the name, the columns and the rows of a table.
    mutating func append(_ table: Catalogue.Table, of connection: any SQLConnection) throws {
        try append(line: (["table", table.name] + table.columns).joined(separator: "\t"))
        let columns = table.columns.map { "\"\($0)\"" }.joined(separator: ", ")
        try connection.scan("SELECT \(columns) FROM \"\(table.name)\"", []) { row in
            for column in table.columns.indices { try lines.append(.text(orNull: row.textOrNil(column))) }
            lines.endRow()
            if lines.isFull { try flush() }
            return true
        }
        try append(line: Dump.endOfTable)
    }

    /// Makes the file last and gives it its name.
    consuming func close() throws {
        try flush()
        do {
            try file.synchronize()
            try file.close()
        } catch {
            throw StorageProblem.diskFull("\(partial): \(error.localizedDescription)")
        }
        guard rename(partial, path) == 0 else {
            throw StorageProblem.unreachable("\(path): \(String(cString: strerror(errno)))")
        }
    }

    private mutating func flush() throws {
        let bytes = lines.withBytes { Data(buffer: $0) }
        lines.removeAll()
        if !bytes.isEmpty { try write(bytes) }
    }

    private func write(_ bytes: Data) throws {
        do {
            try file.write(contentsOf: bytes)
        } catch {
            throw StorageProblem.diskFull("\(partial): \(error.localizedDescription)")
        }
    }
}
