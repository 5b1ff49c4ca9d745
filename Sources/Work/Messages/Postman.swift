internal import Dispatch
package import Logging
package import Mail
internal import ServiceLifecycle
package import Storage
internal import Synchronization
package import Verger

/// Sends the mails that wait, one after the other to each workspace's server. A process that dies between the server's
/// answer and its note of it leaves a mail that is sent again, under the same Message-ID.
package final class Postman: Service {
    package struct Settings: Sendable {
        /// Servers talked with at once.
        package var couriers = 4
        package var poll: Duration = .seconds(2)
        package var timeouts = MailLine.Timeouts()

        package init() {}
    }

    private let database: any SQLDatabase
    private let bell: Bell
    private let logger: Logger
    private let settings: Settings
    private let clock: @Sendable () -> Instant
    private let busy = Mutex<Set<Workspace.ID>>([])
    private let way = DispatchQueue(label: "verger.mail", attributes: .concurrent)

    /// `bell` is rung after mails are queued, in this process.
    package init(
        _ database: any SQLDatabase, bell: Bell, logger: Logger, settings: Settings = Settings(),
        clock: @escaping @Sendable () -> Instant = { .present }
    ) {
        self.database = database
        self.bell = bell
        self.logger = logger
        self.settings = settings
        self.clock = clock
    }

    /// Sends until the process is to end, and finishes what is on its way.
    package func run() async throws {
        let shift = Shift(waitingFor: bell)
        await shift.run(named: "mail") { self.work(shift) }
    }
}

extension Postman {
    private func work(_ shift: Shift) {
        shift.goRounds(
            every: settings.poll, clock: clock, logger: logger, complaint: "mails to send can't be read",
            round: {
                for workspace in try database.read({ try MailQueue($0).workspaces(at: clock()) }) {
                    start(workspace, until: shift)
                }
            },
            cleaning: { try database.write { try MailQueue($0).prune(at: clock()) } })
        way.sync(flags: .barrier) {}
    }

    /// Sends a courier to the server of a workspace, unless there is one or all are out.
    private func start(_ workspace: Workspace.ID, until shift: Shift) {
        let isFree = busy.withLock { $0.count < settings.couriers && $0.insert(workspace).inserted }
        guard isFree else { return }
        way.async { [self] in
            do {
                try empty(workspace, until: shift)
            } catch {
                logger.error("mails can't be sent", metadata: ["error": "\(error)"])
            }
            _ = busy.withLock { $0.remove(workspace) }
        }
    }

    /// Sends what waits in one workspace, by one connection.
    private func empty(_ workspace: Workspace.ID, until shift: Shift) throws {
        let (server, password) = try database.read { connection in
            let servers = MailServers(connection, in: workspace)
            return (try servers.find(), try servers.password())
        }
        guard let server, let line = MailLine(to: server, password: password, timeouts: settings.timeouts) else {
            return
        }
        while !shift.isOver {
            let now = clock()
            guard let parcel = try database.write({ try MailQueue($0).lease(in: workspace, at: now) }) else { return }
            do {
                let id = "\(parcel.messageKey)@\(server.sender.address.domain)"
                try line.send(
                    Message(parcel.letter, from: server.sender, replyTo: server.replyTo, date: now, id: id))
                try database.write { try MailQueue($0).recordSent(parcel, at: clock()) }
            } catch let failure as SendingFailure {
                try database.write {
                    try MailQueue($0).record(failure, of: parcel, at: clock(), chance: .random(in: 0...1))
                }
                guard !failure.isOfServer else { return }
            }
        }
    }
}
