import Verger

/// What we send, once a month, and what comes of it.
extension Story {
    /// Until now, or until they have had enough. Clients get the newsletter alone.
    mutating func receiveMail(from start: Instant, _ attention: Attention) {
        let firstPayment = facts.first { $0.isPayment }?.at ?? .distantFuture
        meanwhile(from: start) { story in
            story.waitForOffice(days: 6...24)
            while !story.hasEnded {
                let message = story.clock > firstPayment ? "Newsletter" : story.chance.pick(Catalogue.messages)
                guard story.receive(message, attention) else { return }
                story.waitForOffice(days: 24...42)
            }
        }
    }

    /// Returns whether there may be another one.
    private mutating func receive(_ message: String, _ attention: Attention) -> Bool {
        send(message)
        switch attention {
        case .ignores: return true
        case .opens:
            if chance.happens(40) { open(message) }
            return true
        case .clicks:
            if chance.happens(40) { open(message) }
            if chance.happens(30) { click(message) }
            return true
        case .bounces:
            tell("email_bounced", by: "email", [.message: message, .failure: "5.1.1"])
            return false
        case .unsubscribes:
            guard chance.happens(45) else { return true }
            leave(message)
            return false
        }
    }

    private mutating func send(_ message: String) {
        tell("email_sent", by: "email", [.message: message]) { $0.campaign = message }
        if !chance.happens(2) { tell("email_delivered", by: "email", [.message: message]) }
    }

    private mutating func open(_ message: String) {
        pause(seconds: 300...20_000)
        tell("email_opened", by: "email", [.message: message])
    }

    private mutating func click(_ message: String) {
        tell("email_clicked", by: "email", [.message: message, .url: chance.pick(Catalogue.pages)]) {
            $0.campaign = message
        }
        if chance.happens(50) { visit(pages: 1...3) }
    }

    private mutating func leave(_ message: String) {
        pause(seconds: 300...9000)
        if chance.happens(10) {
            tell("email_complained", by: "email", [.message: message])
        } else {
            tell("unsubscribed", by: "email", [.message: message])
        }
        if chance.happens(20) { tell("consent_withdrawn", by: "phone", [.note: "demandé par courrier"]) }
    }
}
