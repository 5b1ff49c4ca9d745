import Dispatch
import Synchronization
import Verger

/// Loads dossiers in order of id on a thread of its own, two batches ahead at most.
final class Loader: Sendable {
    private let database: any SQLDatabase
    private let workspace: Workspace
    private let batch: Int
    private let slots = DispatchSemaphore(value: 2)
    private let ready = DispatchSemaphore(value: 0)
    private let queue = Mutex<[Result<[Dossiers.Item], any Error>]>([])
    private let isStopped = Atomic(false)

    init(_ database: any SQLDatabase, in workspace: Workspace, batch: Int) {
        self.database = database
        self.workspace = workspace
        self.batch = batch
    }

    func start() {
        DispatchQueue.global().async { [self] in
            var last: Contact.ID?
            while true {
                slots.wait()
                guard !isStopped.load(ordering: .acquiring) else { return }
                let result = Result { try load(after: last) }
                queue.withLock { $0.append(result) }
                ready.signal()
                guard case .success(let items) = result, let end = items.last?.contact else { return }
                last = end
            }
        }
    }

    /// The next batch; nil after the last one.
    func next() throws -> [Dossiers.Item]? {
        ready.wait()
        let items = try queue.withLock { $0.removeFirst() }.get()
        slots.signal()
        return items.isEmpty ? nil : items
    }

    /// Ends its thread when nobody will ask for more.
    func stop() {
        isStopped.store(true, ordering: .releasing)
        slots.signal()
    }

    private func load(after last: Contact.ID?) throws -> [Dossiers.Item] {
        try database.read { connection in
            let ids = try Contacts(connection, in: workspace).ids(after: last, limit: batch)
            guard let first = ids.first, let end = ids.last else { return [] }
            return try Dossiers(connection, in: workspace).load(from: first, through: end)
        }
    }
}
