internal import Foundation
package import Logging
internal import ServiceLifecycle
package import Storage
internal import Verger

/// Tells this process's hub what other processes changed, while somebody is listening. Closes the hub at the end, so that
/// the server need not wait for those who listen.
package struct Relay: Service {
    private let database: any SQLDatabase
    private let hub: Hub
    private let logger: Logger
    private let poll: Duration

    package init(_ database: any SQLDatabase, to hub: Hub, logger: Logger, poll: Duration = .milliseconds(500)) {
        self.database = database
        self.hub = hub
        self.logger = logger
        self.poll = poll
    }

    package func run() async throws {
        let shift = Shift(waitingFor: Bell())
        await shift.run(named: "relay") { work(shift) }
        hub.close()
    }

    private func work(_ shift: Shift) {
        var last: Int64?
        while !shift.isOver {
            do {
                last = hub.hasListeners ? try pass(after: last) : nil
            } catch {
                logger.debug("notices can't be read", metadata: ["error": "\(error)"])
            }
            shift.pause(for: poll)
        }
    }

    private func pass(after last: Int64?) throws -> Int64 {
        try database.read { connection in
            let notices = Notices(connection)
            guard let last else { return try notices.last() }
            let posted = try notices.posted(after: last, notBy: hub.origin)
            for happening in posted.happenings { hub.publish(happening) }
            return posted.last
        }
    }
}
