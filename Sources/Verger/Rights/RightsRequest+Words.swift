extension RightsRequest.Kind {
    package var label: Sentence {
        switch self {
        case .access: Sentence(fr: "accès", en: "access")
        case .rectification: Sentence(fr: "rectification", en: "rectification")
        case .erasure: Sentence(fr: "effacement", en: "erasure")
        case .restriction: Sentence(fr: "limitation", en: "restriction")
        case .profilingObjection: Sentence(fr: "opposition au profilage", en: "objection to profiling")
        case .marketingObjection: Sentence(fr: "opposition à la prospection", en: "objection to marketing")
        case .portability: Sentence(fr: "portabilité", en: "portability")
        }
    }

    /// Of the GDPR.
    package var article: Int {
        switch self {
        case .access: 15
        case .rectification: 16
        case .erasure: 17
        case .restriction: 18
        case .portability: 20
        case .profilingObjection, .marketingObjection: 21
        }
    }
}

extension RightsRequest.Outcome {
    package var label: Sentence {
        switch self {
        case .granted: Sentence(fr: "acceptée", en: "granted")
        case .refused: Sentence(fr: "refusée", en: "refused")
        }
    }
}

extension RightsRequest.Problem {
    package var sentence: Sentence {
        switch self {
        case .closed: Sentence(fr: "Cette demande est close.", en: "This request is closed.")
        case .reasonMissing: Sentence(fr: "Une raison est à donner.", en: "A reason is needed.")
        case .extendedAlready:
            Sentence(fr: "Le délai a déjà été prolongé.", en: "The time was already extended.")
        case .tooLateToExtend:
            Sentence(
                fr: "Le premier délai est passé\u{A0}: la personne devait être prévenue avant.",
                en: "The first month is over: the person had to be told before.")
        case .badDay:
            Sentence(
                fr: "Une date passée est attendue, par exemple 2026-11-22.",
                en: "A day in the past is expected, such as 2026-11-22.")
        }
    }
}
