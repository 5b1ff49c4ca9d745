import HTTPTypes
import Storage
import Verger

/// Every part of the pages in its states, drawn by what draws the pages. Only in a demonstration.
enum DesignRoutes {
    static let all: [Route] = [Route(.get, "/design", open: show)]

    private static func show(_ call: Call) throws -> Answer {
        guard call.site.isDemo else { throw Refusal.notFound }
        let rules = try call.site.database.read { connection in
            try Workspaces(connection).all().first.flatMap { try call.site.ruleBook.rules(of: $0, on: connection) }
        }
        guard let rules else { throw Refusal.undefined }
        return DesignPage(call, rules).answer
    }
}
