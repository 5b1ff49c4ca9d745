import Foundation
import ServiceLifecycle
import Storage
import Synchronization
import TestSupport
import Testing
import Verger
import Work

@Suite(.serialized) struct `The post office` {
    let receiver = Result { try Receiver() }

    @Test(arguments: Engine.available)
    func `delivers what is queued at once, signed`(engine: Engine) async throws {
        let receiver = try receiver.get()
        let world = try World(in: engine.migratedDatabase(), at: .present)
        let (webhook, secret) = try world.webhook(receiver.url("/ok"))
        let bell = Bell()

        try await world.sending(bell) {
            try world.contact([.email: "a@b.fr"])
            bell.ring()
            try await eventually { try world.statuses(of: webhook) == [.delivered] }
        }

        let request = try #require(receiver.requests.first)
        let signature = try #require(request.headers["verger-signature"])
        let seconds = try #require(Int64(signature.dropFirst(2).prefix { $0 != "," }))
        #expect(signature == Signature.header(of: request.body, secret: secret, at: Instant(seconds: seconds)))
        #expect(request.headers["content-type"] == "application/json")
        #expect(request.headers["verger-event"] == "contact.created")
        #expect(try Document(json: request.body)["data"]?["contact"]?["email"]?.text == "a@b.fr")
    }

    @Test(arguments: Engine.available)
    func `tries again what was not received`(engine: Engine) async throws {
        let receiver = try receiver.get()
        let world = try World(in: engine.migratedDatabase(), at: .present)
        let (webhook, _) = try world.webhook(receiver.url("/second"))
        let clock = Clock()

        try await world.sending(clock: clock) {
            try world.contact([.email: "a@b.fr"])
            try await eventually { try world.attempts(of: webhook).count == 1 }
            clock.advance(by: 2 * Instant.minute)
            try await eventually { try world.statuses(of: webhook) == [.delivered] }
        }

        #expect(try world.attempts(of: webhook).map(\.code) == [503, 200])
        #expect(receiver.requests.count == 2)
        #expect(Set(receiver.requests.map(\.body)).count == 1, "the same message, under the same id")
    }

    @Test(arguments: [
        ("/elsewhere", 302, "redirects"), ("/slow", nil, "no answer in time"), ("/close", nil, "sending failed"),
    ])
    func `says what went wrong`(path: String, code: Int?, words: String) async throws {
        let receiver = try receiver.get()
        let world = try World(in: Engine.sqlite.migratedDatabase(), at: .present)
        let (webhook, _) = try world.webhook(receiver.url(path))

        try await world.sending {
            try world.contact([.email: "a@b.fr"])
            try await eventually { try world.attempts(of: webhook).count == 1 }
        }

        let attempt = try world.attempts(of: webhook)[0]
        #expect(attempt.code == code)
        #expect(attempt.problem?.en.contains(words) == true, "\(attempt)")
        #expect(receiver.requests.map(\.path) == [path], "a redirect is not followed")
    }

    @Test func `does not read a long answer to its end`() async throws {
        let receiver = try receiver.get()
        let world = try World(in: Engine.sqlite.migratedDatabase(), at: .present)
        let (webhook, _) = try world.webhook(receiver.url("/huge"))

        try await world.sending {
            try world.contact([.email: "a@b.fr"])
            try await eventually { try world.statuses(of: webhook) == [.delivered] }
        }
    }

    @Test(arguments: [
        "127.0.0.1", "localhost", "127.1", "0x7f.0.0.1", "2130706433", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0",
    ])
    func `sends nothing to a private network, however it is written`(host: String) async throws {
        let receiver = try receiver.get()
        let world = try World(in: Engine.sqlite.migratedDatabase(), at: .present)
        let (webhook, _) = try world.webhook(receiver.url("/ok", host: host))

        try await world.sending(allowingPrivate: false) {
            try world.contact([.email: "a@b.fr"])
            try await eventually { try world.attempts(of: webhook).count == 1 }
        }

        let attempt = try world.attempts(of: webhook)[0]
        #expect(
            attempt.problem?.en.contains("private network") == true
                || attempt.problem?.en.contains("host name") == true, "\(attempt)")
        #expect(receiver.requests.isEmpty)
    }

    @Test func `lets no slow receiver hold up the others`() async throws {
        let receiver = try receiver.get()
        let world = try World(in: Engine.sqlite.migratedDatabase(), at: .present)
        try world.webhook(receiver.url("/slow"))
        let (quick, _) = try world.webhook(receiver.url("/ok"))
        let start = ContinuousClock.now

        try await world.sending {
            for number in 0..<20 { try world.contact([.email: "a\(number)@b.fr"]) }
            try await eventually { try world.statuses(of: quick).allSatisfy { $0 == .delivered } }
            #expect(ContinuousClock.now - start < .milliseconds(2800))
        }
    }
}

/// A clock that a test moves on.
final class Clock: Sendable {
    private let ahead = Mutex<Int64>(0)

    var now: Instant { .present + ahead.withLock { $0 } }

    func advance(by microseconds: Int64) { ahead.withLock { $0 += microseconds } }
}

extension World {
    @discardableResult
    fileprivate func webhook(_ url: String) throws -> (webhook: Webhook, secret: String) {
        try database.write { try Webhooks($0, in: workspace.id).add(url: url, events: [.contactCreated], at: now) }
    }

    fileprivate func statuses(of webhook: Webhook) throws -> [Delivery.Status] {
        try database.read { try Webhooks($0, in: workspace.id).deliveries(of: webhook.id, limit: 100).map(\.status) }
    }

    fileprivate func attempts(of webhook: Webhook) throws -> [Delivery.Attempt] {
        try database.read { connection in
            let webhooks = Webhooks(connection, in: workspace.id)
            return try webhooks.deliveries(of: webhook.id, limit: 1).flatMap { try webhooks.attempts(of: $0.id) }
        }
    }

    fileprivate func sending(
        _ bell: Bell = Bell(), clock: Clock = Clock(), allowingPrivate: Bool = true,
        _ body: @Sendable () async throws -> Void
    ) async throws {
        var settings = PostOffice.Settings()
        settings.allowsPrivateAddresses = allowingPrivate
        settings.poll = .milliseconds(50)
        settings.answer = .milliseconds(800)
        let office = PostOffice(database, bell: bell, logger: .silent, settings: settings) { clock.now }
        let group = ServiceGroup(
            configuration: .init(services: [.init(service: office)], gracefulShutdownSignals: [], logger: .silent))
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
}
