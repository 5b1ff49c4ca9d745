import Testing
import Verger

@Suite struct `What brought a visit` {
    @Test(arguments: [
        ("", "", TouchChannel.direct, nil as String?),
        ("", "https://www.google.fr/", .seo, "google"),
        ("", "https://www.google.co.uk/search?q=four", .seo, "google"),
        ("", "https://duckduckgo.com", .seo, "duckduckgo"),
        ("", "https://mail.google.com/mail/u/0/", .email, "gmail"),
        ("", "android-app://com.google.android.gm/", .email, "gmail"),
        ("", "https://docs.google.com/document/d/1", .referral, "docs.google.com"),
        ("", "https://t.co/abc", .social, "x"),
        ("", "https://m.facebook.com/", .social, "facebook"),
        ("", "https://fr.linkedin.com/feed", .social, "linkedin"),
        ("", "https://www.lhotellerie.example/article", .referral, "lhotellerie.example"),
        ("", "https://google.attacker.example/", .referral, "google.attacker.example"),
        ("?gclid=Cj0", "https://www.google.com/", .sea, "google"),
        ("?fbclid=IwA", "https://l.facebook.com/", .social, "facebook"),
        ("?fbclid=IwA&gclid=x", "", .sea, "google"),
        ("?li_fat_id=1", "", .socialAds, "linkedin"),
        ("?msclkid=1", "", .sea, "bing"),
        ("?awc=1", "", .affiliate, "awin"),
        ("?utm_source=google&utm_medium=cpc", "", .sea, "google"),
        ("?utm_source=linkedin&utm_medium=cpc", "", .socialAds, "linkedin"),
        ("?utm_source=facebook&utm_medium=paid_social", "", .socialAds, "facebook"),
        ("?utm_source=facebook&utm_medium=cpc&fbclid=a", "", .socialAds, "facebook"),
        ("?utm_source=lettre&utm_medium=E-Mail", "https://www.google.fr/", .email, "lettre"),
        ("?utm_source=lettre&utm_medium=newsletter-novembre", "", .email, "lettre"),
        ("?utm_source=newsletter", "", .email, "newsletter"),
        ("?utm_source=sirha&utm_medium=Salon", "", .event, "sirha"),
        ("?utm_source=kelkoo&utm_medium=affili%C3%A9", "", .affiliate, "kelkoo"),
        ("?utm_source=criteo&utm_medium=banni%C3%A8re", "", .display, "criteo"),
        ("?utm_source=a&utm_medium=carrier+pigeon", "", .other, "a"),
        ("?utm_source=a&utm_medium=carrier+pigeon&gclid=1", "", .sea, "a"),
        ("?utm_campaign=printemps", "https://blog.example/", .other, "blog.example"),
    ])
    func `is told by tags, then by the referrer`(
        query: String, referrer: String, channel: TouchChannel, source: String?
    ) {
        let touch = TouchRules.touch(url: "https://www.borie.example/fours" + query, referrer: referrer)

        #expect(touch?.channel == channel)
        #expect(touch?.source == source)
    }

    @Test func `keeps what the link says of itself`() throws {
        let touch = try #require(
            TouchRules.touch(
                url:
                    "https://borie.example/?utm_source=google&utm_medium=cpc&utm_campaign=Four+mixte%20collectif&utm_term=four"
                    + "&utm_content=b&gclid=Cj0",
                referrer: nil))

        #expect(touch.campaign == "Four mixte collectif")
        #expect(
            touch.properties == [
                "source": "google", "utm_source": "google", "utm_medium": "cpc", "utm_term": "four", "utm_content": "b",
                "gclid": "Cj0",
            ])
    }

    @Test func `is nothing new inside the site`() {
        let page = "https://borie.example/fours"

        #expect(TouchRules.touch(url: page, referrer: "https://www.borie.example/") == nil)
        #expect(
            TouchRules.touch(url: page, referrer: "https://shop.borie.example/", own: ["shop.borie.example"]) == nil)
        #expect(TouchRules.touch(url: page, referrer: "https://shop.borie.example/")?.channel == .referral)
        #expect(TouchRules.touch(url: page + "?utm_medium=email", referrer: page)?.channel == .email)
    }

    @Test(arguments: ["", "x", "://", "https://", "javascript:alert(1)", "https:///x", "ht tp://a", "https://\u{0}/"])
    func `is direct when the address can't be read`(url: String) {
        #expect(TouchRules.touch(url: url, referrer: url) == Touch(.direct))
    }
}

@Suite struct `The address of a page` {
    @Test(arguments: [
        ("https://www.Borie.example:8443/Fours?a=1#x", "https://borie.example/Fours?a=1"),
        ("https://user:secret@borie.example", "https://borie.example/"),
        ("https://borie.example/?vg=1-2&email=a%40b.fr&x=n%40b.fr&gclid=1&page=2", "https://borie.example/?page=2"),
        ("https://borie.example?q=caf%C3%A9+cr%C3%A8me", "https://borie.example/?q=caf%C3%A9%20cr%C3%A8me"),
        ("https://borie.example/a?q=%zz%4", "https://borie.example/a?q=%25zz%254"),
        ("https://[2001:db8::1]:80/a", "https://[2001:db8::1]/a"),
    ])
    func `is kept without what names a person or a click`(text: String, kept: String) {
        #expect(PageAddress(text)?.kept == kept)
    }

    @Test func `is cut when it is endless`() {
        let endless = "https://borie.example/?" + String(repeating: "a=%C3%A9&", count: 100_000)

        #expect((PageAddress(endless)?.parameters.count ?? 0) <= 100)
    }
}
