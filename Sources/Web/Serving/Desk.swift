import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOPosix
import Verger

/// Where the requests of one route are answered.
package struct Desk: Sendable {
    let site: Site
    let route: Route

    package init(_ site: Site, _ route: Route) {
        self.site = site
        self.route = route
    }

    func answer(_ request: Request, _ context: Context) async throws -> Response {
        let body: ByteBuffer
        if route.bodyLimit > Desk.strangersLimit { try await requireSomebody(Call(request, context, site, .init())) }
        do {
            body = try await request.body.collect(upTo: route.bodyLimit)
        } catch is NIOTooManyBytesError {
            throw Refusal.tooLarge(limit: route.bodyLimit)
        }
        return Response(try await answer(Call(request, context, site, body)))
    }

    /// Nobody sends us more than this, in bytes, without having signed in.
    private static let strangersLimit = 2 << 20

    /// Throws before a long body is read for nobody.
    private func requireSomebody(_ call: Call) async throws {
        guard case .member = route.access else { return }
        try await site.threads.runIfActive { if try call.visitor() == nil { throw Refusal.signInNeeded } }
    }

    /// What the route answers; throws a `Refusal` to whoever may not ask.
    package func answer(_ call: Call) async throws -> Answer {
        do {
            return try await grantedAnswer(call)
        } catch Refusal.signInNeeded {
            guard let kept = KeptForm(interrupted: call) else { throw Refusal.signInNeeded }
            return SignInPages.interruption(call, kept)
        } catch Refusal.foreignForm {
            // A form of ours, from before the person signed in again.
            guard let kept = KeptForm(interrupted: call), let token = call.sessionToken else {
                throw Refusal.foreignForm
            }
            return kept.answer(call, token, status: .forbidden)
        }
    }

    private func grantedAnswer(_ call: Call) async throws -> Answer {
        switch route.act {
        case .open(let act): return try await act(call)
        case .guest, .member: return try await site.threads.runIfActive { try self.blockingAnswer(call) }
        case .live(let act):
            let visit = try await site.threads.runIfActive { try Gate(site).visit(call, route) }
            return try await act(visit)
        }
    }

    /// On a thread that may wait for the database.
    private func blockingAnswer(_ call: Call) throws -> Answer {
        switch route.act {
        case .guest(let act):
            if route.access == .person { try Gate(site).requirePerson(call) }
            return try act(call)
        case .member(let act): return try act(Gate(site).visit(call, route))
        case .live, .open: throw Refusal.notFound
        }
    }
}

extension Call {
    init(_ request: Request, _ context: Context, _ site: Site, _ body: ByteBuffer) {
        self.init(
            site: site, reference: context.reference, method: request.method, path: request.uri.path,
            parameters: Dictionary(
                context.parameters.map {
                    (String($0.key), String($0.value).removingPercentEncoding ?? String($0.value))
                }
            ) { first, _ in first },
            query: request.uri.query.map { Fields(urlEncoded: $0) } ?? Fields(), headers: request.headers, body: body,
            host: request.head.authority, address: context.remoteAddress, now: site.clock(), language: .french)
        language = chosenLanguage
    }

    /// As the person chose, else as the browser asks, else French.
    private var chosenLanguage: Language {
        if let chosen = cookie("verger_language").flatMap(Language.init(rawValue:)) { return chosen }
        let wanted = (headers[.acceptLanguage] ?? "").split(separator: ",").compactMap { part in
            Language(rawValue: String(part.trimmed.prefix(2)).lowercased())
        }
        return wanted.first ?? .french
    }
}

extension Response {
    init(_ answer: Answer) {
        switch answer.body {
        case .bytes(let bytes):
            self.init(status: answer.status, headers: answer.headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
        case .parts(let length, let part):
            self.init(
                status: answer.status, headers: answer.headers,
                body: .init(contentLength: length) { writer in
                    var number = 0
                    while let buffer = try await part(number) {
                        try await writer.write(buffer)
                        number += 1
                    }
                    try await writer.finish(nil)
                })
        case .stream(let parts):
            self.init(
                status: answer.status, headers: answer.headers,
                body: .init { writer in
                    let (buffers, continuation) = AsyncStream.makeStream(
                        of: ByteBuffer.self, bufferingPolicy: .bufferingNewest(64))
                    let source = Task {
                        try? await parts { continuation.yield($0) }
                        continuation.finish()
                    }
                    defer { source.cancel() }
                    for await buffer in buffers { try await writer.write(buffer) }
                    try await writer.finish(nil)
                })
        }
    }
}
