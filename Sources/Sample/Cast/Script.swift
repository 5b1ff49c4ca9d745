import Verger

/// Writes the facts of a written story, in order of time.
struct Script {
    let scene: Scene
    /// Of the contact, from 1.
    let number: Int
    private(set) var facts: [Fact] = []

    init(scene: Scene, number: Int) {
        self.scene = scene
        self.number = number
    }

    mutating func on(
        _ daysBefore: Int, _ time: Int, _ kind: String, by channel: String, _ details: [Detail: String] = [:]
    ) {
        facts.append(
            Fact(
                at: scene.instant(daysBefore, time), kind: kind, channel: channel,
                messageID: "borie-\(number.padded(to: 6))-\((facts.count + 1).padded(to: 3))", details: details))
    }

    /// The amount of the fact just written, in cents.
    mutating func costing(cents: Int64) {
        guard !facts.isEmpty else { return }
        facts[facts.count - 1].amount = Number(millionths: cents * 10_000)
    }

    mutating func inCampaign(_ campaign: String) {
        guard !facts.isEmpty else { return }
        facts[facts.count - 1].campaign = campaign
    }

    /// Pages seen one after the other, a minute and more apart.
    mutating func pages(_ daysBefore: Int, _ time: Int, _ urls: [String], by channel: String = "direct") {
        for (index, url) in urls.enumerated() {
            on(daysBefore, time + index * 2, "page_viewed", by: channel, [.url: url])
        }
    }

    mutating func mail(_ daysBefore: Int, _ time: Int, _ message: String) {
        on(daysBefore, time, "email_sent", by: "email", [.message: message])
        inCampaign(message)
        on(daysBefore, time + 1, "email_delivered", by: "email", [.message: message])
    }
}
