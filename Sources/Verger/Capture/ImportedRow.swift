/// What one row of a file says, ready to be recorded: typed, normalised, not yet identified.
package struct ImportedRow: Hashable, Sendable {
    /// 1 for the first row under the header.
    package let row: Int
    /// The line of the file on which the row starts.
    package let line: Int
    package var contact: ImportedContact?
    /// In a file of companies.
    package var company: ImportedCompany?
    package var activities: [ImportedActivity]
    /// Whom the row is about, where a person said so.
    package var decided: Contact.ID?

    package init(
        row: Int, line: Int, contact: ImportedContact? = nil, company: ImportedCompany? = nil,
        activities: [ImportedActivity] = []
    ) {
        self.row = row
        self.line = line
        self.contact = contact
        self.company = company
        self.activities = activities
    }
}

/// A contact as a file describes it.
package struct ImportedContact: Hashable, Sendable {
    /// Values by `ContactField` raw value or name of a workspace field; numbers as `Number` prints them, dates and
    /// `created_at` as ISO 8601 in UTC, e-mail and phone normalised. What is missing has no key.
    package var fields: [String: String]
    package var tags: [String]
    package var company: ImportedCompany?

    package init(fields: [String: String] = [:], tags: [String] = [], company: ImportedCompany? = nil) {
        self.fields = fields
        self.tags = tags
        self.company = company
    }
}

/// A company as a file describes it.
package struct ImportedCompany: Hashable, Sendable {
    /// Values by `CompanyField` raw value.
    package var fields: [String: String]

    package init(fields: [String: String] = [:]) {
        self.fields = fields
    }
}

/// An activity as a file describes it.
package struct ImportedActivity: Hashable, Sendable {
    /// External id, id or e-mail, as typed; nil when the activity is that of the row's own contact.
    package var contact: String?
    package var at: Instant
    package var kind: String
    package var channel: String?
    package var campaign: String?
    package var amount: Number?
    package var currency: String?
    package var messageID: String?
    /// The `messageID` of the activity that this one corrects.
    package var voids: String?
    package var properties: [String: String]
    /// Properties that prove a word about consent: told of the file as a whole, they don't make it another activity.
    package var evidence: [String: String] = [:]

    package init(
        contact: String? = nil, at: Instant, kind: String, channel: String? = nil, campaign: String? = nil,
        amount: Number? = nil, currency: String? = nil, messageID: String? = nil, voids: String? = nil,
        properties: [String: String] = [:]
    ) {
        self.contact = contact
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

extension ImportedActivity {
    /// The same with the channel and the campaign that its properties tell, as links name them, where it names none.
    var withToldTouch: ImportedActivity {
        guard channel == nil || campaign == nil, properties.keys.contains(where: TouchRules.isTag),
            let touch = TouchRules.touch(told: properties)
        else { return self }
        var copy = self
        copy.channel = channel ?? touch.channel.rawValue
        copy.campaign = campaign ?? touch.campaign
        return copy
    }
}
