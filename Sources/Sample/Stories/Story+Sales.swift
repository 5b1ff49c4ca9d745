import Verger

/// From an intention to an order, or to none.
extension Story {
    mutating func wantToBuy() {
        wait(days: 1...20)
        visit(pages: 2...5)
        let campaign = chance.happens(30) ? origin.campaign : nil
        switch chance.number(below: 10) {
        case 0...3: tell("pricing_requested", by: "web", [.form: "Demande de tarif"]) { $0.campaign = campaign }
        case 4...6: tell("demo_requested", by: "web", [.form: "Demande de démonstration"])
        case 7: tell("quote_requested", by: "web", [.form: "Demande de devis"])
        case 8: tell("trial_started", by: "web", [.form: "Essai en cuisine"])
        default: tell("pricing_requested", by: "phone")
        }
    }

    mutating func giveDecisionDate(inDays days: ClosedRange<Int>) {
        let day = Day(number: agenda.zone.day(at: clock).number + Int64(chance.number(in: days)))
        tell("decision_date_given", by: "phone", [.date: day.description])
    }

    mutating func quote() -> Deal {
        waitForOffice(days: 1...6)
        let product = chance.pick(Catalogue.products)
        let quantity = chance.pick([1, 1, 1, 1, 2, 2, 3])
        let discount = chance.pick([0, 0, 3, 5, 8])
        let deal = Deal(
            product: product.name, quantity: quantity, total: product.price * quantity * (100 - discount) / 100,
            reference: "\(agenda.zone.day(at: clock).year)-\(number.padded(to: 6))")
        tell("quote_sent", by: "email", for: deal.amount, deal.details)
        if chance.happens(45) { object() }
        return deal
    }

    /// Signed, not paid.
    mutating func sign(_ deal: Deal) {
        waitForOffice(days: 4...24)
        tell("quote_accepted", by: "email", for: deal.amount, deal.details)
        waitForOffice(days: 0...3)
        tell(
            "order_placed", by: "email", for: deal.amount,
            [.order: "C-" + deal.reference, .quote: "D-" + deal.reference])
        tell("opportunity_won", by: "crm", for: deal.amount, deal.details)
    }

    mutating func lose() {
        waitForOffice(days: 8...40)
        let reason = chance.pick(Catalogue.lossReasons)
        if chance.happens(40) { tell("quote_declined", by: "email", [.reason: reason]) }
        tell("opportunity_lost", by: "crm", [.reason: reason])
    }
}
