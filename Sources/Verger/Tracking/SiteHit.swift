/// One thing that happened on a page, as the page's script tells it.
package struct SiteHit: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        case page, content, download, form, track, identify
        /// How long the page was looked at.
        case time
        case consent
        /// Somebody else uses the browser from now on.
        case reset
    }

    package let kind: Kind
    /// Unique; a second hit with the same one is the same.
    package let id: String
    package let at: Instant
    /// The title, the content, the form, the event, the user.
    package var name: String?
    package var properties: [String: String]
    /// What a form or `identify` says of the person.
    package var person: ImportedContact?

    package init(
        _ kind: Kind, id: String, at: Instant, name: String? = nil, properties: [String: String] = [:],
        person: ImportedContact? = nil
    ) {
        self.kind = kind
        self.id = id
        self.at = at
        self.name = name
        self.properties = properties
        self.person = person
    }

    /// Of `time`: at most an hour, whatever a clock says.
    package var seconds: Int { min(max(properties["seconds"].flatMap { Int($0) } ?? 0, 0), 3600) }

    /// Of `consent`: whether it was given.
    package var isGranted: Bool { properties["granted"] == "true" }
}

/// What one page sent in one request.
package struct SiteDelivery: Hashable, Sendable {
    package let key: String
    package let page: PageAddress
    /// Where the browser says it comes from.
    package let referrer: String?
    /// The page that the visit began with, where that was another one: carried from page to page in the links, until
    /// something may be kept.
    package let landing: PageAddress?
    package let landingReferrer: String?
    /// The cookie's id; nil before consent.
    package var visitor: String?
    /// The seal of a link in a mail that led here.
    package let token: String?
    package let language: String?
    /// Whether a program drives the browser, as the browser says.
    package let isAutomated: Bool
    package var hits: [SiteHit]

    package init(
        key: String, page: PageAddress, referrer: String? = nil, landing: PageAddress? = nil,
        landingReferrer: String? = nil, visitor: String? = nil, token: String? = nil, language: String? = nil,
        isAutomated: Bool = false, hits: [SiteHit]
    ) {
        self.key = key
        self.page = page
        self.referrer = referrer
        self.landing = landing
        self.landingReferrer = landingReferrer
        self.visitor = visitor
        self.token = token
        self.language = language
        self.isAutomated = isAutomated
        self.hits = hits
    }

    /// What brought the visit that this page belongs to; nil inside the site where nothing tells.
    package func touch(own hosts: [String]) -> Touch? {
        if let landing { return TouchRules.touch(page: landing, referrer: landingReferrer, own: Set(hosts)) }
        return entry(own: hosts)
    }

    /// What brought the visitor to this very page; nil for a step inside the site.
    package func entry(own hosts: [String]) -> Touch? {
        TouchRules.touch(page: page, referrer: referrer, own: Set(hosts))
    }

    /// What is left without consent: what a form says of itself, which its sender sent on purpose.
    package var anonymous: SiteDelivery {
        var copy = self
        copy.visitor = nil
        copy.hits = hits.filter { [.page, .time, .form].contains($0.kind) }
        return copy
    }
}
