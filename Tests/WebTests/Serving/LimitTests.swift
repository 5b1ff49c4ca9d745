import HTTPTypes
import Storage
import TestSupport
import Testing
import Verger

@testable import Web

@Suite struct `Who asks too often` {
    private var strict: RateLimits {
        RateLimits(
            stranger: RateLimit(rate: 0.001, burst: 5), session: RateLimit(rate: 0.001, burst: 5),
            token: RateLimit(rate: 0.001, burst: 5), ingestion: RateLimit(rate: 0.001, burst: 5))
    }

    private func world() throws -> World { try World(in: Engine.sqlite.migratedDatabase()) }

    @Test func `is told to wait, in the person's language, as a stranger and then as a member`() async throws {
        let world = try world()
        let user = try world.hire("boss@b.fr")
        let browser = try world.browser(of: user, limits: strict)

        // One as a stranger, until the session is known; then the session's own.
        var statuses: [Int] = []
        for _ in 0..<7 { statuses.append(try await browser.get("/w/borie/settings/users").status) }
        let reply = try await browser.ask(.get, "/w/borie/settings/users", headers: [.acceptLanguage: "fr"])

        #expect(statuses == [200, 200, 200, 200, 200, 200, 429])
        #expect(reply.status == 429 && (900...1000).contains(Int(reply.headers[.retryAfter] ?? "") ?? 0))
        #expect(reply.text.contains("Trop de demandes en peu de temps"))
    }

    @Test func `gets nothing by making up sessions`() async throws {
        let browser = Browser(try world(), limits: strict)

        var statuses: [Int] = []
        for number in 0..<7 {
            browser.session = "invented\(number)"
            statuses.append(try await browser.get("/w/borie/today").status)
        }

        #expect(statuses == [303, 303, 303, 303, 303, 429, 429])
        let other = Browser(try world(), limits: strict)
        other.session = "invented"
        let sameOrigin = [HTTPField.Name("Sec-Fetch-Site")!: "same-origin"]
        for _ in 0..<5 { _ = try await other.ask(.post, "/w/borie/tasks", "title=x", headers: sameOrigin) }
        #expect(try await other.ask(.post, "/w/borie/tasks", "title=x", headers: sameOrigin).status == 429)
    }

    @Test func `is counted by the address that a proxy of ours tells`() async throws {
        let browser = Browser(try world(), limits: strict)
        let forwarded = HTTPField.Name("X-Forwarded-For")!

        for _ in 0..<5 { _ = try await browser.ask(.get, "/sign-in", headers: [forwarded: "192.0.2.1"]) }

        #expect(try await browser.ask(.get, "/sign-in", headers: [forwarded: "192.0.2.1"]).status == 429)
        #expect(try await browser.ask(.get, "/sign-in", headers: [forwarded: "192.0.2.2"]).status == 200)
        #expect(try await browser.ask(.get, "/healthz", headers: [forwarded: "192.0.2.1"]).status == 200)
    }

    @Test func `is told by headers what is left, as a program`() async throws {
        let client = try Client(world(), limits: strict)

        let first = try await client.get("contacts")
        let second = try await client.get("contacts")
        for _ in 0..<4 { _ = try await client.get("contacts") }
        let last = try await client.get("contacts")

        #expect(first.headers[HTTPField.Name("RateLimit-Policy")!] == "\"address\";q=5;w=5000")
        #expect(second.headers[HTTPField.Name("RateLimit")!]?.hasPrefix("\"token\";r=4;t=") == true)
        #expect(last.status == 429 && last.headers[.contentType] == "application/problem+json")
        #expect(try last.json["type"]?.text == "/api/v1/docs#too-many")
    }

    @Test func `is told so as Segment's libraries read it`() async throws {
        let client = try Client(world(), limits: strict)

        for _ in 0..<5 { _ = try await client.ask(.post, "/v1/track", "{}") }
        let reply = try await client.ask(.post, "/v1/track", "{}")

        #expect(reply.status == 429 && (900...1000).contains(Int(reply.headers[.retryAfter] ?? "") ?? 0))
        #expect(try reply.json["code"]?.text == "too_many_requests")
    }

    @Test func `is limited as the environment says`() throws {
        let limits = try RateLimits.from(["VERGER_LIMIT_TOKEN": "50/60", "VERGER_LIMIT_SESSION": "off"])

        #expect(limits.token == RateLimit(rate: 50, burst: 60) && limits.session == nil)
        #expect(limits.stranger == RateLimits.usual.stranger)
        #expect(throws: RateLimits.Unreadable.self) { try RateLimits.from(["VERGER_LIMIT_STRANGER": "many"]) }
    }
}
