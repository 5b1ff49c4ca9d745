import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOEmbedded
import NIOPosix
import Storage
import Synchronization
import TestSupport
import Verger
import Web

/// Somebody's browser before a server without a network: the real router, asked directly. It keeps its cookies.
final class Browser: Sendable {
    let site: Site
    private let responder: RouterResponder<Context>
    private let cookies = Mutex<[String: String]>([:])

    init(
        _ world: World, at instant: Instant? = nil, limits: RateLimits = .usual,
        logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    ) {
        site = Browser.site(world, at: instant ?? world.now, limits: limits, logger: logger)
        responder = Server.router(site).buildResponder()
    }

    static func site(
        _ world: World, at instant: Instant, limits: RateLimits = .usual,
        logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    ) -> Site {
        Site(
            world.database, at: "http://verger.test", logger: logger,
            threads: .singleton, clock: { instant }, limits: limits)
    }

    /// What came back.
    struct Reply {
        let status: Int
        let headers: HTTPFields
        let text: String

        var location: String? { headers[.location] }
    }

    var session: String? {
        get { cookies.withLock { $0["verger_session"] } }
        set { cookies.withLock { $0["verger_session"] = newValue } }
    }

    func get(_ path: String) async throws -> Reply { try await ask(.get, path) }

    /// Sends a form as a page of this session does.
    func post(_ path: String, _ fields: [(name: String, value: String)] = []) async throws -> Reply {
        let token = session.map { [(name: "form_token", value: Secret.formToken(ofSession: $0))] } ?? []
        return try await ask(.post, path, String(Fields(fields + token).query.dropFirst()))
    }

    func ask(
        _ method: HTTPRequest.Method, _ path: String, _ form: String = "", headers: [HTTPField.Name: String] = [:]
    ) async throws -> Reply {
        let type = form.isEmpty ? [:] : [HTTPField.Name.contentType: "application/x-www-form-urlencoded"]
        return try await ask(method, path, ByteBuffer(string: form), headers: type.merging(headers) { $1 })
    }

    /// Sends a form with a file, as a page of this session does; a file without a name is none that was chosen.
    func upload(
        _ path: String, _ field: String, _ name: String, _ bytes: [UInt8], _ fields: [(String, String)] = []
    ) async throws -> Reply {
        var body = ByteBuffer()
        for (name, value) in fields + [("form_token", Secret.formToken(ofSession: session ?? ""))] {
            body.writeString("--b0undary\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n")
        }
        body.writeString(
            "--b0undary\r\nContent-Disposition: form-data; name=\"\(field)\"; filename=\"\(name)\"\r\n\r\n")
        body.writeBytes(bytes)
        body.writeString("\r\n--b0undary--\r\n")
        return try await ask(
            .post, path, body, headers: [.contentType: "multipart/form-data; boundary=b0undary"])
    }

    private func ask(
        _ method: HTTPRequest.Method, _ path: String, _ body: ByteBuffer, headers: [HTTPField.Name: String]
    ) async throws -> Reply {
        var fields: HTTPFields = [.acceptLanguage: "en", .userAgent: "Mozilla/5.0 (X11; Linux) Firefox/140.0"]
        let kept = cookies.withLock { $0.map { "\($0.key)=\($0.value)" }.sorted() }
        if !kept.isEmpty { fields[.cookie] = kept.joined(separator: "; ") }
        for (name, value) in headers { fields[name] = value }
        let request = Request(
            head: HTTPRequest(
                method: method, scheme: "http", authority: "verger.test", path: path, headerFields: fields),
            body: .init(buffer: body))
        let channel = EmbeddedChannel()
        let context = Context(source: .init(channel: channel, logger: Logger(label: "test")))
        let response = try await responder.respond(to: request, context: context)
        let content = Content()
        // A stream has no end to wait for.
        if response.headers[.contentType] != "text/event-stream" { try await response.body.write(content) }
        _ = try? channel.finish()
        keep(response.headers[values: .setCookie])
        return Reply(
            status: response.status.code, headers: response.headers, text: String(buffer: content.bytes.value))
    }

    private func keep(_ orders: [String]) {
        for order in orders {
            let parts = order.split(separator: ";").map(\.trimmed)
            let pair = parts[0].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let isForgotten = parts.contains("Max-Age=0")
            cookies.withLock { $0[pair[0]] = isForgotten ? nil : pair[1] }
        }
    }

    /// Keeps what is written.
    private struct Content: ResponseBodyWriter {
        final class Bytes: @unchecked Sendable {
            var value = ByteBuffer()
        }

        let bytes = Bytes()

        func write(_ buffer: ByteBuffer) async throws { bytes.value.writeImmutableBuffer(buffer) }
        consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }
}

/// The people of these tests.
enum Staff {
    static let password = "trois pommes au four"
    static let hash = Result { try Secret.passwordHash(password) }
}

extension World {
    /// Somebody who works here, with the password of the staff.
    @discardableResult
    func hire(_ email: String, _ role: Role = .admin, source: String? = nil) throws -> User {
        try database.write {
            try Users($0, in: workspace.id).add(
                email: email, name: email.split(separator: "@")[0].capitalized, role: role, partnerSource: source,
                passwordHash: Staff.hash.get(), at: now)
        }
    }

    /// The browser of somebody who has signed in.
    func browser(of user: User, at instant: Instant? = nil, limits: RateLimits = .usual) throws -> Browser {
        let browser = Browser(self, at: instant, limits: limits)
        browser.session = try database.write {
            try Sessions($0).begin(
                user.id, in: workspace.id, isPending: false, by: .init(userAgent: "test", address: "192.0.2.9"),
                at: instant ?? now
            ).token
        }
        return browser
    }
}
