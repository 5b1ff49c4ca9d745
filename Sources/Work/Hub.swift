internal import Foundation
internal import Synchronization
package import Verger

/// Tells whoever is looking, in this process, what has just changed. A slow listener never holds up anybody: it loses
/// what it had no room for, and is told that much may have changed.
package final class Hub: Sendable {
    private struct Listener {
        let workspace: Workspace.ID
        let stream: AsyncStream<Happening>.Continuation
        /// Something was lost since it was last told that much changed.
        var hasLost = false
    }

    /// Names this process to others.
    package let origin = UUID().uuidString

    private let listeners = Mutex<[UUID: Listener]>([:])

    package init() {}

    /// What changes in `workspace` from now on; `room`: happenings kept for a slow listener. Ends with the task that
    /// iterates, or with `close`.
    package func happenings(in workspace: Workspace.ID, room: Int = 32) -> AsyncStream<Happening> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Happening.self, bufferingPolicy: .bufferingOldest(room))
        let id = UUID()
        continuation.onTermination = { [weak self] _ in
            self?.listeners.withLock { $0[id] = nil }
        }
        listeners.withLock { $0[id] = Listener(workspace: workspace, stream: continuation) }
        return stream
    }

    package func publish(_ happening: Happening) {
        listeners.withLock { listeners in
            for (id, listener) in listeners where listener.workspace == happening.workspace {
                let told = listener.hasLost ? Happening(workspace: happening.workspace, changes: []) : happening
                if case .enqueued = listener.stream.yield(told) {
                    listeners[id]?.hasLost = false
                } else {
                    listeners[id]?.hasLost = true
                }
            }
        }
    }

    /// Whether anybody is listening.
    package var hasListeners: Bool { listeners.withLock { !$0.isEmpty } }

    /// Ends every stream: the process ends.
    package func close() {
        for listener in listeners.withLock({ Array($0.values) }) { listener.stream.finish() }
    }
}
