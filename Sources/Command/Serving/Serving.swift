internal import CMalloc
import Foundation
import Logging
import NIOPosix
import ServiceLifecycle
import Storage
import UnixSignals
import Verger
import Web
import Work

/// A server at work, until it is told to stop: it then finishes what it has begun.
struct Serving {
    private let database: any SQLDatabase
    private let options: Options
    private let host: String
    private let port: Int
    private let roles: Set<String>
    private let address: String?
    var isDemo = false
    /// Whether webhooks may lead to private networks.
    var allowsPrivateWebhooks = false
    var proxies = TrustedProxies.loopback

    init(
        _ database: any SQLDatabase, _ options: Options, host: String, port: Int, roles: String = "web,worker",
        address: String? = nil
    ) {
        self.database = database
        self.options = options
        self.host = host
        self.port = port
        self.roles = Set(roles.split(separator: ",").map(String.init))
        self.address = address
    }

    func run() async throws {
        // Pages come and go by the hundred kilobytes: given back to the system each time, they cost a quarter more.
        mallopt(M_TRIM_THRESHOLD, 64 << 20)
        mallopt(M_MMAP_THRESHOLD, 8 << 20)
        mallopt(M_TOP_PAD, 4 << 20)
        let logger = Serving.logger()
        let threads = NIOThreadPool(numberOfThreads: max(4, ProcessInfo.processInfo.activeProcessorCount * 2))
        threads.start()
        let options = options
        let (bell, hub) = (Bell(), Hub())
        var site = Site(
            database, at: address ?? "http://\(host):\(port)", isDemo: isDemo, logger: logger, threads: threads,
            clock: { options.now }, startingPoints: ShippedDefinition.allCases.map(\.source), bell: bell, hub: hub,
            proxies: proxies, limits: try limits(), patience: .seconds(patience))
        if isDemo { site.demoAccount = (Demo.email, Demo.password) }
        let application = Server.application(site, host: host, port: port) { [site] port in
            announce(site, port: port)
        }
        // They stop in the contrary order: who listens to the hub is let go before the server waits for its requests.
        var services: [any Service] = []
        if roles.contains("web") { services += [application, Relay(database, to: hub, logger: logger)] }
        if roles.contains("worker") { services += workers(bell, hub, logger) }
        let group = ServiceGroup(
            configuration: .init(
                services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        try await group.run()
        try await threads.shutdownGracefully()
    }

    /// What evaluates contacts, tells webhooks and sends mails.
    private func workers(_ bell: Bell, _ hub: Hub, _ logger: Logger) -> [any Service] {
        var settings = PostOffice.Settings()
        settings.allowsPrivateAddresses = allowsPrivateWebhooks
        let options = options
        return [
            Worker(database, bell: bell, hub: hub, logger: logger) { options.now },
            PostOffice(database, bell: bell, logger: logger, settings: settings) { options.now },
            Postman(database, bell: bell, logger: logger) { options.now },
            Carrier(database, bell: bell, address: address ?? "http://\(host):\(port)", logger: logger) { options.now },
        ]
    }

    /// Seconds after which a silent connection is closed: more than the keep-alive of a proxy before it.
    private var patience: Int {
        Terminal.environment["VERGER_IDLE_SECONDS"].flatMap { Int($0) }.map { max(1, $0) } ?? 60
    }

    private func limits() throws -> RateLimits {
        do {
            return try RateLimits.from(Terminal.environment)
        } catch {
            throw Failure.refused(
                Sentence(
                    fr: "\(error.name)\u{A0}: écrivez 100, 100/500 (par seconde, d’un coup) ou off",
                    en: "\(error.name): write 100, 100/500 (a second, at once) or off"))
        }
    }

    /// Says where to go: the first administrator, the demonstration, everyone.
    private func announce(_ site: Site, port: Int) {
        let base = address ?? "http://\(host == "0.0.0.0" ? "127.0.0.1" : host):\(port)"
        site.isServed(at: base)
        let isEmpty = (try? database.read { try People($0).isEmpty() }) ?? false
        if isEmpty, let link = try? database.write({ try People($0).setupLink(at: options.now) }) {
            Terminal.print(
                options.text(
                    "Ouvrez cette adresse pour créer le premier compte\u{A0}:",
                    "Open this address to make the first account:"))
            Terminal.print("  \(base)/setup?link=\(link)")
        } else {
            Terminal.print(options.text("Verger est à l’adresse \(base)", "Verger is at \(base)"))
        }
        if isDemo {
            Terminal.print(
                options.text(
                    "Identifiant\u{A0}: \(Demo.email)   Mot de passe\u{A0}: \(Demo.password)",
                    "Sign in as \(Demo.email), password \(Demo.password)"))
        }
        Terminal.flush()
    }

    /// One JSON object a line on the error stream; `LOG_LEVEL` sets what is said.
    private static func logger() -> Logger {
        var logger = Logger(label: "verger") { JSONLog(label: $0) }
        logger.logLevel = Terminal.environment["LOG_LEVEL"].flatMap(Logger.Level.init(rawValue:)) ?? .info
        return logger
    }
}
