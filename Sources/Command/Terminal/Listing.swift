import Verger

extension Options {
    /// Prints items, one a line under titles; with `--json`, one document for each.
    func list<Item>(
        _ items: [Item], _ columns: (title: String, alignment: Table.Alignment)..., cells: (Item) -> [String],
        json: (Item) -> [(String, Document)]
    ) {
        if self.json {
            Terminal.print(Document.list(items.map { .object(json($0)) }).json(pretty: true))
        } else {
            var table = Table(columns)
            for item in items { table.add(cells(item)) }
            table.print()
        }
        Terminal.flush()
    }
}
