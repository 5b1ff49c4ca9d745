import Dispatch
import Synchronization

/// A piece of work that is done on another thread, begun at once.
final class Errand<Value: Sendable>: Sendable {
    private let result = Mutex<Result<Value, any Error>?>(nil)
    private let isDone = DispatchSemaphore(value: 0)

    init(_ work: @escaping @Sendable () throws -> Value) {
        DispatchQueue.global().async { [self] in
            let outcome = Result { try work() }
            result.withLock { $0 = outcome }
            isDone.signal()
        }
    }

    /// What came of it; waits for it. To be asked for once.
    func value() throws -> Value {
        isDone.wait()
        guard let outcome = result.withLock({ $0 }) else { throw StorageProblem.engine("errand") }
        return try outcome.get()
    }
}
