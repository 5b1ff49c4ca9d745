import Testing
import Verger

@Suite struct `The map of events` {
    private static let kinds = Dictionary(uniqueKeysWithValues: ActivityKind.catalogue.map { ($0.name, $0) })

    private func outcome(
        _ name: String?, _ kind: TrackingCall.Kind = .track, _ rules: [TrackingRule] = [],
        _ properties: [String: String] = [:]
    ) -> TrackingMap.Outcome {
        let call = TrackingCall(kind, userID: "u", name: name, at: Instant(seconds: 0), properties: properties)
        return TrackingMap(rules, kinds: Self.kinds, currency: "EUR").outcome(of: call)
    }

    private func kind(_ outcome: TrackingMap.Outcome) -> String? {
        guard case .activity(let activity) = outcome else { return nil }
        return activity.kind
    }

    @Test(arguments: [
        ("Form Submitted", "form_submitted"), ("form_submitted", "form_submitted"), ("formSubmitted", "form_submitted"),
        ("Signed Up", "form_submitted"), ("Order Completed", "order_placed"), ("Payment Received", "payment_received"),
        ("Demo Requested", "demo_requested"), ("Trial Started", "trial_started"), ("Email Opened", "email_opened"),
        ("Webinar Attended", "webinar_attended"),
    ])
    func `knows what common events are`(event: String, expected: String) {
        #expect(kind(outcome(event)) == expected)
    }

    @Test(arguments: [
        "Payment Received", "Order Completed", "Order Refunded", "quote_accepted", "Email Opened", "email_bounced",
        "letter_sent",
    ])
    func `lets nobody sell or pay with a key that everybody can read`(event: String) {
        var call = TrackingCall(.track, userID: "u", name: event, at: Instant(seconds: 0))
        let map = TrackingMap([], kinds: Self.kinds, currency: "EUR")
        guard case .activity = map.outcome(of: call) else {
            Issue.record("\(event) is no activity for a server either")
            return
        }

        call.isPublic = true

        guard case .reserved(let kind) = map.outcome(of: call) else {
            Issue.record("\(event) can be said by anybody")
            return
        }
        #expect(kind.isReserved)
    }

    @Test(arguments: ["Demo Requested", "Form Submitted", "Unsubscribed", "consent_granted", "chat_held"])
    func `lets a page say what its visitors do`(event: String) {
        var call = TrackingCall(.track, userID: "u", name: event, at: Instant(seconds: 0))
        call.isPublic = true

        guard case .activity = TrackingMap([], kinds: Self.kinds, currency: "EUR").outcome(of: call) else {
            Issue.record("\(event) is refused")
            return
        }
    }

    @Test func `counts each page and screen as seen`() {
        #expect(kind(outcome(nil, .page)) == "page_viewed")
        #expect(kind(outcome("Tarifs", .screen)) == "page_viewed")
    }

    @Test(arguments: ["Playlist Created", "Stage Asserted", "Disqualified", "Opportunity Won", ""])
    func `guesses nothing, and lets no program say what only the house may`(event: String) {
        #expect(outcome(event) == .unmapped)
    }

    @Test(arguments: [TrackingCall.Kind.identify, .group, .alias])
    func `makes nothing of what only tells who someone is`(kind: TrackingCall.Kind) {
        #expect(outcome("Form Submitted", kind) == .nothing)
    }

    @Test func `follows the workspace before the defaults, names before patterns, long ones first`() {
        let rules = [
            TrackingRule(.track, "*", as: "content_viewed"),
            TrackingRule(.track, "Guide * Downloaded", as: "content_downloaded"),
            TrackingRule(.track, "guide CIDRE downloaded", as: nil),
            TrackingRule(.page, "Tarifs", as: "pricing_requested"),
            TrackingRule(.track, "Signed Up", as: "trial_started"), TrackingRule(.track, "Lost", as: "no_such_kind"),
        ]

        #expect(kind(outcome("Guide Poiré Downloaded", .track, rules)) == "content_downloaded")
        #expect(outcome("Guide Cidre Downloaded", .track, rules) == .unwanted)
        #expect(kind(outcome("Signed Up", .track, rules)) == "trial_started")
        #expect(kind(outcome("Anything", .track, rules)) == "content_viewed")
        #expect(kind(outcome("Tarifs", .page, rules)) == "pricing_requested")
        #expect(kind(outcome("Accueil", .page, rules)) == "page_viewed")
        #expect(kind(outcome("Lost", .track, rules)) == "content_viewed")
    }

    @Test func `renames properties, but not over others`() {
        let rule = TrackingRule(
            .track, "Guide", as: "content_downloaded", renaming: ["title": "content", "step": "level"])

        let outcome = outcome("Guide", .track, [rule], ["title": "Cidre", "step": "decision", "level": "evaluation"])

        guard case .activity(let activity) = outcome else { return #expect(Bool(false)) }
        #expect(activity.properties == ["content": "Cidre", "step": "decision", "level": "evaluation"])
    }

    @Test(arguments: [
        (["revenue": "12.50"], "12.5"), (["total": "30", "currency": "eur"], "30"),
        (["total": "30", "currency": "USD"], nil), (["value": "much"], nil), ([:], nil),
    ])
    func `reads amounts in the workspace's currency`(properties: [String: String], amount: String?) {
        guard case .activity(let activity) = outcome("Payment Received", .track, [], properties) else {
            return #expect(Bool(false))
        }
        #expect(activity.amount?.description == amount)
        #expect(activity.properties == properties)
    }
}
