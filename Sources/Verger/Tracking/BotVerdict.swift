/// Whether a person is behind a request, as far as can be told; and why not.
package enum BotVerdict: Hashable, Sendable {
    case human
    case likelyBot(Reason)
    /// A machine that fetches for a person, before they ask or instead of them: it says nothing of what they do.
    case proxy(Reason)

    package enum Reason: String, CaseIterable, Sendable {
        case userAgent = "user_agent"
        case noUserAgent = "no_user_agent"
        case automated
        case headRequest = "head"
        case prefetch
        case fetcher
        case honeypot
        case pace

        package var label: Sentence {
            switch self {
            case .userAgent: Sentence(fr: "dit être un robot", en: "says it is a robot")
            case .noUserAgent: Sentence(fr: "ne dit pas ce qu’il est", en: "does not say what it is")
            case .automated: Sentence(fr: "navigateur piloté par un programme", en: "browser driven by a program")
            case .headRequest: Sentence(fr: "demande des en-têtes seuls", en: "asks for headers only")
            case .prefetch: Sentence(fr: "page préparée d’avance", en: "page fetched ahead of time")
            case .fetcher: Sentence(fr: "relais d’une messagerie ou d’un réseau", en: "relay of a mailbox or network")
            case .honeypot: Sentence(fr: "a suivi le lien caché", en: "followed the hidden link")
            case .pace: Sentence(fr: "va trop vite pour lire", en: "is too fast to read")
            }
        }
    }

    /// What is known of a request.
    package struct Evidence: Hashable, Sendable {
        package var userAgent: String?
        package var isHead: Bool
        /// `Sec-Purpose`, `Purpose`, `X-Purpose` and `X-Moz` together.
        package var purpose: String?
        package var isAutomated: Bool
        package var metHoneypot: Bool
        package var isTooFast: Bool

        package init(
            userAgent: String?, isHead: Bool = false, purpose: String? = nil, isAutomated: Bool = false,
            metHoneypot: Bool = false, isTooFast: Bool = false
        ) {
            self.userAgent = userAgent
            self.isHead = isHead
            self.purpose = purpose
            self.isAutomated = isAutomated
            self.metHoneypot = metHoneypot
            self.isTooFast = isTooFast
        }
    }

    package init(_ evidence: Evidence) {
        let agent = evidence.userAgent?.trimmedOrNil?.lowercased()
        let purpose = evidence.purpose?.lowercased() ?? ""
        if let agent, BotVerdict.fetchers.contains(where: { agent.contains($0) }) {
            self = .proxy(.fetcher)
        } else if ["prefetch", "prerender", "preview"].contains(where: { purpose.contains($0) }) {
            self = .proxy(.prefetch)
        } else if evidence.metHoneypot {
            self = .likelyBot(.honeypot)
        } else if let agent {
            if BotVerdict.isRobot(agent) {
                self = .likelyBot(.userAgent)
            } else if evidence.isHead {
                self = .likelyBot(.headRequest)
            } else if evidence.isAutomated {
                self = .likelyBot(.automated)
            } else {
                self = evidence.isTooFast ? .likelyBot(.pace) : .human
            }
        } else {
            self = .likelyBot(.noUserAgent)
        }
    }

    package var reason: Reason? {
        switch self {
        case .human: nil
        case .likelyBot(let reason), .proxy(let reason): reason
        }
    }

    // MARK: What robots call themselves

    /// Relays through which people's own mail and translations go.
    private static let fetchers = [
        "googleimageproxy", "yahoomailproxy", "google-read-aloud", "googleweblight", "google web preview",
        "feedfetcher-google", "ggpht.com", "apple-mail-proxy", "duckduckgo-favicons",
    ]

    /// Words of machines, wherever they are.
    private static let words = [
        "bot", "crawl", "spider", "slurp", "headless", "phantomjs", "selenium", "puppeteer", "playwright", "cypress",
        "scrapy", "scraper", "scanner", "monitor", "uptime", "pingdom", "statuscake", "lighthouse", "pagespeed",
        "speedcurve", "gtmetrix", "validator", "w3c_", "checker", "linkcheck", "archive", "wayback", "preview",
        "externalhit", "facebookcatalog", "embedly", "whatsapp/", "telegram", "snapchat/", "skypeuripreview", "slack",
        "feedburner", "feedly", "rss", "syndic", "agregat", "aggregat", "favicon", "thumbnail", "screenshot",
        "snapshot", "search engine", "index", "harvest", "grabber", "extract", "fetch", "reaper", "sniff", "download",
        "java/", "perl", "python", "ruby", "php/", "okhttp", "go-http", "httpclient", "http_client", "http client",
        "httpunit", "libwww", "curl", "wget", "axios", "node-", "nodejs", "undici", "got (", "guzzle", "aiohttp",
        "requests", "urllib", "winhttp", "lwp", "apache-", "jakarta", "java-", "mechanize", "scan", "security",
        "audit", "seo", "analy", "research", "survey", "detect", "verif", "google-", "googleother", "mediapartners",
        "adsbot", "inspectiontool", "bingpreview", "baidu", "yandex", "sogou", "ahrefs", "semrush", "majestic",
        "dataprovider", "domain", "netcraft", "ltx71", "nutch", "heritrix", "mail.ru", "gptbot", "chatgpt", "claude",
        "anthropic", "perplexity", "cohere", "ai2", "ccbot", "diffbot", "iframely", "prerender", "rendertron",
        "newrelic", "site24x7", "datadog", "zabbix", "nagios", "catchpoint", "dotcom-", "wordpress", "drupal",
        "owler", "outbrain", "taboola", "criteo", "proximic", "grapeshot", "ia_archiver", "pinterest/0", "flipboard",
        "tumblr/", "vkshare", "viber", "line-poker", "http://", "https://", "www.", ".com", "agent", "@",
    ]

    /// Telephones and browsers whose names hold such a word.
    private static let innocents = [
        "cubot", "fb_iab", "fban/", "fbav/", "[fb", "google-searchapp", "googlesearchapp", "yabrowser", "yaapp",
        "pinterest for ", "wv)", "indexeddb", "downloadstudio", "perlamutr", "seoul", "slackware",
    ]

    private static func isRobot(_ agent: String) -> Bool {
        var rest = agent
        for innocent in innocents where rest.contains(innocent) {
            rest = rest.replacing(innocent, with: " ")
        }
        if words.contains(where: { rest.contains($0) }) { return true }
        // Of browsers, only Internet Explorer calls itself compatible.
        if rest.contains("compatible"), !rest.contains("msie") { return true }
        // Browsers have called themselves Mozilla or Opera since 1995.
        return !rest.hasPrefix("mozilla/") && !rest.hasPrefix("opera/")
    }
}
