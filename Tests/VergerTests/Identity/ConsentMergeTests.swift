import TestSupport
import Testing
import Verger

@Suite struct `Consent of two records that become one` {
    private func activity(
        _ id: Int64, _ kind: String, day: Int64, channel: String? = nil, purpose: String? = nil,
        messageID: String? = nil, voids: String? = nil
    ) -> Activity {
        Activity(
            id: id, at: Cast.now - (100 - day) * Instant.day, kind: kind, channel: channel, messageID: messageID,
            voids: voids, properties: purpose.map { ["purpose": $0] } ?? [:])
    }

    private func merge(_ kept: [Activity], _ duplicate: [Activity]) -> ConsentMerge {
        ConsentMerge(kept, duplicate, at: Cast.now)
    }

    @Test func `is refused when one refused, even though the other agreed later`() {
        let refused = [activity(1, "unsubscribed", day: 1)]
        let granted = [activity(2, "consent_granted", day: 2)]

        for merge in [merge(refused, granted), merge(granted, refused)] {
            #expect(merge.withdrawals == [.init(channel: "email", purpose: nil)])
            #expect(merge.outcome == ["email": false])
        }
    }

    @Test func `needs no new refusal when the refusal is the last word`() {
        let merge = merge([activity(1, "consent_granted", day: 1)], [activity(2, "unsubscribed", day: 2)])

        #expect(merge.withdrawals == [])
        #expect(merge.outcome == ["email": false])
    }

    @Test func `is given when one agreed and nobody refused`() {
        #expect(merge([], [activity(1, "consent_granted", day: 1, channel: "SMS")]).outcome == ["sms": true])
    }

    @Test func `is given when whoever refused changed his mind`() {
        let changed = [activity(1, "unsubscribed", day: 1), activity(2, "consent_granted", day: 2)]

        #expect(merge(changed, [activity(3, "consent_granted", day: 3)]).withdrawals == [])
    }

    @Test func `is refused channel by channel and purpose by purpose`() {
        let merge = merge(
            [
                activity(1, "consent_withdrawn", day: 1, channel: "phone"),
                activity(2, "consent_withdrawn", day: 1, purpose: "events"),
            ],
            [
                activity(3, "consent_granted", day: 5, channel: "phone"),
                activity(4, "consent_granted", day: 5, channel: "sms"),
                activity(5, "consent_granted", day: 5, purpose: "events"),
            ])

        #expect(
            merge.withdrawals == [.init(channel: "email", purpose: "events"), .init(channel: "phone", purpose: nil)])
        #expect(merge.outcome == ["email": false, "phone": false, "sms": true])
    }

    @Test func `looks away from a refusal that was recorded by mistake`() {
        let corrected = [
            activity(1, "unsubscribed", day: 1, messageID: "m"), activity(2, "call_attempted", day: 2, voids: "m"),
        ]

        #expect(merge(corrected, [activity(3, "consent_granted", day: 3)]).outcome == ["email": true])
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `never turns a refusal into a consent, whoever is kept`(seed: UInt64) {
        var random = RandomSource(seed: seed)
        for _ in 0..<50 {
            var next: Int64 = 0
            func timeline(_ random: inout RandomSource) -> [Activity] {
                (0..<random.int(0...4)).map { _ in
                    next += 1
                    return activity(
                        next, random.pick(["consent_granted", "consent_withdrawn", "unsubscribed"]),
                        day: Int64(random.int(1...90)), channel: random.pick([nil, "email", "phone"]))
                }.sorted { ($0.at, $0.id) < ($1.at, $1.id) }
            }
            let (left, right) = (timeline(&random), timeline(&random))
            let merged = merge(left, right)
            for side in [merge(left, []), merge([], right)] {
                for (channel, isConsent) in side.outcome where !isConsent {
                    #expect(merged.outcome[channel] == false, "seed \(seed)")
                }
            }
            #expect(merge(right, left) == merged, "seed \(seed)")
        }
    }
}
