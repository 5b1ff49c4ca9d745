/// From the address of a landing page and its referrer to the channel that brought the visit. What the link says of itself
/// comes before what can be told from the place it was on: medium, click id, source, referrer.
package enum TouchRules {
    /// Nil for a step inside the site: the same host, without any tag. `own`: further hosts of the site.
    package static func touch(page: PageAddress, referrer: String?, own: Set<String> = []) -> Touch? {
        let from = referrer.flatMap { PageAddress($0) }
        let tags = Tags(page)
        if !tags.isEmpty { return tags.touch(from: from) }
        guard let from else { return Touch(.direct) }
        guard from.host != page.host, !own.contains(from.host) else { return nil }
        let place = place(from)
        return Touch(place?.channel ?? .referral, source: place?.source ?? from.host)
    }

    /// The same, of an address as text; `direct` when it can't be read.
    package static func touch(url: String, referrer: String?, own: Set<String> = []) -> Touch? {
        guard let page = PageAddress(url) else { return Touch(.direct) }
        return touch(page: page, referrer: referrer, own: own)
    }

    /// The touch that the properties of an activity tell, as links name them: `utm_medium`, `gclid`. Nil without any.
    package static func touch(told properties: [String: String]) -> Touch? {
        let tags = Tags(PageAddress(host: "", path: "/", properties.map { ($0.key, $0.value) }))
        return tags.isEmpty ? nil : tags.touch(from: properties["referrer"].flatMap { PageAddress($0) })
    }

    /// Whether links tell by a parameter called so what they belong to.
    package static func isTag(_ name: String) -> Bool {
        name.hasPrefix("utm_") || name.hasPrefix("mtm_") || clickIDs[name] != nil
    }

    /// The channel of a visit that a link's own words describe; nil without any.
    package static func channel(medium: String?, source: String?) -> TouchChannel? {
        let place = source.flatMap { TouchRules.place(named: $0.folded) }
        guard let medium = medium?.folded.trimmedOrNil else { return source == nil ? nil : place?.channel ?? .other }
        guard let means = mediums[medium] ?? partialMediums.first(where: { medium.contains($0.part) })?.means else {
            return place?.channel ?? .other
        }
        switch means {
        case .is(let channel): return channel
        case .paid: return place?.channel == .social ? .socialAds : .sea
        case .organic: return place?.channel ?? .seo
        }
    }

    // MARK: The rules

    enum Medium {
        case `is`(TouchChannel)
        /// Advertising: where, the source says.
        case paid
        /// Not advertising: where, the source says.
        case organic
    }

    /// By `utm_medium` without case and accents.
    static let mediums: [String: Medium] = [
        "cpc": .paid, "ppc": .paid, "cpm": .paid, "cpa": .is(.affiliate), "paid": .paid, "paidsearch": .is(.sea),
        "sea": .is(.sea), "sem": .is(.sea), "ads": .paid, "ad": .paid, "adwords": .is(.sea),
        "organic": .organic, "seo": .is(.seo),
        "social": .is(.social), "sm": .is(.social), "rs": .is(.social), "post": .is(.social),
        "paidsocial": .is(.socialAds), "social_ads": .is(.socialAds), "social_paid": .is(.socialAds),
        "display": .is(.display), "banner": .is(.display), "banniere": .is(.display), "video": .is(.display),
        "email": .is(.email), "e-mail": .is(.email), "mail": .is(.email), "newsletter": .is(.email),
        "emailing": .is(.email), "e-mailing": .is(.email), "sms": .is(.sms),
        "affiliate": .is(.affiliate), "affiliation": .is(.affiliate), "affilie": .is(.affiliate),
        "partner": .is(.partner), "partenaire": .is(.partner), "partenariat": .is(.partner),
        "event": .is(.event), "evenement": .is(.event), "salon": .is(.event), "fair": .is(.event), "qr": .is(.event),
        "webinar": .is(.event), "webinaire": .is(.event), "phone": .is(.phone), "telephone": .is(.phone),
        "referral": .is(.referral), "referer": .is(.referral), "link": .is(.referral),
        "direct": .is(.direct), "(none)": .is(.direct), "none": .is(.direct),
    ]

    /// Where no medium is called so exactly.
    static let partialMediums: [(part: String, means: Medium)] = [
        ("paid social", .is(.socialAds)), ("paid-social", .is(.socialAds)), ("paid_social", .is(.socialAds)),
        ("social-paid", .is(.socialAds)), ("paid search", .is(.sea)), ("paid-search", .is(.sea)),
        ("paid_search", .is(.sea)), ("cpc", .paid), ("newsletter", .is(.email)), ("email", .is(.email)),
        ("mailing", .is(.email)), ("affili", .is(.affiliate)), ("display", .is(.display)), ("social", .is(.social)),
    ]

    /// Parameters that advertisers, networks and mailing programs add to links. `fbclid` is on unpaid links too.
    package static let clickIDs: [String: (source: String, channel: TouchChannel)] = [
        "gclid": ("google", .sea), "gbraid": ("google", .sea), "wbraid": ("google", .sea),
        "dclid": ("google", .display),
        "msclkid": ("bing", .sea), "yclid": ("yandex", .sea), "fbclid": ("facebook", .social),
        "igshid": ("instagram", .social), "li_fat_id": ("linkedin", .socialAds), "ttclid": ("tiktok", .socialAds),
        "twclid": ("x", .socialAds), "rdt_cid": ("reddit", .socialAds), "epik": ("pinterest", .socialAds),
        "scclid": ("snapchat", .socialAds), "mc_eid": ("mailchimp", .email), "_hsenc": ("hubspot", .email),
        "mkt_tok": ("marketo", .email), "awc": ("awin", .affiliate), "irclickid": ("impact", .affiliate),
        "cjevent": ("cj", .affiliate), "tduid": ("tradedoubler", .affiliate),
    ]

    /// Advertisers before networks: a link may carry several.
    static let clickOrder = clickIDs.keys.sorted {
        let (left, right) = (clickIDs[$0]?.channel.isPaid == true, clickIDs[$1]?.channel.isPaid == true)
        return left == right ? $0 < $1 : left
    }

    struct Place {
        let source: String
        let channel: TouchChannel
    }

    /// Hosts and `utm_source`s by the name that they hold between dots: `google` is that of `google.co.uk` too.
    static let places: [String: TouchChannel] = {
        var places: [String: TouchChannel] = [:]
        for name in [
            "google", "bing", "duckduckgo", "qwant", "ecosia", "yahoo", "yandex", "baidu", "brave", "startpage",
            "lilo", "naver", "seznam", "kagi", "mojeek", "aol", "ask",
        ] { places[name] = .seo }
        for name in [
            "facebook", "instagram", "linkedin", "twitter", "x", "tiktok", "youtube", "pinterest", "reddit", "snapchat",
            "threads", "mastodon", "bsky", "bluesky", "whatsapp", "telegram", "viadeo", "discord", "tumblr", "quora",
            "meta",
        ] { places[name] = .social }
        for name in [
            "newsletter", "email", "e-mail", "mail", "emailing", "mailchimp", "brevo", "sendinblue", "mailjet",
            "hubspot",
            "marketo", "outlook", "gmail",
        ] { places[name] = .email }
        return places
    }()

    /// Hosts that are not what their name says, and those that have none of the names.
    static let hosts: [String: Place] = [
        "mail.google.com": Place(source: "gmail", channel: .email),
        "com.google.android.gm": Place(source: "gmail", channel: .email),
        "mail.yahoo.com": Place(source: "yahoo", channel: .email),
        "outlook.live.com": Place(source: "outlook", channel: .email),
        "outlook.office.com": Place(source: "outlook", channel: .email),
        "outlook.office365.com": Place(source: "outlook", channel: .email),
        "mail.proton.me": Place(source: "proton", channel: .email),
        "messagerie.orange.fr": Place(source: "orange", channel: .email),
        "webmail.free.fr": Place(source: "free", channel: .email),
        "t.co": Place(source: "x", channel: .social), "lnkd.in": Place(source: "linkedin", channel: .social),
        "com.linkedin.android": Place(source: "linkedin", channel: .social),
        "fb.me": Place(source: "facebook", channel: .social), "youtu.be": Place(source: "youtube", channel: .social),
        "redd.it": Place(source: "reddit", channel: .social), "wa.me": Place(source: "whatsapp", channel: .social),
        "com.google.android.googlequicksearchbox": Place(source: "google", channel: .seo),
        "docs.google.com": Place(source: "docs.google.com", channel: .referral),
        "sites.google.com": Place(source: "sites.google.com", channel: .referral),
    ]

    /// Nil for a site like any other.
    static func place(_ address: PageAddress) -> Place? {
        if let known = hosts[address.host] { return known }
        // The name is the label before the ending, which has one part or, as in `co.uk`, two.
        let labels = address.host.split(separator: ".").map(String.init)
        for index in [labels.count - 2, labels.count - 3] where index >= 0 {
            if index == labels.count - 3, labels[labels.count - 2].count > 3 { break }
            guard let channel = places[labels[index]], channel != .email else { continue }
            return Place(source: labels[index], channel: channel)
        }
        return nil
    }

    static func place(named source: String) -> Place? {
        if let channel = places[source] { return Place(source: source, channel: channel) }
        return PageAddress("https://\(source)").flatMap { source.contains(".") ? place($0) : nil }
    }
}

/// What the address of a landing page says of itself.
private struct Tags {
    let source: String?
    let medium: String?
    let campaign: String?
    let texts: [String: String]
    let click: Touch.Click?

    init(_ page: PageAddress) {
        source = page.value("utm_source") ?? page.value("mtm_source")
        medium = page.value("utm_medium") ?? page.value("mtm_medium")
        campaign = page.value("utm_campaign") ?? page.value("mtm_campaign")
        var texts: [String: String] = [:]
        texts["utm_source"] = source
        texts["utm_medium"] = medium
        texts["utm_term"] = page.value("utm_term") ?? page.value("mtm_kwd")
        texts["utm_content"] = page.value("utm_content") ?? page.value("mtm_content")
        self.texts = texts
        click =
            TouchRules.clickOrder.lazy
            .compactMap { name in page.value(name).map { Touch.Click(name: name, value: $0) } }.first
    }

    var isEmpty: Bool { texts.isEmpty && campaign == nil && click == nil }

    func touch(from: PageAddress?) -> Touch {
        let clicked = click.flatMap { TouchRules.clickIDs[$0.name] }
        let source = source ?? clicked?.source
        let said = medium == nil ? nil : TouchRules.channel(medium: medium, source: source)
        let known = said == .other ? nil : said
        let channel = known ?? clicked?.channel ?? TouchRules.channel(medium: medium, source: source)
        return Touch(
            channel ?? .other, source: source ?? from.map { TouchRules.place($0)?.source ?? $0.host },
            campaign: campaign, tags: texts, click: click)
    }
}
