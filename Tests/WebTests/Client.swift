import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOEmbedded
import NIOPosix
import Storage
import TestSupport
import Verger
import Web

/// A server without a network: the real router, asked directly.
struct Client {
    let world: World
    private let responder: RouterResponder<Context>
    private let threads: NIOThreadPool
    var token: String

    /// Whatever is written is evaluated before the answer, as a worker would do a moment later.
    init(
        _ world: World, scope: TokenScope = .full, role: Role = .admin, limits: RateLimits = .usual
    ) throws {
        self.world = world
        threads = NIOThreadPool(numberOfThreads: 4)
        threads.start()
        let site = Site(
            world.database, at: "http://verger.test", logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            threads: threads, clock: { world.now }, limits: limits)
        responder = Server.router(site).buildResponder()
        token = try world.database.write {
            try Tokens($0, in: world.workspace.id).add(
                name: "test", scope: scope, role: role, by: "test", at: world.now
            ).token
        }
    }

    /// What came back.
    struct Reply {
        let status: Int
        let headers: HTTPFields
        let text: String

        /// The content, which must be JSON.
        var json: Document {
            get throws { try Document(json: text) }
        }

        var etag: String { headers[.eTag] ?? "" }

        /// The paths of the errors.
        var errorPaths: [String] {
            get throws { try json["errors"]?.items?.map { $0["path"]?.text ?? "" } ?? [] }
        }
    }

    func ask(
        _ method: HTTPRequest.Method, _ path: String, _ content: String? = nil, type: String? = "application/json",
        headers: [String: String] = [:]
    ) async throws -> Reply {
        var fields: HTTPFields = [.authorization: "Bearer \(token)", .acceptLanguage: "en"]
        if content != nil { fields[.contentType] = type }
        for (name, value) in headers { fields[HTTPField.Name(name)!] = value }
        let request = Request(
            head: HTTPRequest(
                method: method, scheme: "http", authority: "verger.test", path: path, headerFields: fields),
            body: .init(buffer: ByteBuffer(string: content ?? "")))
        let channel = EmbeddedChannel()
        let context = Context(source: .init(channel: channel, logger: Logger(label: "test")))
        let response = try await responder.respond(to: request, context: context)
        let writer = Writer()
        try await response.body.write(writer)
        _ = try? channel.finish()
        // As the worker does a moment later.
        if method != .get { _ = try world.refresh() }
        return Reply(
            status: response.status.code, headers: response.headers, text: String(buffer: writer.content.value))
    }

    func get(_ path: String) async throws -> Reply { try await ask(.get, "/api/v1/" + path) }

    func post(_ path: String, _ content: String, headers: [String: String] = [:]) async throws -> Reply {
        try await ask(.post, "/api/v1/" + path, content, headers: headers)
    }

    func patch(_ path: String, _ content: String, version: String?) async throws -> Reply {
        try await ask(.patch, "/api/v1/" + path, content, headers: version.map { ["If-Match": $0] } ?? [:])
    }
}

/// Keeps what is written.
private struct Writer: ResponseBodyWriter {
    final class Content: @unchecked Sendable {
        var value = ByteBuffer()
    }

    let content = Content()

    func write(_ buffer: ByteBuffer) async throws { content.value.writeImmutableBuffer(buffer) }
    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
