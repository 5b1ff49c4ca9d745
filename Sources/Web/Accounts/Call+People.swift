import Foundation
import HTTPTypes
import NIOPosix
import Storage
import Verger

extension Call {
    /// Whoever comes with this request, as the browser's cookie says; nil for a stranger.
    func visitor() throws -> (token: String, visit: Sessions.Visit)? {
        guard let token = sessionToken else { return nil }
        return try site.database.read { try Sessions($0).visit(token, at: now) }.map { (token, $0) }
    }

    /// Whoever has signed in; the gate has let them through.
    func person() throws -> (token: String, visit: Sessions.Visit) {
        guard let visitor = try visitor(), !visitor.visit.session.isPending else { throw Refusal.signInNeeded }
        return visitor
    }

    /// Where the request comes from, as far as proxies that are trusted say for whom they ask.
    var origin: String { site.proxies.origin(peer: address ?? "", forwarded: headers.forwarded) }

    var browser: Sessions.Browser { Sessions.Browser(userAgent: headers[.userAgent] ?? "", address: origin) }

    /// Whether the browser says that a page of ours sent this.
    var isFromOwnSite: Bool {
        if let site = headers[HTTPField.Name("Sec-Fetch-Site")!] { return site == "same-origin" }
        return headers[.origin].map(isOwn) ?? false
    }

    /// Refuses a form of another site to strangers, who have no session that it could be bound to. Programs that say
    /// nothing of where they come from are let through: they have no cookies to be abused.
    func requireOwnSite() throws {
        if headers[HTTPField.Name("Sec-Fetch-Site")!] == "none" { return }
        let isTold = headers[HTTPField.Name("Sec-Fetch-Site")!] != nil || headers[.origin] != nil
        if isTold, !isFromOwnSite { throw Refusal.foreignForm }
    }

    private func isOwn(_ origin: String) -> Bool {
        let host = origin.split(separator: "/").last.map(String.init)
        return origin == site.address || (host != nil && host == self.host)
    }

    /// An address of ours to go on to: never another site's.
    var next: String? { (form.text("next") ?? query.text("next")).flatMap(Call.local) }

    /// `target` when it is an address of this site.
    static func local(_ target: String) -> String? {
        let isOther = target.hasPrefix("//") || target.contains("\\") || target.utf8.contains { $0 < 0x20 }
        return target.hasPrefix("/") && !isOther ? target : nil
    }

    /// The page of ours that a form was on.
    var sendingPage: String? {
        guard let referrer = headers[.referer], let start = referrer.range(of: "://")?.upperBound else { return nil }
        let rest = referrer[start...]
        guard let slash = rest.firstIndex(of: "/"), isOwn(String(referrer[..<slash])) else { return nil }
        return Call.local(String(rest[slash...]))
    }
}

extension HTTPFields {
    /// The addresses of `X-Forwarded-For`, in the order in which proxies added them.
    var forwarded: [String] {
        self[values: HTTPField.Name("X-Forwarded-For")!].flatMap { $0.split(separator: ",").map(\.trimmed) }
    }
}

extension Answer {
    /// With what the browser is to keep of its session.
    func keeping(_ token: String, _ site: Site) -> Answer {
        with(
            .setCookie,
            "\(Gate.cookieName(site))=\(token); Path=/; HttpOnly; SameSite=Lax; "
                + "Max-Age=\(Session.lifetime / Instant.second)\(site.isSecure ? "; Secure" : "")")
    }

    /// With the order to forget its session.
    func leaving(_ site: Site) -> Answer {
        with(
            .setCookie,
            "\(Gate.cookieName(site))=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0\(site.isSecure ? "; Secure" : "")")
    }
}

/// Where passwords are looked at. Each takes 64 MiB and a tenth of a second: however many come at once, two are looked at,
/// and the pages of others do not wait.
enum PasswordDesk {
    private static let threads: NIOThreadPool = {
        let pool = NIOThreadPool(numberOfThreads: 2)
        pool.start()
        return pool
    }()

    static func answer(_ body: @escaping @Sendable () throws -> Answer) async throws -> Answer {
        try await threads.runIfActive(body)
    }
}

extension Route {
    /// A form of strangers that holds a password.
    init(_ path: String, password act: @escaping @Sendable (Call) throws -> Answer) {
        self.init(
            .post, path,
            waiting: { call in
                try call.requireOwnSite()
                return try await PasswordDesk.answer { try act(call) }
            })
    }
}

extension SignIn.Refusal {
    func sentence(at now: Instant) -> Sentence {
        switch self {
        case .wrong:
            Sentence(
                fr: "Adresse ou mot de passe inconnus. Vérifiez les deux.",
                en: "Unknown address or password. Check both.")
        case .wait(let end): SignIn.Refusal.waiting(until: end, at: now)
        }
    }

    static func waiting(until end: Instant, at now: Instant) -> Sentence {
        let seconds = max(1, (end - now + Instant.second - 1) / Instant.second)
        let minutes = (seconds + 59) / 60
        let (fr, en) =
            seconds < 60
            ? ("\(seconds)\u{A0}secondes", "\(seconds) seconds")
            : ("\(minutes)\u{A0}minute\(minutes > 1 ? "s" : "")", "\(minutes) minute\(minutes > 1 ? "s" : "")")
        return Sentence(
            fr: "Trop d’essais à la suite. Réessayez dans \(fr).", en: "Too many attempts in a row. Try again in \(en)."
        )
    }

    func status() -> HTTPResponse.Status {
        switch self {
        case .wrong: .unprocessableContent
        case .wait: .tooManyRequests
        }
    }

    /// With the header that says how long to wait.
    func marked(_ answer: Answer, at now: Instant) -> Answer {
        guard case .wait(let end) = self else { return answer }
        return answer.with(.retryAfter, String(max(1, (end - now) / Instant.second + 1)))
    }
}
