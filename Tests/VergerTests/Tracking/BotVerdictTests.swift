import Foundation
import Testing
import Verger

@Suite struct `A verdict on a visit` {
    static let people = [
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15",
        "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
        "Mozilla/5.0 (Linux; Android 9; CUBOT_X19) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/90.0.4430.91 Mobile Safari/537.36",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/21F90 [FBAN/FBIOS;FBAV/465.0]",
        "Mozilla/5.0 (Linux; Android 13; SM-A536B; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/120.0 Mobile Safari/537.36 [Pinterest for Android]",
        "Opera/9.80 (Windows NT 6.1; WOW64) Presto/2.12.388 Version/12.18",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0 YaBrowser/25.8 Safari/537.36",
    ]

    @Test(arguments: people)
    func `takes browsers of people for what they are`(agent: String) {
        #expect(BotVerdict(.init(userAgent: agent)) == .human)
    }

    @Test(arguments: [
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "curl/8.5.0",
        "python-requests/2.32",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/141.0 Safari/537.36",
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)", "Go-http-client/2.0",
        "Java/17.0.2",
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
        "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)", "WhatsApp/2.23.20.0", "something",
    ])
    func `knows robots by what they call themselves`(agent: String) {
        #expect(BotVerdict(.init(userAgent: agent)) == .likelyBot(.userAgent))
    }

    @Test func `gives its reason, the surest first`() {
        let person = Self.people[0]

        #expect(BotVerdict(.init(userAgent: nil)) == .likelyBot(.noUserAgent))
        #expect(BotVerdict(.init(userAgent: " ")) == .likelyBot(.noUserAgent))
        #expect(BotVerdict(.init(userAgent: person, isHead: true)) == .likelyBot(.headRequest))
        #expect(BotVerdict(.init(userAgent: person, purpose: "prefetch;prerender")) == .proxy(.prefetch))
        #expect(BotVerdict(.init(userAgent: person, isAutomated: true)) == .likelyBot(.automated))
        #expect(BotVerdict(.init(userAgent: person, metHoneypot: true)) == .likelyBot(.honeypot))
        #expect(BotVerdict(.init(userAgent: person, isTooFast: true)) == .likelyBot(.pace))
        let proxy = "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)"
        #expect(BotVerdict(.init(userAgent: proxy)) == .proxy(.fetcher))
    }

    private struct Crawler: Decodable {
        let instances: [String]?
    }

    private static let crawlers = ProcessInfo.processInfo.environment["VERGER_CRAWLERS"] ?? ""

    /// The public list crawler-user-agents.json, where it is at hand: its patterns are not ours.
    @Test(.enabled(if: FileManager.default.fileExists(atPath: crawlers), "VERGER_CRAWLERS names no file"))
    func `recognises nearly all of a public list of crawlers`() throws {
        let data = try Data(contentsOf: URL(filePath: Self.crawlers))
        let agents = try JSONDecoder().decode([Crawler].self, from: data).flatMap { $0.instances ?? [] }

        let missed = agents.filter { BotVerdict(.init(userAgent: $0)) == .human }

        #expect(agents.count > 1000)
        #expect(Double(missed.count) <= Double(agents.count) * 0.02, "\(missed.prefix(40))")
    }
}

@Suite struct `The pace of a browser` {
    let start = Instant(seconds: 1_000_000)

    @Test func `is a reader's at a page each second for ten pages`() {
        var pace = Pace()

        let verdicts = (0..<11).map { pace.note("a", at: start + Int64($0) * Instant.second) }

        #expect(verdicts == Array(repeating: false, count: 11))
    }

    @Test func `is a robot's at the twelfth page within ten seconds, of that browser alone`() {
        var pace = Pace()
        let verdicts = (0..<12).map { pace.note("a", at: start + Int64($0) * Instant.second / 2) }

        #expect(verdicts == Array(repeating: false, count: 11) + [true])
        let others = [pace.note("b", at: start), pace.note("a", at: start + Instant.minute)]
        #expect(others == [false, false])
    }

    @Test func `is forgotten when too many browsers come`() {
        var pace = Pace(capacity: 100)
        for number in 0..<1000 { _ = pace.note("\(number)", at: start) }

        let isFast = pace.note("1", at: start)
        #expect(!isFast)
    }
}

@Suite struct `A bucket of tokens` {
    let start = Instant(seconds: 1_000_000)
    let rate = RateLimit(rate: 2, burst: 3)

    @Test func `gives so many at once, then so many a second`() {
        var bucket = TokenBucket(rate, at: start)
        let taken = (0..<4).map { _ in bucket.take(rate, at: start).wait }

        #expect(taken == [nil, nil, nil, 1])
        let later = (0..<2).map { _ in bucket.take(rate, at: start + Instant.second / 2).wait }
        #expect(later == [nil, 1])
    }

    @Test func `fills no further than it is deep, and not by a clock that was set back`() {
        var bucket = TokenBucket(rate, at: start)
        for _ in 0..<3 { _ = bucket.take(rate, at: start).wait }

        let earlier = bucket.take(rate, at: start - Instant.day).wait
        let later = (0..<4).map { _ in bucket.take(rate, at: start + Instant.day).wait }
        #expect(earlier == 1 && later == [nil, nil, nil, 1])
    }

    @Test func `is one for each, of bounded number`() {
        var buckets = TokenBuckets(rate, capacity: 50)
        for number in 0..<500 { _ = buckets.take("\(number)", at: start) }

        #expect(buckets.count <= 50)
    }
}
