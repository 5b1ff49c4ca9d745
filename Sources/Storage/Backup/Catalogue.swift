/// The tables of a database that hold facts of their own, by name.
struct Catalogue {
    struct Table {
        let name: String
        var columns: [String]
    }

    private(set) var tables: [Table] = []

    init(of connection: any SQLConnection) throws {
        try connection.forEachRow(connection.dialect.tableColumns, []) { row in
            if tables.last?.name != row.text(0) { tables.append(Table(name: row.text(0), columns: [])) }
            tables[tables.count - 1].columns.append(row.text(1))
            return true
        }
    }
}
