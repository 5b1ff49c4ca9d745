import Verger

/// One plot for each fate.
extension Story {
    mutating func unfold(_ fate: Fate, at fair: Fair?) {
        switch fate {
        case .silent, .unreachable, .unsubscriber: break
        case .visitor: lookAround()
        case .reader: read()
        case .subscriber: follow()
        case .boothVisitor: stopBy(fair)
        case .curious: ask(fair)
        case .evaluator: compare()
        case .talker: talk(fair)
        case .loser: loseHope(fair)
        case .asker: hope(fair)
        case .negotiator: negotiate(fair)
        case .signer: commit(fair)
        case .buyer: buy(fair)
        case .refunded: giveBack(fair)
        case .ambassador: spread(fair)
        case .spy: spy()
        }
    }
}

/// Suspects and leads.
extension Story {
    private mutating func lookAround() {
        visit(pages: 1...6)
        while chance.happens(45) {
            wait(days: 5...60)
            visit(pages: 1...4)
            if chance.happens(20) { lookAtContent() }
        }
    }

    private mutating func read() {
        download(level: "discovery")
        while chance.happens(45) {
            wait(days: 4...50)
            download(level: "discovery")
        }
    }

    private mutating func follow() {
        visit(pages: 1...4)
        switch chance.number(below: 4) {
        case 0: subscribe()
        case 1: attendWebinar()
        case 2: react()
        default: submit(form: chance.pick(["Contact", "Jeu concours", "Catalogue papier"]))
        }
    }

    private mutating func stopBy(_ fair: Fair?) {
        if let fair { meet(at: fair, isConversation: false) } else { submit(form: "Jeu concours") }
        if chance.happens(20) { tell("sms_sent", by: "sms", [.note: "plan du stand"]) }
    }

    private mutating func ask(_ fair: Fair?) {
        if let fair { meet(at: fair, isConversation: true) } else { exchange() }
        if chance.happens(40) { exchange() }
    }

    private mutating func spy() {
        visit(pages: 4...12)
        download(level: "evaluation")
        waitForOffice(days: 1...9)
        tell("disqualified", by: "crm", [.reason: "concurrent"])
    }
}

/// Prospects and opportunities.
extension Story {
    private mutating func compare() {
        if chance.happens(60) { download(level: "discovery") }
        wait(days: 2...30)
        download(level: chance.happens(70) ? "evaluation" : "decision")
        while chance.happens(40) {
            wait(days: 3...35)
            download(level: chance.happens(60) ? "evaluation" : "decision")
        }
    }

    private mutating func talk(_ fair: Fair?) {
        if let fair { meet(at: fair, isConversation: true) } else { submit(form: "Contact") }
        call()
        qualify(completely: chance.happens(15))
        if chance.happens(4) { assertStage("prospect") }
        if chance.happens(50) { exchange() }
        guard chance.happens(35) else { return }
        wait(days: 0...9)
        download(level: "evaluation")
    }

    private mutating func hope(_ fair: Fair?) {
        talk(fair)
        wantToBuy()
        if chance.happens(60) { call() }
        if chance.happens(35) { giveDecisionDate(inDays: 20...90) }
    }

    private mutating func negotiate(_ fair: Fair?) {
        hope(fair)
        qualify(completely: chance.happens(60))
        _ = quote()
        if chance.happens(50) { exchange() }
    }

    private mutating func loseHope(_ fair: Fair?) {
        hope(fair)
        _ = quote()
        lose()
    }

    private mutating func commit(_ fair: Fair?) {
        sign(closing(fair))
    }

    /// As far as the quote that will be signed.
    private mutating func closing(_ fair: Fair?) -> Deal {
        hope(fair)
        qualify(completely: true)
        return quote()
    }
}

/// Clients.
extension Story {
    private mutating func buy(_ fair: Fair?) {
        let deal = closing(fair)
        sign(deal)
        pay(deal)
        if chance.happens(50) { answerSatisfaction(score: 6...9) }
        guard chance.happens(25) else { return }
        wait(days: 20...80)
        download(level: "evaluation")
    }

    private mutating func giveBack(_ fair: Fair?) {
        let deal = closing(fair)
        sign(deal)
        pay(deal)
        refund(deal)
    }

    private mutating func spread(_ fair: Fair?) {
        let deal = closing(fair)
        sign(deal)
        pay(deal)
        answerSatisfaction(score: 9...10)
        recommend()
    }
}
