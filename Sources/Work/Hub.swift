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

    private struct State {
        var listeners: [UUID: Listener] = [:]
        var isClosed = false
    }

    private let state = Mutex(State())

    package init() {}

    /// What changes in `workspace` from now on; `room`: happenings kept for a slow listener. Ends with the task that
    /// iterates, or with `close`.
    package func happenings(in workspace: Workspace.ID, room: Int = 32) -> AsyncStream<Happening> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Happening.self, bufferingPolicy: .bufferingOldest(room))
        let id = UUID()
        continuation.onTermination = { [weak self] _ in
            self?.state.withLock { $0.listeners[id] = nil }
        }
        let isClosed = state.withLock { state in
            if !state.isClosed { state.listeners[id] = Listener(workspace: workspace, stream: continuation) }
            return state.isClosed
        }
        if isClosed { continuation.finish() }
        return stream
    }

    package func publish(_ happening: Happening) {
        state.withLock { state in
            for (id, listener) in state.listeners where listener.workspace == happening.workspace {
                let told = listener.hasLost ? Happening(workspace: happening.workspace, changes: []) : happening
                if case .enqueued = listener.stream.yield(told) {
                    state.listeners[id]?.hasLost = false
                } else {
                    state.listeners[id]?.hasLost = true
                }
            }
        }
    }

    /// Whether anybody is listening.
    package var hasListeners: Bool { state.withLock { !$0.listeners.isEmpty } }

    /// Ends every stream, and those asked for later at once: the process ends.
    package func close() {
        let listeners = state.withLock { state in
            state.isClosed = true
            return Array(state.listeners.values)
        }
        for listener in listeners { listener.stream.finish() }
    }
}
