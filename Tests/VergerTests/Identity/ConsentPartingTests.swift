import TestSupport
import Testing
import Verger

@Suite struct `Consent of one record that becomes two again` {
    private let merged = Cast.now - 10 * Instant.day

    private func activity(
        _ id: Int64, _ kind: String, day: Int64, channel: String? = nil, messageID: String? = nil, voids: String? = nil,
        properties: [String: String] = [:]
    ) -> Activity {
        Activity(
            id: id, at: Cast.now - day * Instant.day, kind: kind, channel: channel, messageID: messageID, voids: voids,
            properties: properties)
    }

    private func repeated(_ kept: [Activity], _ restored: [Activity] = [], after last: Int64? = 100)
        -> [ConsentParting.Repeated]
    {
        ConsentParting(kept: kept, restored: restored, mergedAt: merged, after: last).repeated
    }

    @Test func `repeats every refusal since, as it was said, and nothing else`() {
        let proof = ["purpose": "newsletter", "ip": "192.0.2.1"]
        let said = repeated([
            activity(90, "unsubscribed", day: 20), activity(101, "unsubscribed", day: 3, properties: proof),
            activity(102, "consent_withdrawn", day: 2, channel: "processing"),
            activity(103, "email_complained", day: 1),
            activity(104, "consent_granted", day: 0), activity(105, "demo_requested", day: 0),
        ])

        #expect(said.map(\.kind) == ["unsubscribed", "consent_withdrawn", "email_complained"])
        #expect(said[0].properties == proof && said[0].at == Cast.now - 3 * Instant.day)
        #expect(said[1].channel == "processing")
    }

    @Test func `dates what was written down late after the merge, so that it is the last word`() {
        let said = repeated(
            [activity(101, "unsubscribed", day: 30)], [activity(50, "consent_granted", day: 20)])

        #expect(said.map(\.at) == [merged])
    }

    @Test func `leaves out what was taken back, and takes back the consent that was`() {
        let back = repeated([
            activity(101, "unsubscribed", day: 3, messageID: "u"), activity(102, "unsubscribed", day: 2, voids: "u"),
        ])
        let mistake = repeated(
            [activity(103, "consent_granted", day: 2, voids: "g")],
            [
                activity(
                    50, "consent_granted", day: 20, channel: "sms", messageID: "g", properties: ["purpose": "offers"])
            ])

        #expect(back.count <= 1 && !back.contains { $0.voids != nil })
        #expect(mistake.map(\.kind) == ["consent_withdrawn"])
        #expect(
            mistake[0].voids == "g" && mistake[0].channel == "sms" && mistake[0].properties == ["purpose": "offers"])
    }

    @Test func `goes by the time where nobody noted what came last`() {
        #expect(repeated([activity(1, "unsubscribed", day: 3)], after: nil).count == 1)
        #expect(repeated([activity(1, "unsubscribed", day: 30)], after: nil).isEmpty)
    }
}
