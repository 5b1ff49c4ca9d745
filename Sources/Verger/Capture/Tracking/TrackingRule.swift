/// What becomes of the calls of one event.
package struct TrackingRule: Hashable, Sendable {
    package let call: TrackingCall.Kind
    /// The name of the event, in any case; `*` stands for anything, and alone for all of them.
    package let event: String
    /// Name of the `ActivityKind` that is recorded; nil when these calls are not wanted.
    package let kind: String?
    /// The new names of properties, by the ones that are sent.
    package let renames: [String: String]

    package init(_ call: TrackingCall.Kind, _ event: String, as kind: String?, renaming renames: [String: String] = [:])
    {
        self.call = call
        self.event = event
        self.kind = kind
        self.renames = renames
    }

    /// Two rules with the same key are about the same calls.
    package var key: String { TrackingRule.key(of: event, call) }

    /// `track:form_submitted` for "Form Submitted": how names are compared.
    package static func key(of event: String?, _ call: TrackingCall.Kind) -> String {
        guard let event, !event.isEmpty else { return "\(call.rawValue):" }
        return "\(call.rawValue):"
            + event.split(separator: "*", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? "" : String($0).propertyName }.joined(separator: "*")
    }

    /// The calls of this type say that something happened.
    package static let calls: [TrackingCall.Kind] = [.track, .page, .screen]
}

extension TrackingRule {
    /// The rules of every workspace, which its own come before. Names as Segment's specifications for shops, for products
    /// sold by subscription and for mail have them.
    package static let defaults: [TrackingRule] = [
        TrackingRule(.page, "*", as: "page_viewed"),
        TrackingRule(.screen, "*", as: "page_viewed"),

        TrackingRule(.track, "Form Submitted", as: "form_submitted", renaming: form),
        TrackingRule(.track, "Form Submission", as: "form_submitted", renaming: form),
        TrackingRule(.track, "Lead Generated", as: "form_submitted", renaming: form),
        TrackingRule(.track, "Generate Lead", as: "form_submitted", renaming: form),
        TrackingRule(.track, "Signed Up", as: "form_submitted", renaming: form),
        TrackingRule(.track, "Account Created", as: "form_submitted", renaming: form),
        TrackingRule(.track, "Contact Us", as: "form_submitted", renaming: form),
        TrackingRule(.track, "Newsletter Signup", as: "newsletter_subscribed"),
        TrackingRule(.track, "Subscribed to Newsletter", as: "newsletter_subscribed"),

        TrackingRule(.track, "Product Viewed", as: "content_viewed", renaming: ["name": "content"]),
        TrackingRule(.track, "Product List Viewed", as: "page_viewed"),
        TrackingRule(.track, "Products Searched", as: "page_viewed"),
        TrackingRule(.track, "Content Viewed", as: "content_viewed", renaming: content),
        TrackingRule(.track, "Content Downloaded", as: "content_downloaded", renaming: content),
        TrackingRule(.track, "File Downloaded", as: "content_downloaded", renaming: content),
        TrackingRule(.track, "Whitepaper Downloaded", as: "content_downloaded", renaming: content),
        TrackingRule(.track, "Ebook Downloaded", as: "content_downloaded", renaming: content),

        TrackingRule(.track, "Demo Booked", as: "demo_requested"),
        TrackingRule(.track, "Demo Scheduled", as: "demo_requested"),
        TrackingRule(.track, "Quote Requested", as: "quote_requested"),
        TrackingRule(.track, "Contact Sales", as: "pricing_requested"),
        TrackingRule(.track, "Free Trial Started", as: "trial_started"),

        TrackingRule(.track, "Order Completed", as: "order_placed", renaming: order),
        TrackingRule(.track, "Completed Order", as: "order_placed", renaming: order),
        TrackingRule(.track, "Payment Received", as: "payment_received", renaming: order),
        TrackingRule(.track, "Order Refunded", as: "payment_refunded", renaming: order),

        TrackingRule(.track, "Email Link Clicked", as: "email_clicked", renaming: mail),
        TrackingRule(.track, "Email Marked as Spam", as: "email_complained", renaming: mail),
        TrackingRule(.track, "Email Bounced", as: "email_bounced", renaming: mail),
        TrackingRule(.track, "Email Opened", as: "email_opened", renaming: mail),
        TrackingRule(.track, "Email Delivered", as: "email_delivered", renaming: mail),
    ]

    private static let form = ["form_name": "form", "form_id": "form"]
    private static let content = [
        "content_name": "content", "file_name": "content", "name": "content", "title": "content",
    ]
    private static let order = ["order_id": "order", "payment_id": "reference"]
    private static let mail = ["link_url": "url", "email_subject": "message", "email_id": "message"]
}
