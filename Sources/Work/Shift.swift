internal import Foundation
internal import ServiceLifecycle
internal import Synchronization

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
