/// One call of the Segment HTTP tracking specification, read: who, what, when.
package struct TrackingCall: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        case identify, track, page, screen, group, alias
    }

    package let kind: Kind
    /// The person's id in the system that sends.
    package var userID: String?
    /// The id of a browser or device whose user is not known.
    package var anonymousID: String?
    /// In `alias`: what the person was called before.
    package var previousID: String?
    /// Of `track` the event, of `page` and `screen` the name if they have one.
    package var name: String?
    /// Unique in the workspace; a second call with the same one is the same.
    package var messageID: String?
    /// By this server's clock.
    package var at: Instant
    package var channel: String?
    package var campaign: String?
    /// By name as conditions write them: `Order.ID` is `order_id`. Lists are JSON.
    package var properties: [String: String]
    /// What the call says of the person.
    package var person: ImportedContact?
    /// Of the device, where the call tells: `fr`.
    package var language: String?
    /// In `group`: the company that the person belongs to.
    package var company: ImportedCompany?
    /// Who sent the visitor, where that is known: the source of a contact that begins with this call.
    package var source: String?
    /// Whether a page says it, which anybody can forge: it adds what is not known of a person, and changes nothing.
    package var isFromPage = false
    /// The contact that a sealed link names, unless the browser is known to be somebody's.
    package var sealedContact: Contact.ID?
    /// Who it is, found out otherwise: by a form of ours.
    package var settledContact: Contact.ID?
    /// An id for the browser, should it turn out to be somebody else's.
    package var spareVisitor: String?
    /// Whether it came with a key that stands in the source of a page, so that anybody may have sent it.
    package var isPublic = false

    package init(
        _ kind: Kind, userID: String? = nil, anonymousID: String? = nil, name: String? = nil, messageID: String? = nil,
        at: Instant, properties: [String: String] = [:]
    ) {
        self.kind = kind
        self.userID = userID
        self.anonymousID = anonymousID
        self.name = name
        self.messageID = messageID
        self.at = at
        self.properties = properties
    }
}

/// The calls of one request, with those that can't be taken.
package struct TrackingDelivery: Sendable {
    /// Where the request names it in its body.
    package var writeKey: String?
    package var calls: [TrackingCall]
    /// What is wrong with the others, each with its path: `batch[3].userId`.
    package var problems: [Problem]
    package let receivedAt: Instant

    package init(writeKey: String?, calls: [TrackingCall], problems: [Problem], receivedAt: Instant) {
        self.writeKey = writeKey
        self.calls = calls
        self.problems = problems
        self.receivedAt = receivedAt
    }

    /// The same, sent with a key that anybody can read.
    package var sentPublicly: TrackingDelivery {
        var copy = self
        for index in copy.calls.indices { copy.calls[index].isPublic = true }
        return copy
    }
}
