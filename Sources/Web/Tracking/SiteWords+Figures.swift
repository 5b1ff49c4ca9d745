import Storage
import Verger

extension SiteWords {
    // MARK: The audience

    static let audience = Sentence(fr: "Audience", en: "Audience")
    static let period = Sentence(fr: "Période", en: "Period")
    static let byDay = Sentence(fr: "Visites par jour", en: "Visits by day")
    static let day = Sentence(fr: "Jour", en: "Day")
    static let visits = Sentence(fr: "Visites", en: "Visits")
    static let views = Sentence(fr: "Pages vues", en: "Page views")
    static let time = Sentence(fr: "Temps moyen", en: "Mean time")
    static let anonymous = Sentence(
        fr: "Compteur anonyme\u{A0}: tout le monde y est, personne n’y est reconnaissable. Les robots n’y sont pas.",
        en: "Anonymous counter: everybody is in it, nobody can be recognised. Robots are not.")

    static func audienceOf(_ site: String) -> Sentence {
        Sentence(fr: "Audience de \(site)", en: "Audience of \(site)")
    }

    static func days(_ count: Int) -> Sentence {
        count == 365
            ? Sentence(fr: "1\u{A0}an", en: "1 year") : Sentence(fr: "\(count)\u{A0}jours", en: "\(count) days")
    }

    static func total(_ count: AudienceCount, days: Int, _ notation: Notation) -> Sentence {
        guard count.views > 0 else {
            return Sentence(
                fr: "Aucune page n’a été vue ces \(days) derniers jours.",
                en: "No page was seen in the last \(days) days.")
        }
        let visits = notation.plural(
            count.visits, Sentence(fr: "visite", en: "visit"), Sentence(fr: "visites", en: "visits"))
        let views = notation.plural(
            count.views, Sentence(fr: "page vue", en: "page view"), Sentence(fr: "pages vues", en: "page views"))
        return Sentence(
            fr: "\(visits) et \(views) en \(days)\u{A0}jours.", en: "\(visits) and \(views) in \(days) days.")
    }

    static func heading(_ side: Audience.Side) -> Sentence {
        switch side {
        case .path: Sentence(fr: "Pages", en: "Pages")
        case .channel: Sentence(fr: "Canaux", en: "Channels")
        case .source: Sentence(fr: "Sources", en: "Sources")
        case .campaign: Sentence(fr: "Campagnes", en: "Campaigns")
        }
    }

    static func column(_ side: Audience.Side) -> Sentence {
        switch side {
        case .path: Sentence(fr: "Page", en: "Page")
        case .channel: Sentence(fr: "Canal", en: "Channel")
        case .source: Sentence(fr: "Source", en: "Source")
        case .campaign: Sentence(fr: "Campagne", en: "Campaign")
        }
    }

    static func noLines(_ side: Audience.Side) -> Sentence {
        switch side {
        case .campaign:
            Sentence(
                fr: "Aucune visite ne vient d’un lien marqué utm_campaign.",
                en: "No visit comes from a link marked utm_campaign.")
        case .path, .channel, .source: Sentence(fr: "Rien sur cette période.", en: "Nothing in this period.")
        }
    }

    /// `1 min 20 s`.
    static func clock(_ seconds: Int, _ notation: Notation) -> String {
        if seconds < 60 { return "\(seconds)\u{A0}s" }
        let minutes = "\(notation.count(seconds / 60))\u{A0}min"
        return seconds % 60 == 0 ? minutes : "\(minutes) \(seconds % 60)\u{A0}s"
    }

    // MARK: Robots

    static let robots = Sentence(fr: "Robots", en: "Robots")
    static let agent = Sentence(fr: "Se nomme", en: "Calls itself")
    static let reason = Sentence(fr: "Pourquoi", en: "Why")
    static let hits = Sentence(fr: "Envois", en: "Hits")
    static let last = Sentence(fr: "Dernier", en: "Last")
    static let others = Sentence(fr: "les autres, trop nombreux", en: "the others, too many")
    static let people = Sentence(fr: "des personnes", en: "people")
    static let wasPerson = Sentence(fr: "C’étaient des personnes", en: "These were people")
    static let noRobots = Sentence(fr: "Aucun robot n’est venu.", en: "No robot has come.")
    static let robotsHint = Sentence(
        fr:
            "Ce qui n’est sans doute pas une personne est gardé à part\u{A0}: ni compté, ni noté, ni évalué. Si c’en était une, dites-le\u{A0}: ses visites comptent, à leur date.",
        en:
            "What is probably no person is kept apart: not counted, not recorded, not scored. If it was one, say so: its visits count, on their day."
    )

    static func robotsOf(_ site: String) -> Sentence {
        Sentence(fr: "Robots sur \(site)", en: "Robots on \(site)")
    }

    static func totalOfRobots(_ hits: Int, _ notation: Notation) -> Sentence {
        let count = notation.plural(hits, Sentence(fr: "envoi", en: "hit"), Sentence(fr: "envois", en: "hits"))
        return Sentence(fr: "\(count) mis à part.", en: "\(count) kept apart.")
    }

    static func wasPersonOf(_ agent: String) -> Sentence {
        Sentence(fr: "C’étaient des personnes\u{A0}: \(agent)", en: "These were people: \(agent)")
    }

    static func corrected(_ visits: Int, _ notation: Notation) -> Sentence {
        guard visits > 0 else { return Sentence(fr: "Ces visites comptent.", en: "These visits count.") }
        let count = notation.count(visits)
        return Sentence(
            fr: "Ces visites comptent, dont \(count) de visiteurs qui ont accepté d’être suivis.",
            en: "These visits count, of which \(count) of visitors who agreed to be followed.")
    }
}
