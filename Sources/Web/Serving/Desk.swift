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
        let asker = Asker(route, request.headers, origin: origin(request, context), site)
        let verdict = asker.flatMap { site.limiter.take($0) }
        if let asker, let verdict, let wait = verdict.wait {
            return refusing(request, context, asker, verdict, wait)
        }
        var response: Response
        if case .upload(let act) = route.act {
            response = Response(try await receive(request, context, act))
        } else {
            let body = try await body(of: request, limit: limit(for: Call(request, context, site, .init())))
            response = Response(try await answer(Call(request, context, site, body)))
        }
        // The page for a session that is over answers too, and shows nothing.
        if ![.unauthorized, .forbidden].contains(response.status),
            let admitted = Asker(admittedTo: route, request.headers), admitted != asker
        {
            site.limiter.meet(admitted)
        }
        if case .token = route.access, let asker, let verdict, let limit = asker.limit(site.limiter.limits) {
            verdict.write(to: &response.headers, asker, limit)
        }
        return response
    }

    private func origin(_ request: Request, _ context: Context) -> String {
        site.proxies.origin(peer: context.remoteAddress ?? "", forwarded: request.headers.forwarded)
    }

    /// Too many requests: as a page, as problem+json or as Segment’s libraries read it.
    private func refusing(
        _ request: Request, _ context: Context, _ asker: Asker, _ verdict: TokenBucket.Verdict, _ wait: Int
    ) -> Response {
        let call = Call(request, context, site, .init())
        var answer: Answer
        if case .ingestion = asker {
            answer = IngestionRefusal.overload.answer(in: call.language)
            answer.headers[.retryAfter] = String(wait)
        } else {
            answer = Answer.refusing(.tooMany(secondsToWait: wait, Desk.tooMany(wait)), call)
        }
        if let limit = asker.limit(site.limiter.limits) { verdict.write(to: &answer.headers, asker, limit) }
        return Response(answer)
    }

    private static func tooMany(_ seconds: Int) -> Sentence {
        Sentence(
            fr:
                "Trop de demandes en peu de temps. Rien n’est perdu\u{A0}: réessayez dans \(seconds)\u{A0}seconde\(seconds > 1 ? "s" : "").",
            en:
                "Too many requests in a short time. Nothing is lost: try again in \(seconds) second\(seconds > 1 ? "s" : "")."
        )
    }

    // MARK: Bodies

    /// A body may come slowly, but not for ever: after a while, at so many bytes a second at least.
    private static let slowest = 1_024.0

    private func body(of request: Request, limit: Int) async throws -> ByteBuffer {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
            throw Refusal.tooLarge(limit: limit)
        }
        let start = ContinuousClock.now
        var body = ByteBuffer()
        for try await part in request.body {
            guard body.readableBytes + part.readableBytes <= limit else {
                throw Refusal.tooLarge(limit: limit)
            }
            body.writeImmutableBuffer(part)
            let time = ContinuousClock.now - start
            if time > site.patience / 2, Double(body.readableBytes) < Desk.slowest * time.seconds {
                throw Refusal.tooSlow
            }
        }
        return body
    }

    /// Nobody sends us more than this, in bytes, without having signed in.
    private static let strangersLimit = 2 << 20

    /// A file is taken only after the fields before it have shown who sends it.
    private func receive(
        _ request: Request, _ context: Context, _ act: (Visit, UploadedBody) async throws -> Answer
    ) async throws -> Answer {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > route.bodyLimit {
            throw Refusal.tooLarge(limit: route.bodyLimit)
        }
        guard let boundary = request.headers[.contentType].flatMap(Multipart.boundary) else {
            let call = Call(request, context, site, try await body(of: request, limit: 1 << 20))
            return try await keepingForm(of: call) {
                _ = try await site.threads.runIfActive { try Gate(site).visit(call, route) }
                throw Refusal.unsupportedType(expected: "multipart/form-data")
            }
        }
        let upload = UploadedBody(
            request.body, boundary: boundary, limit: route.bodyLimit, patience: site.patience, slowest: Desk.slowest)
        let fields = try await upload.fields()
        let call = Call(request, context, site, ByteBuffer(bytes: fields))
        let visit = try await site.threads.runIfActive { try Gate(site).visit(call, route) }
        return try await act(visit, upload)
    }

    /// How much of a body is read for whoever asks.
    private func limit(for call: Call) async throws -> Int {
        guard route.bodyLimit > Desk.strangersLimit else { return route.bodyLimit }
        let isKnown: Bool
        if let admits = route.longBodies {
            isKnown = try await site.threads.runIfActive { try admits(call) }
        } else {
            guard case .member = route.access else { return route.bodyLimit }
            isKnown = try await site.threads.runIfActive { try call.visitor() != nil }
        }
        return isKnown ? route.bodyLimit : Desk.strangersLimit
    }

    /// What the route answers; throws a `Refusal` to whoever may not ask.
    package func answer(_ call: Call) async throws -> Answer {
        try await keepingForm(of: call) { try await grantedAnswer(call) }
    }

    /// What was typed goes along through the sign-in.
    private func keepingForm(of call: Call, _ answer: () async throws -> Answer) async throws -> Answer {
        do {
            return try await answer()
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
        case .upload: throw Refusal.notFound
        }
    }

    /// On a thread that may wait for the database.
    private func blockingAnswer(_ call: Call) throws -> Answer {
        switch route.act {
        case .guest(let act):
            if route.access == .person { try Gate(site).requirePerson(call) }
            return try act(call)
        case .member(let act): return try Gate(site).visit(call, route).answer(route, act)
        case .live, .open, .upload: throw Refusal.notFound
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
