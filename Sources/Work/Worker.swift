internal import Foundation
package import Logging
internal import ServiceLifecycle
package import Storage
package import Verger

/// Evaluates contacts as soon as they have news and when their standing runs out, and puts definitions in force on their
/// day. Any number of workers may share a PostgreSQL server: each batch locks its workspace.
package struct Worker: Service {
    package struct Settings: Sendable {
        /// How often other processes' news are looked for.
        package var poll: Duration = .seconds(1)
        /// Contacts evaluated in one transaction. Small, so that nobody who has just come waits long behind it.
        package var batch = 100

        package init() {}
    }

    let database: any SQLDatabase
    let bell: Bell
    let hub: Hub
    let logger: Logger
    let settings: Settings
    let clock: @Sendable () -> Instant

    /// `bell` is rung by those who record, in this process; `hub` hears of what changed.
    package init(
        _ database: any SQLDatabase, bell: Bell, hub: Hub, logger: Logger, settings: Settings = Settings(),
        clock: @escaping @Sendable () -> Instant = { .present }
    ) {
        self.database = database
        self.bell = bell
        self.hub = hub
        self.logger = logger
        self.settings = settings
        self.clock = clock
    }

    /// Works until the process is to end, and finishes its batch.
    package func run() async throws {
        let shift = Shift(waitingFor: bell)
        await shift.run(named: "worker") { work(shift) }
    }

    private func work(_ shift: Shift) {
        var desks = Desks(self, shift)
        var failures = 0
        while !shift.isOver {
            let strokes = bell.strokeCount
            do {
                let pause = try desks.turn()
                if failures > 0 { logger.notice("the database answers again") }
                failures = 0
                if let pause { shift.wait(beyond: strokes, for: pause) }
            } catch {
                failures += 1
                let pause = Worker.pause(after: failures)
                // Known already the second time.
                logger.log(
                    level: failures == 1 ? .error : .debug, "work was interrupted; next try in \(pause)",
                    metadata: ["error": "\(error)"])
                desks = Desks(self, shift)
                shift.pause(for: pause)
            }
        }
    }

    /// A tenth of a second, doubled up to ten.
    static func pause(after failures: Int) -> Duration {
        .milliseconds(min(100 << min(failures - 1, 7), 10_000))
    }
}

extension Instant {
    /// Now, by the clock of this machine.
    package static var present: Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(microseconds: Int64(time.tv_sec) * Instant.second + Int64(time.tv_nsec) / 1000)
    }
}
