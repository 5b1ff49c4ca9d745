package import Verger

/// A file that holds all the rows of a database, readable by both engines: the way from one to the other.
///
/// Lines in UTF-8: `verger-dump 1`; `migration` and a name for each that the schema had; for each table `table`, its name
/// and its columns, then its rows as COPY writes them and `\.`; at last `end`. A tab follows each word.
package struct Dump: Sendable {
    static let header = "verger-dump\t1"
    static let endOfTable = "\\."
    static let endOfDump = "end"

    /// Tables that are made again from the others, by the worker, once a dump was restored.
    static let derived: Set<String> = ["contact_search", "company_search"]

    package let path: String

    package init(path: String) {
        self.path = path
    }

    /// Writes the rows of `database` as they are at one instant, but those of `leavingOut`. An older file is replaced
    /// once the new one is whole.
    package func write(from database: any SQLDatabase, leavingOut: Set<String> = []) throws {
        var writer = try DumpWriter(path: path)
        try database.read { connection in
            try writer.append(line: Dump.header)
            for name in try Migrator.applied(on: connection).sorted() {
                try writer.append(line: "migration\t\(name)")
            }
            for table in try Catalogue(of: connection).tables
            where table.name != Migrator.table && !leavingOut.union(Dump.derived).contains(table.name) {
                try writer.append(table, of: connection)
            }
            try writer.append(line: Dump.endOfDump)
        }
        try writer.close()
    }

    /// Fills an empty database: gives it the schema that the dump had, its rows, then the migrations since.
    /// Throws `.corrupt` for a damaged file, `.newerSchema` for one of a newer version.
    package func restore(
        into database: any SQLDatabase, with migrations: [Migration] = Migrations.all, at now: Instant
    ) throws {
        var reader = try DumpReader(path: path)
        let names = try reader.migrations()
        if let unknown = names.subtracting(migrations.map(\.name)).max() {
            throw StorageProblem.newerSchema(found: unknown)
        }
        guard try database.read({ try Catalogue(of: $0).tables.isEmpty }) else {
            throw StorageProblem.constraint("the database is not empty")
        }
        try Migrator(migrations.filter { names.contains($0.name) }).migrate(database, at: now)
        try database.write { connection in
            try connection.executeScript(connection.dialect.suspendForeignKeys)
            let catalogue = try Catalogue(of: connection)
            // Rows that migrations have made are in the dump too.
            for table in catalogue.tables where table.name != Migrator.table {
                try connection.execute("DELETE FROM \"\(table.name)\"")
            }
            try reader.readTables(of: catalogue, into: connection)
            if let script = connection.dialect.resumeForeignKeys { try connection.executeScript(script) }
            if catalogue.tables.contains(where: { $0.name == "search_due" }) {
                for workspace in try Workspaces(connection).all() {
                    try SearchIndex(connection, in: workspace.id).noteAll()
                }
            }
        }
        try Migrator(migrations).migrate(database, at: now)
    }
}
