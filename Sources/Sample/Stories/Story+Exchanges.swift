import Verger

/// What is said both ways.
extension Story {
    mutating func call() {
        waitForOffice(days: 0...4)
        if chance.happens(35) {
            tell("call_attempted", by: "phone", [.outcome: "pas de réponse"])
            waitForOffice(days: 1...3)
        }
        let outcome = chance.pick(["intéressé", "à rappeler", "projet confirmé", "budget à valider"])
        let call = tell("call_held", by: "phone", details(minutes: 4...25, outcome))
        guard chance.happens(3) else { return }
        // Noted in haste, and put right: the second one voids the first.
        tell("call_held", by: "phone", details(minutes: 4...25, "à rappeler")) { $0.voids = call }
    }

    /// In one of the ways that are not a telephone call.
    mutating func exchange() {
        waitForOffice(days: 0...6)
        switch chance.number(below: 10) {
        case 0...2: tell("email_replied", by: "email", [.message: chance.pick(Catalogue.messages)])
        case 3...4: tell("question_asked", by: "web", [.note: "délai de livraison"])
        case 5...6: tell("chat_held", by: "chat", [.minutes: String(chance.number(in: 3...18))])
        default: tell("meeting_held", by: "meeting", [.minutes: String(chance.number(in: 30...90))])
        }
    }

    /// Budget, authority, need, timing: as many as were learnt.
    mutating func qualify(completely isComplete: Bool) {
        let answers: [(key: String, level: String, answers: [String])] = [
            (
                "need", "organisation",
                ["remplacer deux fours", "ouvrir un second site", "réduire la facture d’énergie"]
            ),
            ("budget", "opportunity", ["voté", "autour de 30 000 €", "à valider"]),
            ("authority", "stakeholder", ["décide seul", "décide avec le gérant", "conseil d’administration"]),
            ("timing", "opportunity", ["avant l’été", "d’ici trois mois", "l’an prochain"]),
        ]
        for question in answers where isComplete || chance.happens(40) {
            let answer = chance.pick(question.answers)
            tell("qualification_recorded", by: "crm", [.level: question.level, .key: question.key, .answer: answer])
        }
    }

    mutating func object() {
        waitForOffice(days: 0...3)
        let reason = chance.pick(["prix", "place en cuisine", "délai", "contrat d’entretien"])
        tell("objection_raised", by: "phone", [.reason: reason])
        tell("objection_answered", by: "phone", [.reason: reason, .answer: "documentation envoyée"])
    }

    mutating func assertStage(_ stage: String) {
        tell("stage_asserted", by: "crm", [.stage: stage, .reason: "rencontré chez un client commun"])
    }

    private mutating func details(minutes: ClosedRange<Int>, _ outcome: String) -> [Detail: String] {
        [
            .direction: chance.happens(40) ? "inbound" : "outbound", .minutes: String(chance.number(in: minutes)),
            .outcome: outcome,
        ]
    }
}
