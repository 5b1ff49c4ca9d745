internal import Foundation
internal import Logging
internal import ServiceLifecycle
internal import Synchronization
internal import Verger

/// Work that blocks, on a thread of its own, until the process is to end. Several may wait for the same bell.
final class Shift: Sendable {
    private let bell: Bell
    private let ended = Mutex(false)

    init(waitingFor bell: Bell) {
        self.bell = bell
    }

    /// Whether the process is to end: what was begun is finished, and nothing else begun.
    var isOver: Bool { ended.withLock { $0 } }

    /// Runs `work` and returns when it does, which it should once `isOver`.
    func run(named name: String, _ work: @escaping @Sendable () -> Void) async {
        await withTaskCancellationOrGracefulShutdownHandler {
            await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
                let thread = Thread {
                    work()
                    done.resume()
                }
                thread.name = name
                // Conditions nest.
                thread.stackSize = 8 << 20
                thread.start()
            }
        } onCancelOrGracefulShutdown: {
            self.ended.withLock { $0 = true }
            self.bell.stir()
        }
    }

    /// Goes the round at every stroke of the bell and every `poll`, and cleans up every hour, until it is over. What fails is
    /// said once, as `complaint`, and tried again after a pause.
    func goRounds(
        every poll: Duration, clock: () -> Instant, logger: Logger, complaint: Logger.Message,
        round: () throws -> Void, cleaning: () throws -> Void
    ) {
        var failures = 0
        var nextCleaning = Instant.distantPast
        while !isOver {
            let strokes = bell.strokeCount
            do {
                try round()
                if clock() >= nextCleaning {
                    try cleaning()
                    nextCleaning = clock() + Instant.hour
                }
                failures = 0
                wait(beyond: strokes, for: poll)
            } catch {
                failures += 1
                logger.log(level: failures == 1 ? .error : .debug, complaint, metadata: ["error": "\(error)"])
                pause(for: Worker.pause(after: failures))
            }
        }
    }

    /// Waits until the bell is rung once more than `strokes`, for `duration` at most.
    func wait(beyond strokes: Int, for duration: Duration) {
        bell.wait(beyond: strokes, until: .after(duration), unless: { self.isOver })
    }

    /// Waits for `duration`, whoever rings.
    func pause(for duration: Duration) {
        bell.wait(beyond: .max, until: .after(duration), unless: { self.isOver })
    }
}

extension Date {
    static func after(_ duration: Duration) -> Date { Date(timeIntervalSinceNow: duration / .seconds(1)) }
}
