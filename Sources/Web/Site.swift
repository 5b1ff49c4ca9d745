package import Logging
package import NIOPosix
package import Storage
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
    /// `https://crm.example.org`, for links in what is sent and shown; no slash at the end.
    package let address: String
    /// The threads on which routes wait for the database.
    let threads: NIOThreadPool
    let metrics = Metrics()
    /// Writes what programs send.
    package let recorder: Recorder
    let writeKeys = WriteKeys()
    let replays = ReplayBoard()
    /// What the public forms remember.
    let formDesk = FormDesk()
    let funnels = KeptReadings<FunnelReading>()
    /// Texts of the definitions that come with the program, for who has none yet.
    package let startingPoints: [String]

    package init(
        _ database: any SQLDatabase, at address: String, isDemo: Bool = false, logger: Logger,
        threads: NIOThreadPool, clock: @escaping @Sendable () -> Instant,
        startingPoints: [String] = [], bell: Bell = Bell(), hub: Hub = Hub()
    ) {
        self.database = database
        self.address = address
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

    /// Whether pages are reached by HTTPS, so that cookies must be too.
    var isSecure: Bool { address.hasPrefix("https:") }
}
