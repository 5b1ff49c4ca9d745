package import Logging
package import NIOPosix
package import Storage
import Synchronization
package import Verger
package import Work

/// What every route has at hand.
package struct Site: Sendable {
    package let database: any SQLDatabase
    package let ruleBook: RuleBook
    package let logger: Logger
    /// The present instant.
    package let clock: @Sendable () -> Instant
    /// Rung when something was written, so that the worker looks at once.
    package let bell: Bell
    /// What changes, for those who look at it.
    package let hub: Hub
    /// Whether this is a throw-away database with a sample company: sign-in is filled in, `/design` is there.
    package let isDemo: Bool
    /// The account that the sign-in page of a demonstration is filled in with.
    package var demoAccount: (email: String, password: String)?
    private let whereabouts: Whereabouts
    /// Whether pages are reached by HTTPS, so that cookies must be too.
    let isSecure: Bool
    /// The proxies that are believed when they say for whom they ask.
    let proxies: TrustedProxies
    let limiter: Limiter
    /// How long a connection may stay silent, and twice how long a body may crawl.
    let patience: Duration
    /// The threads on which routes wait for the database.
    let threads: NIOThreadPool
    let metrics = Metrics()
    /// Writes what programs send.
    package let recorder: Recorder
    let writeKeys = WriteKeys()
    /// Stands before what pages send.
    package var visitGuard = VisitGuard()
    let replays = ReplayBoard()
    /// What the public forms remember.
    let formDesk = FormDesk()
    /// What forms that made something were answered.
    let answeredForms = AnsweredForms()
    /// Counts who looks at landing pages.
    let landingCounter = LandingCounter()
    let writtenRows = WrittenRows()
    let funnels = KeptReadings<FunnelReading>()
    /// Of all days until today, by workspace.
    let leadCosts = KeptReadings<CostReport>(slow: .milliseconds(50))
    /// Texts of the definitions that come with the program, for who has none yet.
    package let startingPoints: [String]

    package init(
        _ database: any SQLDatabase, at address: String, isDemo: Bool = false, logger: Logger,
        threads: NIOThreadPool, clock: @escaping @Sendable () -> Instant,
        startingPoints: [String] = [], bell: Bell = Bell(), hub: Hub = Hub(), proxies: TrustedProxies = .loopback,
        limits: RateLimits = .usual, patience: Duration = .seconds(60)
    ) {
        self.database = database
        whereabouts = Whereabouts(address)
        isSecure = address.hasPrefix("https:")
        self.proxies = proxies
        limiter = Limiter(limits)
        self.patience = patience
        self.isDemo = isDemo
        self.logger = logger
        self.threads = threads
        self.clock = clock
        self.bell = bell
        self.hub = hub
        self.startingPoints = startingPoints
        ruleBook = RuleBook()
        recorder = Recorder(database) { bell.ring($0) }
    }

    /// `https://crm.example.org`, for links in what is sent and shown; no slash at the end.
    package var address: String { whereabouts.address }

    /// It is known where the server listens: on a port that was free.
    package func isServed(at address: String) { whereabouts.change(to: address) }
}

/// Where pages are reached, which may be known only once the server listens.
private final class Whereabouts: Sendable {
    private let text: Mutex<String>

    init(_ address: String) { text = Mutex(address) }

    var address: String { text.withLock { $0 } }

    func change(to address: String) { text.withLock { $0 = address } }
}
