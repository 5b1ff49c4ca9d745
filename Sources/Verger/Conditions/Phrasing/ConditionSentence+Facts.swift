extension ConditionSentence {
    /// "a échangé avec nous au moins 2 fois depuis moins de 6 mois".
    func clause(_ did: Did, isNegated: Bool) -> String {
        let filter = did.filter.map { " (\(ofFact.clause($0, level: 0)))" } ?? ""
        let times = did.times ?? .atLeast(1)
        let isAbsence = times == .exactly(0) || times == .atMost(0)
        let window = text(
            of: did.window, isForAbsence: times == .atLeast(1) || isAbsence ? isNegated != isAbsence : false)
        if times == .atLeast(1) || isAbsence {
            return verbs(did.kinds, isNegated: isNegated != isAbsence) + filter + window
        }
        let text = "\(verbs(did.kinds, isNegated: false))\(filter) \(count(times))\(window)"
        return isNegated ? say("il est faux que\u{A0}: \(text)", "it is not the case that \(text)") : text
    }

    private var ofFact: ConditionSentence {
        var copy = self
        copy.isOfFact = true
        return copy
    }

    /// " depuis moins de 12 mois"; what did not happen did not for a while: " depuis 30 jours".
    private func text(of window: Window?, isForAbsence: Bool) -> String {
        switch window {
        case .within(let span) where isForAbsence && language == .french: return " depuis \(span.text(in: .french))"
        case .since(let edge, let kinds):
            let label = catalogue.label(of: kinds).text(in: language)
            let isLast = edge == .last
            return say(
                " depuis le \(isLast ? "dernier" : "premier") fait «\u{A0}\(label)\u{A0}»",
                " since the \(isLast ? "last" : "first") “\(label)”")
        default: return catalogue.phrase(of: window).text(in: language)
        }
    }

    private func count(_ times: Times) -> String {
        switch times {
        case .atLeast(let n): say("au moins \(n)\u{A0}fois", "at least \(n) times")
        case .atMost(let n): say("au plus \(n)\u{A0}fois", n == 1 ? "at most once" : "at most \(n) times")
        case .exactly(let n): say("exactement \(n)\u{A0}fois", n == 1 ? "exactly once" : "exactly \(n) times")
        }
    }

    private func verbs(_ kinds: Kinds, isNegated: Bool) -> String {
        let verbs = kinds.names.map { verb($0.text, isNegated: isNegated) }
        guard verbs.count > 1 else { return verbs.first ?? "" }
        let word = isNegated ? say("et", "and") : say("ou", "or")
        return verbs.dropLast().joined(separator: ", ") + " \(word) " + verbs[verbs.count - 1]
    }

    private func verb(_ name: String, isNegated: Bool) -> String {
        if let verb = FactVerb.known[name] { return (isNegated ? verb.no : verb.yes).text(in: language) }
        let label = catalogue.label(of: Kinds([Name(name)])).text(in: language)
        return isNegated
            ? say("n’a aucun fait «\u{A0}\(label)\u{A0}»", "has no “\(label)”")
            : say("a un fait «\u{A0}\(label)\u{A0}»", "has a “\(label)”")
    }
}

/// What somebody did, or did not do, as a person says it.
private struct FactVerb {
    let yes: Sentence
    let no: Sentence

    private init(_ fr: String, _ nonFr: String, _ en: String, _ nonEn: String) {
        yes = Sentence(fr: fr, en: en)
        no = Sentence(fr: nonFr, en: nonEn)
    }

    /// By group or kind; the others are named by their label.
    static let known: [String: FactVerb] = [
        "visit": .init(
            "a regardé nos pages", "n’a regardé aucune de nos pages", "looked at our pages", "did not look at our pages"
        ),
        "response": .init(
            "a répondu au marketing", "n’a pas répondu au marketing", "answered our marketing",
            "did not answer our marketing"),
        "exchange": .init(
            "a échangé avec nous", "n’a pas échangé avec nous", "talked with us", "did not talk with us"),
        "intent": .init(
            "a exprimé une intention d’achat", "n’a exprimé aucune intention d’achat", "said they want to buy",
            "did not say they want to buy"),
        "advocacy": .init(
            "nous a recommandés", "ne nous a pas recommandés", "recommended us", "did not recommend us"),
        "page_viewed": .init("a vu une page", "n’a vu aucune page", "saw a page", "saw no page"),
        "content_viewed": .init("a vu un contenu", "n’a vu aucun contenu", "saw content", "saw no content"),
        "content_downloaded": .init("a pris un contenu", "n’a pris aucun contenu", "took content", "took no content"),
        "form_submitted": .init(
            "a envoyé un formulaire", "n’a envoyé aucun formulaire", "sent a form", "sent no form"),
        "webinar_attended": .init(
            "a suivi un webinaire", "n’a suivi aucun webinaire", "attended a webinar", "attended no webinar"),
        "call_held": .init(
            "nous a parlé au téléphone", "ne nous a pas parlé au téléphone", "talked with us on the phone",
            "did not talk with us on the phone"),
        "meeting_held": .init("nous a rencontrés", "ne nous a pas rencontrés", "met us", "did not meet us"),
        "demo_requested": .init(
            "a demandé une démonstration", "n’a pas demandé de démonstration", "asked for a demo",
            "did not ask for a demo"),
        "pricing_requested": .init(
            "a demandé un prix", "n’a pas demandé de prix", "asked for a price", "did not ask for a price"),
        "trial_started": .init(
            "a commencé un essai", "n’a commencé aucun essai", "started a trial", "started no trial"),
        "decision_date_given": .init(
            "a donné une date de décision", "n’a donné aucune date de décision", "gave a decision date",
            "gave no decision date"),
        "disqualified": .init(
            "a été disqualifié", "n’a pas été disqualifié", "was disqualified", "was not disqualified"),
        "payment_received": .init("a payé", "n’a pas payé", "paid", "did not pay"),
        "unsubscribed": .init("s’est désinscrit", "ne s’est pas désinscrit", "unsubscribed", "did not unsubscribe"),
    ]
}
