import Storage
package import Verger

extension World {
    /// A CSV file as the wizard keeps it, its columns known by their names.
    @discardableResult
    package func upload(
        _ text: String, kind: ImportKind? = nil, change: (inout ImportMapping) -> Void = { _ in }
    ) throws -> Int64 {
        let bytes = Array(text.utf8)
        let header = String(text.split(separator: "\n")[0]).split(separator: ",").map(String.init)
        var mapping = ImportMapping.guessed(
            for: header, samples: header.map { _ in [] }, kind: kind, fields: [String]())
        change(&mapping)
        return try database.write { connection in
            let drafts = ImportDrafts(connection, in: workspace.id)
            let id = try drafts.newID()
            for (number, start) in stride(from: 0, to: bytes.count, by: ImportDrafts.chunk).enumerated() {
                let part = Array(bytes[start..<min(start + ImportDrafts.chunk, bytes.count)])
                try drafts.keep(part, as: number, of: id, at: now)
            }
            try drafts.add(
                .init(
                    fileName: "liste.csv", format: "csv", size: bytes.count, mark: Secret.fingerprint(text), sheets: [],
                    sheet: 0, header: header, samples: [], mapping: mapping), as: id, by: "anne@borie.example",
                in: .french, at: now)
            try drafts.save(
                mapping, ImportStatement(origin: "salon de Lyon", ground: .professional), of: id, isReady: true, at: now
            )
            return id
        }
    }
}
