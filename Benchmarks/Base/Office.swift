import Exchange
import Foundation
import Storage
import Verger

/// A workspace under the shipped definition.
struct Office {
    let workspace: Workspace
    let definition: Definitions.Stored
    let rules: Rules

    static func open(in database: any SQLDatabase) throws -> Office {
        try database.write { connection in
            let workspace = try Workspaces(connection).add(slug: "bench", name: "Bench", at: .today)
            let source = try String(contentsOfFile: "Sources/Command/Definitions/b2b.yml", encoding: .utf8)
            try Definitions(connection, in: workspace).activate(
                try Document(yaml: source), source: source, from: .today, by: "bench", at: .today)
        }
        guard let office = try find(in: database) else { throw StorageProblem.corrupt("definition") }
        return office
    }

    static func find(in database: any SQLDatabase) throws -> Office? {
        try database.read { connection in
            guard let workspace = try Workspaces(connection).find(slug: "bench") else { return nil }
            let definitions = Definitions(connection, in: workspace)
            guard let stored = try definitions.active() else { return nil }
            return Office(workspace: workspace, definition: stored, rules: try definitions.rules(of: stored.definition))
        }
    }
}
