import Testing
import Verger

@Suite struct `Proxies that are trusted` {
    @Test(arguments: [
        ("127.0.0.1", ["203.0.113.9"], "203.0.113.9"),
        // What the client wrote itself stands before what our proxy added.
        ("127.0.0.1", ["198.51.100.1", "203.0.113.9"], "203.0.113.9"),
        ("::1", ["2001:db8::7"], "2001:db8::7"), ("::ffff:127.0.0.1", ["203.0.113.9"], "203.0.113.9"),
        ("192.0.2.1", ["203.0.113.9"], "192.0.2.1"), ("127.0.0.1", [], "127.0.0.1"),
        ("127.0.0.1", ["<script>"], "127.0.0.1"), ("127.0.0.1", ["[2001:db8::7]:443"], "2001:db8::7"),
        ("127.0.0.1", ["203.0.113.9:50000"], "203.0.113.9"), ("", ["203.0.113.9"], "203.0.113.9"),
    ])
    func `say for whom they ask`(peer: String, forwarded: [String], origin: String) {
        #expect(TrustedProxies.loopback.origin(peer: peer, forwarded: forwarded) == origin)
    }

    @Test func `are followed as far as they are ours`() throws {
        let proxies = try #require(TrustedProxies(text: "127.0.0.1, 10.0.0.0/8, 2001:db8::/32"))

        let chain = ["198.51.100.1", "203.0.113.9", "10.1.2.3"]
        #expect(proxies.origin(peer: "127.0.0.1", forwarded: chain) == "203.0.113.9")
        #expect(proxies.origin(peer: "127.0.0.2", forwarded: chain) == "127.0.0.2")
        #expect(proxies.contains("2001:db8:1::9") && !proxies.contains("2001:db9::9"))
        #expect(try #require(TrustedProxies(text: "none")).origin(peer: "127.0.0.1", forwarded: chain) == "127.0.0.1")
    }

    @Test(arguments: ["", "10.0.0.0/33", "10.0.0", "a", "::1/129", "10.0.0.0/8/1", "10.0.0.0/-1"])
    func `are refused where they are no network`(text: String) {
        #expect(TrustedProxies(text: text) == nil)
    }
}
