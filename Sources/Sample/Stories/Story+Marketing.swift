import Verger

/// What a contact does of their own accord.
extension Story {
    mutating func visit(pages: ClosedRange<Int>) {
        let isFirst = facts.isEmpty
        for _ in 0..<chance.number(in: pages) {
            let url = chance.pick(Catalogue.pages)
            let campaign = isFirst ? origin.campaign : nil
            tell("page_viewed", by: isFirst ? origin.channel : "direct", [.url: url]) { $0.campaign = campaign }
        }
    }

    mutating func lookAtContent() {
        tell("content_viewed", by: "web", content(level: "discovery"))
    }

    mutating func download(level: String) {
        visit(pages: 1...3)
        let campaign = chance.happens(40) ? origin.campaign : nil
        tell("content_downloaded", by: "web", content(level: level)) { $0.campaign = campaign }
        if chance.happens(25) { consent() }
    }

    mutating func submit(form: String) {
        tell("form_submitted", by: "web", [.form: form, .url: "/contact"])
        if chance.happens(70) { consent() }
    }

    mutating func consent() {
        tell("consent_granted", by: "email", [.note: "case cochée, texte v3"])
        if chance.happens(15) { tell("consent_granted", by: "phone", [.note: "case cochée, texte v3"]) }
    }

    mutating func subscribe() {
        tell("newsletter_subscribed", by: "web", [.form: "Pied de page"])
        consent()
    }

    mutating func attendWebinar() {
        let webinar = chance.pick(Catalogue.webinars)
        let campaign = "Webinaire « \(webinar) »"
        tell("webinar_registered", by: "web", [.event: webinar]) { $0.campaign = campaign }
        guard chance.happens(60) else { return }
        waitForOffice(days: 3...16)
        tell("webinar_attended", by: "web", [.event: webinar, .minutes: String(chance.number(in: 18...55))]) {
            $0.campaign = campaign
        }
        guard chance.happens(40) else { return }
        tell("survey_answered", by: "web", [.survey: webinar, .score: String(chance.number(in: 5...10))])
    }

    mutating func react() {
        tell(chance.happens(70) ? "social_reacted" : "social_connected", by: "linkedin")
    }

    /// A scan of the badge, or words on the stand, on a day of the fair that began the story.
    mutating func meet(at fair: Fair, isConversation: Bool) {
        tell(isConversation ? "conversation_held" : "booth_visited", by: "fair", [.event: fair.name]) {
            $0.campaign = fair.name
        }
    }

    private mutating func content(level: String) -> [Detail: String] {
        let titles = Catalogue.contents[level] ?? []
        return [.content: chance.pick(titles), .level: level]
    }
}
