import Verger

/// Finds the rows in which a person stands.
struct TraceSearch {
    let connection: any SQLConnection
    let workspace: Workspace.ID

    /// The `columns` of the rows of which one of the `searched` columns holds a trace; `condition` is
    /// one more in SQL, with its `arguments`.
    func rows(
        of table: String, _ columns: [String], searching searched: [String], for traces: Traces,
        where condition: String = "1 = 1", _ arguments: [SQLValue] = []
    ) throws -> [[String: String]] {
        guard !traces.words.isEmpty, !searched.isEmpty else { return [] }
        let patterns = traces.patterns
        let tests = searched.flatMap { column in
            patterns.map { _ in "LOWER(CAST(\"\(column)\" AS TEXT)) LIKE ? ESCAPE '!'" }
        }
        let names = columns.map { "CAST(\"\($0)\" AS TEXT)" }.joined(separator: ", ")
        let found = try connection.rows(
            """
            SELECT \(names) FROM "\(table)" WHERE workspace = ? AND \(condition) AND (\(tests.joined(separator: " OR ")))
            """, [.integer(workspace.value)] + arguments + searched.flatMap { _ in patterns.map { SQLValue.text($0) } }
        ) { row in
            var values: [String: String] = [:]
            for (place, column) in columns.enumerated() { values[column] = row.textOrNil(place) }
            return values
        }
        return found.filter { row in searched.contains { row[$0].flatMap(traces.taken) != nil } }
    }
}

extension Traces {
    /// For `LIKE … ESCAPE '!'`, of whatever may hold one: plain, in JSON, or in JSON within JSON.
    fileprivate var patterns: [String] {
        let forms = words.flatMap { [$0, $0.escapedForJSON, $0.escapedForJSON.escapedForJSON] }
        return Set(forms).sorted().map { "%\($0.escapedForLike)%" }
    }
}

extension String {
    fileprivate var escapedForJSON: String {
        var text = ""
        Document.write(self, to: &text)
        return String(text.dropFirst().dropLast())
    }

    /// Where one engine knows no case, of letters with accents, any letter will do: what is found is looked at again.
    fileprivate var escapedForLike: String {
        unicodeScalars.map { scalar -> String in
            switch scalar {
            case "!", "%", "_": "!\(scalar)"
            case _ where !scalar.isASCII: "_"
            default: String(scalar)
            }
        }.joined()
    }
}
