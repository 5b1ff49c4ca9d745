import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Storage
import Verger

/// Stands before all routes: turns what they throw into answers, adds the headers that every answer has, counts.
struct Doorway: RouterMiddleware {
    let site: Site
    let routes: [Route]

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        var response: Response
        do {
            response = try await next(request, context)
        } catch {
            response = refuse(error, request, context)
        }
        response.headers.protect(isSecure: site.isSecure)
        let seconds = (ContinuousClock.now - start).seconds
        // Its form, and never the path: many addresses are secrets.
        let route = context.endpointPath ?? "none"
        site.metrics.record(
            route: route, method: request.method.rawValue, status: response.status.code,
            seconds: seconds)
        site.logger.debug(
            "answered",
            metadata: [
                "method": "\(request.method)", "route": "\(route)", "status": "\(response.status.code)",
                "milliseconds": "\(Int(seconds * 1000))", "reference": "\(context.reference)",
            ])
        return response
    }

    private func refuse(_ error: any Error, _ request: Request, _ context: Context) -> Response {
        let call = Call(request, context, site, .init())
        let refusal: Refusal
        switch error {
        case let found as Refusal: refusal = found
        case let found as Suppressions.Refusal: refusal = .invalid([found.problem])
        case let found as HTTPError where found.status == .notFound: refusal = missing(request)
        case let found as HTTPError where found.status.code < 500:
            refusal = .malformed(Sentence(fr: "requête mal formée", en: "malformed request"))
        case let problem as StorageProblem where problem.isOutside:
            site.logger.error("database", metadata: ["error": "\(problem)", "reference": "\(context.reference)"])
            refusal = .unavailable(problem.sentence, secondsToWait: problem.isPassing ? 2 : 30)
        case let problem as StorageProblem where problem.isOfNulCharacter:
            refusal = .invalid([Problem(Doorway.nulCharacter)])
        default:
            site.logger.error(
                "failed",
                metadata: [
                    "error": "\(error)", "route": "\(context.endpointPath ?? "none")",
                    "reference": "\(context.reference)",
                ])
            return Response(Answer.failure(call))
        }
        let answer = Answer.refusing(refusal, call)
        if case .tooSlow = refusal, case .bytes(let bytes) = answer.body { return Response(lettingGo: answer, bytes) }
        return Response(answer)
    }

    private static let nulCharacter = Sentence(
        fr: "Un texte contient un caractère que rien ne peut garder (U+0000)\u{A0}: retirez-le.",
        en: "A text holds a character that nothing can keep (U+0000): remove it.")

    /// No such address; or one, that another method asks for.
    private func missing(_ request: Request) -> Refusal {
        let parts = request.uri.path.split(separator: "/")
        var methods = routes.filter { $0.matches(parts) }.map(\.method.rawValue)
        if methods.contains("GET") { methods.append("HEAD") }
        return methods.isEmpty || methods.contains(request.method.rawValue) ? .notFound : .methodNotAllowed(methods)
    }
}

extension StorageProblem {
    /// What people are told of a database that does not work: what remains true, and what to do.
    fileprivate var sentence: Sentence {
        switch self {
        case .diskFull:
            Sentence(
                fr:
                    "Le disque du serveur est plein. Ce qui est enregistré le reste, et se lit\u{A0}; rien ne s’écrit. Prévenez qui s’occupe du serveur.",
                en:
                    "The disk of the server is full. What was saved stays, and can be read; nothing can be written. Tell whoever looks after the server."
            )
        case .readOnly:
            Sentence(
                fr:
                    "La base de données ne se laisse que lire. Ce qui est enregistré le reste. Prévenez qui s’occupe du serveur.",
                en:
                    "The database can only be read. What was saved stays. Tell whoever looks after the server.")
        case .busy, .unreachable, .constraint, .newerSchema, .corrupt, .engine:
            Sentence(
                fr: "La base de données ne répond pas. Rien n’est perdu\u{A0}: réessayez dans un instant.",
                en: "The database does not answer. Nothing is lost: try again in a moment.")
        }
    }
}

extension Response {
    /// The last answer of a connection: what its client still sends is not waited for.
    fileprivate init(lettingGo answer: Answer, _ bytes: [UInt8]) {
        struct LetGo: Error {}
        self.init(
            status: answer.status, headers: answer.headers,
            body: .init { writer in
                try await writer.write(ByteBuffer(bytes: bytes))
                throw LetGo()
            })
    }
}

extension Route {
    /// Whether an address has this form, whatever its method.
    package func matches(_ parts: [Substring]) -> Bool {
        let pattern = path.split(separator: "/")
        return pattern.count == parts.count && zip(pattern, parts).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }
}

extension HTTPFields {
    /// What keeps a page from being framed, its scripts from coming from elsewhere, and its answers from being guessed.
    mutating func protect(isSecure: Bool) {
        if self[.contentSecurityPolicy] == nil {
            self[.contentSecurityPolicy] =
                "default-src 'self'; img-src 'self' data:; style-src 'self'; style-src-attr 'unsafe-inline'; "
                + "frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'"
        }
        self[.xContentTypeOptions] = "nosniff"
        let referrer = HTTPField.Name("Referrer-Policy")!
        if self[referrer] == nil { self[referrer] = "same-origin" }
        if self[.cacheControl] == nil { self[.cacheControl] = "no-store" }
        if isSecure { self[.strictTransportSecurity] = "max-age=31536000" }
    }
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
