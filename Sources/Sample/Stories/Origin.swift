import Verger

/// Where a contact came from, as the `source` of the profile and the channel of the first visit.
enum Origin: CaseIterable {
    case search, advertising, mailing, fair, referral, partner, social

    var name: String {
        switch self {
        case .search: "Référencement naturel"
        case .advertising: "Google Ads"
        case .mailing: "E-mailing"
        case .fair: "Salon"
        case .referral: "Parrainage"
        case .partner: "Apporteur d’affaires"
        case .social: "LinkedIn"
        }
    }

    var channel: String {
        switch self {
        case .search: "organic"
        case .advertising: "google_ads"
        case .mailing: "email"
        case .fair: "fair"
        case .referral: "referral"
        case .partner: "partner"
        case .social: "linkedin"
        }
    }

    /// The campaign that paid for the visit, where there is one.
    var campaign: String? {
        switch self {
        case .search, .fair: nil
        case .advertising: "Four mixte collectif"
        case .mailing: "Basse température"
        case .referral: "Parrainage"
        case .partner: "Apporteurs d’affaires"
        case .social: "Rénover sa cuisine"
        }
    }

    static func drawn(for fate: Fate, _ chance: inout SplitMix64) -> Origin {
        if fate == .boothVisitor { return .fair }
        let weighted: [Origin] = [
            .search, .search, .search, .search, .advertising, .advertising, .advertising, .advertising, .mailing,
            .mailing, .fair, .fair, .referral, .partner, .social,
        ]
        return chance.pick(weighted)
    }
}
