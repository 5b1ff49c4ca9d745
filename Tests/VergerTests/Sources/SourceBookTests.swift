import Testing
import Verger

@Suite struct `The book of sources` {
    private let kinds = Dictionary(uniqueKeysWithValues: ActivityKind.catalogue.map { ($0.name, $0) })

    private func book() throws -> SourceBook {
        try SourceBook(
            own: [Channel(id: "radio", name: "Radio", aliases: ["antenne"])],
            campaigns: [
                Campaign(
                    id: 1, name: "Four mixte", channel: "sea",
                    rules: [.init(campaign: "four", source: "google"), .init(campaign: "mixte")],
                    pages: ["/offre/fours"]),
                Campaign(
                    id: 2, name: "Four lettre", channel: "email", rules: [.init(campaign: "four", medium: "email")]),
            ])
    }

    private func touch(
        _ kind: String, _ channel: String?, _ campaign: String? = nil, _ properties: [String: String] = [:],
        at seconds: Int64 = 0
    ) throws -> SourceTouch? {
        let activity = Activity(
            id: seconds, at: Instant(seconds: seconds), kind: kind, channel: channel, campaign: campaign,
            properties: properties)
        return try book().touch(of: activity, kind: kinds[kind])
    }

    @Test(arguments: [
        ("google_ads", "sea"), ("Référencement naturel", "seo"), ("organic", "seo"), ("Salon", "event"), ("cpc", "sea"),
        ("ANTENNE", "radio"), ("Apporteur d’affaires", "partner"), ("web", nil), ("", nil),
    ])
    func `knows channels by many names, and where something was done from what brought it`(name: String, id: String?)
        throws
    {
        #expect(try book().channel(named: name) == id)
    }

    @Test func `tells campaigns by their links, the strictest rule first`() throws {
        let tags = [("google", "cpc"), ("brevo", "email"), (nil, nil)]

        let found = try tags.map { try book().campaign(named: "FOUR", source: $0.0, medium: $0.1)?.id }

        #expect(found == [1, 2, nil])
        #expect(try book().campaign(named: "four mixte")?.id == 1)
    }

    @Test func `takes the channel of the campaign, not of the place`() throws {
        let touch = try touch("form_submitted", "web", "mixte")

        #expect(touch?.channel == "sea" && touch?.campaign == 1 && touch?.isWeak == false)
    }

    @Test func `tells the same of the same link, however it came in`() throws {
        #expect(try touch("form_submitted", "cpc", nil, ["utm_source": "facebook"])?.channel == "social_ads")
        #expect(try touch("form_submitted", "cpc", nil, ["utm_source": "google"])?.channel == "sea")
        #expect(
            try touch("form_submitted", "web", nil, ["utm_source": "brevo", "utm_medium": "email"])?.channel == "email")
        #expect(try touch("form_submitted", "google_ads", "four", ["utm_source": "google"])?.campaign == 1)
    }

    @Test func `counts several facts of one moment as one touch`() throws {
        let touches = try [
            touch("form_submitted", "sea", "mixte", at: 1), touch("content_downloaded", "sea", "mixte", at: 1),
            touch("form_submitted", "sea", "mixte", at: 2),
        ].compactMap(\.self)
        let profile = SourceTouch(at: Instant(seconds: 0), channel: "event", campaign: nil, origin: .profile)

        #expect(TouchHistory(touches, profile: profile).told == [touches[0], touches[2]])
        #expect(TouchHistory([], profile: profile).told == [profile])
    }

    @Test func `sees no touch in what we do, sell or note`() throws {
        #expect(try touch("email_sent", "email", "mixte") == nil)
        #expect(try touch("payment_received", "sea", "mixte") == nil)
        #expect(try touch("call_held", "phone", nil, ["direction": "outbound"]) == nil)
        #expect(try touch("page_viewed", "web") == nil)
    }

    @Test func `tells a campaign by a page to which only it leads`() throws {
        #expect(
            try touch("page_viewed", "direct", nil, ["url": "https://borie.example/offre/fours/?a=1"])?.campaign == 1)
        #expect(try touch("page_viewed", "seo", nil, ["url": "/offre/fours"])?.campaign == nil)
    }

    @Test func `gives a lead to the last touch that brought it, not to the call that followed`() throws {
        let touches = try [
            touch("page_viewed", "seo", at: 1), touch("page_viewed", "google_ads", "mixte", at: 2),
            touch("page_viewed", "direct", at: 3), touch("call_held", "phone", at: 4),
            touch("email_clicked", "email", "Four lettre", at: 9),
        ].compactMap(\.self)
        let history = TouchHistory(touches)

        #expect(history.first?.channel == "seo")
        #expect(history.creating(leadAt: Instant(seconds: 5))?.campaign == 1)
        #expect(history.creating(leadAt: Instant(seconds: 9))?.campaign == 2)
        #expect(TouchHistory(Array(touches[2...3])).creating(leadAt: Instant(seconds: 5))?.channel == "direct")
    }

    @Test func `writes the links of a campaign`() throws {
        let campaign = try book().campaigns[0]

        #expect(
            campaign.link(to: "https://borie.example/fours?a=1#prix", source: "google", medium: "cpc")
                == "https://borie.example/fours?a=1&utm_source=google&utm_medium=cpc&utm_campaign=four#prix")
        #expect(campaign.link(to: "javascript:alert(1)", source: "a", medium: "b") == nil)
    }
}
