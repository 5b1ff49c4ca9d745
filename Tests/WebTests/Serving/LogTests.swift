import HTTPTypes
import Logging
import Storage
import Synchronization
import TestSupport
import Testing
import Verger
import Web

@Suite struct `What is logged of a request` {
    @Test func `is the form of its address, and never the secrets in it`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let lines = Lines()
        let browser = Browser(world, logger: lines.logger)
        browser.session = try world.browser(of: world.hire("boss@b.fr")).session
        try world.database.write { connection in
            try MailServers(connection, in: world.workspace.id).save(.example(), password: nil, at: world.now)
            try connection.execute("UPDATE mail_server SET sender = 'nobody'", [])
        }

        for path in ["/p/s3cr3t", "/confirm/borie/s3cr3t", "/c/borie/1/file/s3cr3t", "/nowhere/s3cr3t"] {
            _ = try await browser.get(path + "?key=s3cr3t")
        }
        for path in ["/hooks/borie/s3cr3t", "/mail/borie/s3cr3t"] { _ = try await browser.ask(.post, path, "s3cr3t") }
        let broken = try await browser.get("/w/borie/settings/mail?q=s3cr3t")

        #expect(broken.status == 500)
        let text = lines.text
        for route in ["/p/{link}", "/hooks/{workspace}/{key}", "NotFound", "/w/{workspace}/settings/mail"] {
            #expect(text.contains(route), "\(route)")
        }
        #expect(!text.contains("s3cr3t"), "\(text)")
    }
}

/// All that is logged, at every level.
private final class Lines: Sendable {
    private let lines = Mutex<[String]>([])

    var text: String { lines.withLock { $0.joined(separator: "\n") } }

    var logger: Logger {
        var logger = Logger(label: "test") { _ in Handler(lines: self) }
        logger.logLevel = .trace
        return logger
    }

    private struct Handler: LogHandler {
        let lines: Lines
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            lines.lines.withLock { $0.append("\(event.message) \(event.metadata ?? [:])") }
        }
    }
}
