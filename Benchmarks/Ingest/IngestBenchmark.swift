import Foundation
import Logging
import NIOPosix
import ServiceLifecycle
import Storage
import Synchronization
import Verger
import Web
import Work

/// What programs send over HTTP, recorded durably: in batches and one by one, beside the engine's own rate for the same
/// rows. The server and those who send share this machine.
struct IngestBenchmark {
    private static let duration = 6.0
    private static let people = 30_000
    private static let batchSize = 100

    private let setting: Setting

    init(_ setting: Setting) {
        self.setting = setting
    }

    func run() throws {
        try waiting(for: measure)
    }

    private func measure() async throws {
        let raw = try RawRate(setting.engine).measured()
        let database = try setting.engine.freshDatabase()
        let office = try Office.open(in: database)
        let (key, site) = try database.write { connection in
            let token = try Tokens(connection, in: office.workspace.id)
                .add(name: "bench", scope: .writeKey, by: "bench", at: .today).token
            let site = try TrackedSites(connection, in: office.workspace.id)
                .add(.init(name: "bench", hosts: "borie.example"), at: .today)
            return (token, site)
        }
        try await serving(database, withWorker: false) { port in
            let batches = try load(port: port, senders: 6) { sender, number in
                let calls = SentCalls(people: IngestBenchmark.people, run: "b\(sender)")
                return HTTPClient.request("/v1/batch", key: key, calls.batch(number, of: IngestBenchmark.batchSize))
            }
            show(
                "calls ingested over HTTP, \(IngestBenchmark.batchSize) a request", batches,
                weight: IngestBenchmark.batchSize, beside: raw.batches, "the same rows inserted, 100 a transaction",
                target: 20_000)
            let singles = try load(port: port, senders: 32) { sender, number in
                let calls = SentCalls(people: IngestBenchmark.people, run: "s\(sender)")
                return HTTPClient.request("/v1/batch", key: key, calls.batch(number, of: 1))
            }
            show(
                "calls ingested over HTTP, one a request", singles, weight: 1, beside: raw.singles,
                "rows inserted, one a durable transaction", target: 3000)
            let hits = try load(port: port, senders: 32) { sender, number in
                HTTPClient.hit(SentHits(key: site.key, sender: sender).hit(number))
            }
            show(
                "hits of pages with consent, one a request", hits, weight: 1, beside: raw.singles,
                "rows inserted, one a durable transaction", target: 2000)
        }
        try await serving(database, withWorker: true) { port in
            let waits = try Visibility(database, in: office.workspace, key: key, port: port).measured()
            let p99 = waits.quantile(0.99) * 1000
            Figure(
                engine: setting.engine.rawValue, name: "call sent to stage visible, while others send, p99",
                value: "\(p99.text(places: 1)) ms", yardstick: "p50: \((waits.median * 1000).text(places: 1)) ms",
                target: "<= 250 ms", isMet: p99 <= 250
            ).show()
        }
    }

    /// Runs `body` beside a server on a port of its own.
    func serving(
        _ database: any SQLDatabase, withWorker: Bool, _ body: @escaping @Sendable (_ port: Int) throws -> Void
    ) async throws {
        let threads = NIOThreadPool(numberOfThreads: 4)
        threads.start()
        var logger = Logger(label: "bench")
        logger.logLevel = .error
        let bell = Bell()
        // All that is sent comes from one address, and at once.
        var limits = RateLimits.usual
        limits.stranger = nil
        var site = Site(
            database, at: "http://localhost", logger: logger, threads: threads, clock: { .today }, bell: bell,
            limits: limits)
        let open = RateLimit(rate: 1e9, burst: 1e9)
        site.visitGuard = VisitGuard(address: open, key: open)
        let (ports, found) = AsyncStream.makeStream(of: Int.self)
        let application = Server.application(site, host: "127.0.0.1", port: 0) { found.yield($0) }
        let worker = Worker(database, bell: bell, hub: Hub(), logger: logger) { .today }
        let services: [any Service] = withWorker ? [application, worker] : [application]
        let group = ServiceGroup(configuration: .init(services: services, logger: logger))
        async let running: Void = group.run()
        for await port in ports {
            let outcome = await withCheckedContinuation { done in
                DispatchQueue.global().async { done.resume(returning: Result { try body(port) }) }
            }
            await group.triggerGracefulShutdown()
            try await running
            try await threads.shutdownGracefully()
            return try outcome.get()
        }
    }

    /// Seconds that each answer took.
    struct Load {
        let answers: [Double]
        let seconds: Double
    }

    /// Requests one after the other on each of `senders` connections, for a while.
    func load(
        port: Int, senders: Int, _ request: @escaping @Sendable (_ sender: Int, _ number: Int) -> [UInt8]
    ) throws -> Load {
        let answers = Mutex<[Double]>([])
        let failure = Mutex<(any Error)?>(nil)
        let start = Date()
        let group = DispatchGroup()
        for sender in 0..<senders {
            group.enter()
            // Each on a thread of its own: they wait.
            Thread {
                var times: [Double] = []
                do {
                    let client = try HTTPClient(port: port)
                    while -start.timeIntervalSinceNow < IngestBenchmark.duration {
                        let body = request(sender, times.count)
                        times.append(try seconds { try client.send(body) })
                    }
                } catch {
                    failure.withLock { $0 = error }
                }
                answers.withLock { $0 += times }
                group.leave()
            }.start()
        }
        group.wait()
        if let failure = failure.withLock({ $0 }) { throw failure }
        return Load(answers: answers.withLock { $0 }, seconds: -start.timeIntervalSinceNow)
    }

    func show(
        _ name: String, _ load: Load, weight: Int, beside raw: Double, _ yardstick: String, target: Double
    ) {
        let rate = Double(load.answers.count * weight) / load.seconds
        Figure(
            engine: setting.engine.rawValue, name: name,
            value: "\(Int(rate).grouped)/s, p99 \((load.answers.quantile(0.99) * 1000).text(places: 1)) ms",
            yardstick: "\(yardstick): \(Int(raw).grouped)/s", ratio: (rate / raw).text(places: 2),
            target: ">= \(Int(target).grouped)/s", isMet: rate >= target
        ).show()
    }
}
