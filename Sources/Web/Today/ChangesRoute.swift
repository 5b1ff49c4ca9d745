import HTTPTypes
import NIOCore
import NIOPosix
import Storage
import Verger
import Work

/// What changes, as it happens: server-sent events that pages listen to.
enum ChangesRoute {
    static let all = [Route(.get, "changes", may: .viewContacts, live: listen)]

    /// Between two of them a comment is sent, so that a reader who has gone is noticed.
    private static let pause = Duration.seconds(20)

    @Sendable private static func listen(_ visit: Visit) async throws -> Answer {
        let happenings = visit.site.hub.happenings(in: visit.workspace.id)
        return Answer(streaming: "text/event-stream") { send in
            try await send(ByteBuffer(string: "retry: 2000\n\n"))
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask {
                    for await happening in happenings {
                        if let event = try await visit.event(of: happening) {
                            try await send(ByteBuffer(string: event))
                        }
                    }
                }
                tasks.addTask {
                    while true {
                        try await Task.sleep(for: pause)
                        try await send(ByteBuffer(string: ": still here\n\n"))
                    }
                }
                // The hub closes when the process ends.
                _ = try await tasks.next()
                tasks.cancelAll()
            }
        }.with(HTTPField.Name("X-Accel-Buffering")!, "no")
    }
}

extension Visit {
    /// `event: contacts`, then the numbers of the contacts, or `many` when they are too many to name. Of those only that the
    /// member sees; nil when that leaves none.
    func event(of happening: Happening) async throws -> String? {
        let seen = try await seen(of: happening.changes.map(\.contact))
        guard happening.isSweeping || !seen.isEmpty else { return nil }
        let data = Document.object([
            ("contacts", .list(seen.map { .number(Int($0.value)) })),
            ("many", Document(.boolean(happening.isSweeping))),
        ])
        return "event: contacts\ndata: \(data.json())\n\n"
    }

    private func seen(of contacts: [Contact.ID]) async throws -> [Contact.ID] {
        guard member.visibility != .everyone, !contacts.isEmpty else { return contacts }
        return try await site.threads.runIfActive {
            try read { try Contacts($0, in: workspace).find(contacts) }.filter(member.visibility.includes).map(\.id)
        }
    }
}
