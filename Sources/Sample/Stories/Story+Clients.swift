import Verger

/// After the order.
extension Story {
    /// A deposit, then the balance once the oven is in.
    mutating func pay(_ deal: Deal) {
        let deposit = chance.pick([30, 30, 40, 100])
        pay(deal, share: deposit, invoice: 1)
        waitForOffice(days: 15...45)
        tell("onboarding_completed", by: "meeting", [.note: "mise en service"])
        if deposit < 100 { pay(deal, share: 100 - deposit, invoice: 2) }
    }

    private mutating func pay(_ deal: Deal, share: Int, invoice: Int) {
        waitForOffice(days: 3...20)
        tell(
            "payment_received", by: "transfer", for: deal.share(percent: share),
            [.order: "F-\(deal.reference)-\(invoice)"])
    }

    mutating func refund(_ deal: Deal) {
        waitForOffice(days: 10...40)
        tell(
            "payment_refunded", by: "transfer", for: deal.amount,
            [.order: "A-" + deal.reference, .reason: "matériel repris"])
    }

    mutating func answerSatisfaction(score: ClosedRange<Int>) {
        waitForOffice(days: 20...60)
        tell("survey_answered", by: "email", [.survey: "Satisfaction", .score: String(chance.number(in: score))])
    }

    /// In at least one way.
    mutating func recommend() {
        let way = chance.number(below: 4)
        if way == 0 || chance.happens(30) {
            tell("promoter_answered", by: "email", [.score: String(chance.number(in: 9...10))])
        }
        if way == 1 || chance.happens(30) {
            wait(days: 2...12)
            tell("review_published", by: "web", [.score: "5", .note: "four fiable, équipe présente"])
        }
        guard way >= 2 || chance.happens(20) else { return }
        refer()
    }

    private mutating func refer() {
        waitForOffice(days: 2...12)
        let referred = chance.number(below: max(1, number - 1)) + 1
        tell("referral_made", by: "email", [.referred: People.externalID(referred - 1)]) { $0.campaign = "Parrainage" }
        guard chance.happens(60) else { return }
        waitForOffice(days: 8...20)
        tell("reward_granted", by: "letter", for: Number(150))
        if chance.happens(50) { tell("letter_sent", by: "letter", [.note: "remerciement"]) }
    }
}
