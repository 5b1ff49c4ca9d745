import Testing
import Verger

@Suite struct `What brought somebody to a form` {
    private func touch(_ values: [String: String], _ pass: String = "") -> Touch? {
        FormTouch { values[$0] }.led(by: FormPass(pass)).touch(own: ["borie.example"])
    }

    private static let told: [([String: String], TouchChannel, String?, String?)] = [
        (["utm_source": "google", "utm_medium": "cpc", "utm_campaign": "Fours"], TouchChannel.sea, "google", "Fours"),
        (["page": "https://borie.example/prix", "gclid": "abc"], .sea, "google", nil),
        (["page": "https://borie.example/", "referrer": "https://www.google.fr/"], .seo, "google", nil),
        (["page": "https://verger.test/f/a/b", "referrer": "https://blog.example/a"], .referral, "blog.example", nil),
        (["utm_source": "facebook", "utm_medium": "cpc"], .socialAds, "facebook", nil),
        (["page": "https://verger.test/f/a/b"], .direct, nil, nil),
    ]

    @Test(arguments: told)
    func `is told by the rules of visits`(
        values: [String: String], channel: TouchChannel, source: String?, campaign: String?
    ) {
        let touch = touch(values)

        #expect(touch?.channel == channel && touch?.source == source && touch?.campaign == campaign)
    }

    @Test func `is nothing inside the company’s own site, nor where nothing is known`() {
        #expect(touch(["page": "https://verger.test/f/a/b", "referrer": "https://borie.example/prix"]) == nil)
        #expect(touch([:]) == nil)
    }

    @Test func `is what the site hands on, where the form says nothing itself`() {
        let inside = ["page": "https://borie.example/prix", "referrer": "https://borie.example/"]
        let pass = "~1~utm_source%3Dgoogle%26utm_medium%3Dcpc%26utm_campaign%3DFours~www.google.fr"

        #expect(touch(inside, pass)?.campaign == "Fours")
        #expect(touch(inside, pass)?.channel == .sea)
        #expect(touch(["utm_source": "lettre", "utm_medium": "email"], pass)?.channel == .email)
    }

    @Test func `keeps of addresses nothing that names a person`() {
        let touch = FormTouch {
            ["page": "https://borie.example/a?email=a@b.fr&gclid=1&x=2", "referrer": "nowhere"][$0]
        }

        #expect(touch.values == ["page": "https://borie.example/a?x=2"])
    }

    @Test(arguments: [
        ("0123456789abcdef~1~", "0123456789abcdef"), ("~1~utm_source%3Da~", nil), ("<script>~1~", nil), ("", nil),
        ("0123456789abcdef", "0123456789abcdef"), (String(repeating: "~", count: 50), nil),
    ])
    func `comes with the id of a browser, or none`(text: String, visitor: String?) {
        #expect(FormPass(text).visitor == visitor)
    }
}
