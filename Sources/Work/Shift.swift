internal import Foundation
internal import ServiceLifecycle

/// Work that blocks, on a thread of its own, until the process is to end.
enum Shift {
    /// Runs `work` and returns when it does; `stop` is called when it should.
    static func run(named name: String, _ work: @escaping @Sendable () -> Void, stop: @escaping @Sendable () -> Void)
        async
    {
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
            stop()
        }
    }
}

extension Date {
    static func after(_ duration: Duration) -> Date { Date(timeIntervalSinceNow: duration / .seconds(1)) }
}
