/// One dated fact about a contact. Append-only: a correction is a later activity that voids this one.
package struct Activity: Hashable, Sendable, Identifiable {
    /// The order of recording, unique in the database.
    package let id: Int64
    package let at: Instant
    /// Name of its `ActivityKind`.
    package let kind: String
    package let channel: String?
    package let campaign: String?
    /// In major units of the workspace currency.
    package let amount: Number?
    package let currency: String?
    /// Unique in the workspace; two activities with the same one are one.
    package let messageID: String?
    /// The `messageID` of the activity that this one corrects.
    package let voids: String?
    /// Values as they were given, by name.
    package let properties: [String: String]

    package init(
        id: Int64, at: Instant, kind: String, channel: String? = nil, campaign: String? = nil, amount: Number? = nil,
        currency: String? = nil, messageID: String? = nil, voids: String? = nil, properties: [String: String] = [:]
    ) {
        self.id = id
        self.at = at
        self.kind = kind
        self.channel = channel
        self.campaign = campaign
        self.amount = amount
        self.currency = currency
        self.messageID = messageID
        self.voids = voids
        self.properties = properties
    }
}
