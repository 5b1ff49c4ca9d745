import HTTPTypes
import NIOCore
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
                    for await happening in happenings { try await send(ByteBuffer(string: happening.event)) }
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

extension Happening {
    /// `event: contacts`, then the numbers of the contacts, or `many` when they are too many to name.
    var event: String {
        let data = Document.object([
            ("contacts", .list(changes.map { .number(Int($0.contact.value)) })),
            ("many", Document(.boolean(isSweeping))),
        ])
        return "event: contacts\ndata: \(data.json())\n\n"
    }
}
