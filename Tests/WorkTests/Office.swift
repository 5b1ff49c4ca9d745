import Logging
import ServiceLifecycle
import Storage
import Synchronization
import TestSupport
import Testing
import Verger
import Work

/// A worker, what it is rung by and what it tells.
struct Office: Sendable {
    let world: World
    let bell = Bell()
    let hub = Hub()
    let worker: Worker

    init(_ world: World, database: (any SQLDatabase)? = nil) {
        self.world = world
        var settings = Worker.Settings()
        settings.poll = .milliseconds(100)
        worker = Worker(database ?? world.database, bell: bell, hub: hub, logger: .silent, settings: settings)
    }

    /// Lets the worker and others work while `body` runs, then has them stop.
    func open(with others: [any Service] = [], _ body: @Sendable () async throws -> Void) async throws {
        let group = ServiceGroup(
            configuration: .init(
                services: ([worker] + others).map { .init(service: $0) }, gracefulShutdownSignals: [], logger: .silent))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            do {
                try await body()
            } catch {
                await group.triggerGracefulShutdown()
                throw error
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    func record(_ contact: Contact.ID, _ kind: String) throws {
        try world.append(.init(contact: contact, at: .present, kind: kind))
        bell.ring(world.workspace.id)
    }
}

/// A database whose server goes away.
final class FlakyDatabase: SQLDatabase {
    private let database: any SQLDatabase
    private let away = Mutex(false)

    init(_ database: any SQLDatabase) { self.database = database }

    var isAway: Bool {
        get { away.withLock { $0 } }
        set { away.withLock { $0 = newValue } }
    }

    var dialect: any SQLDialect { database.dialect }

    func read<T>(_ body: (any SQLConnection) throws -> T) throws -> T { try reached().read(body) }
    func write<T>(_ body: (any SQLConnection) throws -> T) throws -> T { try reached().write(body) }
    func backUp(to path: String) throws { try reached().backUp(to: path) }
    func size() throws -> Int64 { try reached().size() }

    private func reached() throws -> any SQLDatabase {
        if isAway { throw StorageProblem.unreachable("the server is away") }
        return database
    }
}

extension Logger {
    static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}

/// Waits until `condition` holds, ten seconds at most.
func eventually(
    every pause: Duration = .milliseconds(10), _ condition: @Sendable () throws -> Bool,
    sourceLocation: SourceLocation = #_sourceLocation
) async throws {
    let end = ContinuousClock.now + .seconds(300)
    while ContinuousClock.now < end {
        if try condition() { return }
        try await Task.sleep(for: pause)
    }
    Issue.record("it never came", sourceLocation: sourceLocation)
}

extension World {
    func stage(of contact: Contact.ID) throws -> Int64? {
        try database.read { connection in
            try connection.row(
                "SELECT stage FROM contact_state WHERE workspace = ? AND contact = ?",
                [.integer(workspace.id.value), .integer(contact.value)]
            ) { $0.integerOrNil(0) } ?? nil
        }
    }

    func isIn(_ segment: Segment.ID, _ contact: Contact.ID) throws -> Bool {
        try database.read { connection in
            try Memberships(connection, in: workspace.id).segments(of: contact).contains { $0.segment == segment }
        }
    }

    /// How many have news.
    func waiting() throws -> Int {
        try database.read { try News($0, in: workspace.id).noted(limit: 10_000).count }
    }
}
