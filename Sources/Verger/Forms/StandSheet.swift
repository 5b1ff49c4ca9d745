/// What somebody noted of a person at a stand, with one thumb.
package struct StandSheet: Sendable {
    /// Names the sheet: sent twice it counts once.
    package let key: String
    package let at: Instant
    package let event: String?
    /// Whether there was a conversation: an exchange. Otherwise the person only left how to be reached: a response.
    package let hasTalked: Bool
    package let contact: ImportedContact
    package let note: String?
    /// What the person agreed to, in the words that were read out.
    package let agreed: String?
    /// The member, by name and address.
    package let author: (name: String, email: String)

    package init(
        key: String, at: Instant, event: String?, hasTalked: Bool, contact: ImportedContact, note: String?,
        agreed: String?, author: (name: String, email: String)
    ) {
        self.key = key
        self.at = at
        self.event = event
        self.hasTalked = hasTalked
        self.contact = contact
        self.note = note
        self.agreed = agreed
        self.author = author
    }

    package var messageID: String { "stand:" + key }

    /// What it proves: the meeting first.
    package var facts: [FormFacts.Fact] {
        var properties = ["by": author.name]
        properties["event"] = event
        properties["text"] = note
        var facts = [
            FormFacts.Fact(
                kind: hasTalked ? "conversation_held" : "booth_visited", at: at, messageID: messageID, channel: "event",
                campaign: nil, properties: properties)
        ]
        if let agreed {
            facts.append(
                FormFacts.Fact(
                    kind: "consent_granted", at: at, messageID: messageID + ":consent", channel: "email", campaign: nil,
                    properties: [
                        "source": "stand", "purpose": "newsletter", "basis": "consent", "actor": author.email,
                        "note": agreed,
                    ]))
        }
        return facts
    }
}
