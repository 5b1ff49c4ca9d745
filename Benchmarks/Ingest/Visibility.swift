import Foundation
import Storage
import Synchronization
import Verger

/// How long it takes from a call that is sent to a stage that anyone can read, while others send.
struct Visibility {
    private static let samples = 300

    private let database: any SQLDatabase
    private let workspace: Workspace
    private let key: String
    private let port: Int

    init(_ database: any SQLDatabase, in workspace: Workspace, key: String, port: Int) {
        self.database = database
        self.workspace = workspace
        self.key = key
        self.port = port
    }

    /// Seconds, once whatever came before is evaluated.
    func measured() throws -> [Double] {
        try wait { try database.read { try News($0, in: workspace.id).noted(limit: 1).isEmpty } }
        let isOver = Flag()
        let others = DispatchGroup()
        others.enter()
        Thread {
            sendOthers(until: isOver)
            others.leave()
        }.start()
        defer {
            isOver.raise()
            others.wait()
        }
        let client = try HTTPClient(port: port)
        return try (0..<Visibility.samples).map { number in
            let name = "visible-\(number)"
            let body = #"{"userId":"\#(name)","event":"Demo Requested","messageId":"\#(name)"}"#
            let request = HTTPClient.request("/v1/track", key: key, body)
            return try seconds {
                try client.send(request)
                try wait { try isVisible(name) }
            }
        }
    }

    private func isVisible(_ name: String) throws -> Bool {
        try database.read { connection in
            try connection.row(
                """
                SELECT 1 FROM contact c JOIN contact_state s ON s.workspace = c.workspace AND s.contact = c.id
                WHERE c.workspace = ? AND c.external_id = ? AND s.stage IS NOT NULL
                """, [.integer(workspace.id.value), .text(name)]
            ) { _ in true } ?? false
        }
    }

    private func sendOthers(until isOver: Flag) {
        guard let client = try? HTTPClient(port: port) else { return }
        let calls = SentCalls(people: 5000, run: "o")
        var number = 0
        while !isOver.isRaised {
            try? client.send(HTTPClient.request("/v1/batch", key: key, calls.batch(number, of: 5)))
            number += 1
            usleep(10_000)
        }
    }

    private func wait(_ isDone: () throws -> Bool) throws {
        while try !isDone() { usleep(500) }
    }
}

/// Raised once, seen by all threads.
private final class Flag: Sendable {
    private let state = Mutex(false)

    var isRaised: Bool { state.withLock { $0 } }

    func raise() { state.withLock { $0 = true } }
}
