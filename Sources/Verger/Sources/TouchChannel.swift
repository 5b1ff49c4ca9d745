/// How somebody comes to a company, as budgets are made of: what `activity.channel` says of a visit.
package enum TouchChannel: String, CaseIterable, Sendable {
    /// Unpaid results of search engines.
    case seo
    /// Advertising in search engines.
    case sea
    case social
    /// Advertising in social networks.
    case socialAds = "social_ads"
    /// Banners and videos.
    case display
    case email
    case sms
    case affiliate
    case partner
    case event
    case phone
    /// A link on somebody else's site.
    case referral
    /// Typed, kept as a bookmark, or from a place that doesn't tell.
    case direct
    /// Tagged, with a medium that no rule knows.
    case other

    package var label: Sentence {
        switch self {
        case .seo: Sentence(fr: "Référencement naturel", en: "Organic search")
        case .sea: Sentence(fr: "Publicité de recherche", en: "Search ads")
        case .social: Sentence(fr: "Réseaux sociaux", en: "Social networks")
        case .socialAds: Sentence(fr: "Publicité sociale", en: "Social ads")
        case .display: Sentence(fr: "Bannières et vidéo", en: "Display and video")
        case .email: Sentence(fr: "E-mail", en: "E-mail")
        case .sms: Sentence(fr: "SMS", en: "SMS")
        case .affiliate: Sentence(fr: "Affiliation", en: "Affiliates")
        case .partner: Sentence(fr: "Partenaires", en: "Partners")
        case .event: Sentence(fr: "Événements", en: "Events")
        case .phone: Sentence(fr: "Téléphone", en: "Phone")
        case .referral: Sentence(fr: "Autres sites", en: "Other sites")
        case .direct: Sentence(fr: "Accès direct", en: "Direct")
        case .other: Sentence(fr: "Autre", en: "Other")
        }
    }

    /// Whether each visit is paid for.
    package var isPaid: Bool {
        switch self {
        case .sea, .socialAds, .display, .affiliate: true
        case .seo, .social, .email, .sms, .partner, .event, .phone, .referral, .direct, .other: false
        }
    }
}
