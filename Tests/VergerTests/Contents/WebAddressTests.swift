import Testing
import Verger

@Suite struct `An address of the web` {
    @Test(arguments: [
        "http://example.org", "https://", "javascript:alert(1)", "https://a@example.org/", "https://exa mple.org",
        "https://localhost", "https://example.org\\@evil.org", "//example.org", "https://10.0.0.1/",
    ])
    func `that is not a public https one is refused`(text: String) {
        #expect(!WebAddress.isSecure(text))
    }

    @Test func `has a host and an origin`() {
        #expect(WebAddress.host(of: "https://WWW.Exemple.fr/a?b#c") == "www.exemple.fr")
        #expect(WebAddress.origin("https://WWW.Exemple.fr/") == "https://www.exemple.fr")
        #expect(WebAddress.origin("www.exemple.fr") == "https://www.exemple.fr")
        #expect(WebAddress.origin("https://www.exemple.fr:8443") == "https://www.exemple.fr:8443")
        #expect(WebAddress.origin("https://www.exemple.fr/page") == nil)
        #expect(WebAddress.origin("http://www.exemple.fr") == nil)
    }
}
