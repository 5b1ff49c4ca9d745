/// Where the values of a column go.
package enum ColumnTarget: Hashable, Sendable {
    case contact(ContactField)
    /// A field of the workspace, by its name.
    case custom(String)
    /// First and last name in one cell.
    case fullName
    case tags
    case company(CompanyField)
    /// `granted` or `refused`, on a channel.
    case consent(String)
    /// In a file of activities or payments: whom the row is about.
    case reference
    case activity(ActivityColumn)
    /// A property of the activity, by its name.
    case property(String)
    /// Computed from the evidence, hence never imported.
    case computed

    /// The name that conditions, maps and canonical files give it.
    package var name: String {
        switch self {
        case .contact(let field): field.rawValue
        case .custom(let name): name
        case .fullName: "full_name"
        case .tags: "tags"
        case .company(let field): "company.\(field.rawValue)"
        case .consent(let channel): "consent.\(channel)"
        case .reference: "contact"
        case .activity(let column): column.rawValue
        case .property(let name): "properties.\(name)"
        case .computed: "computed"
        }
    }
}

/// A column of a file of activities or payments, the contact and the properties apart.
package enum ActivityColumn: String, CaseIterable, Sendable {
    case kind, at, channel, campaign, amount, currency
    case messageID = "message_id"
    case voids
    /// Of a payment: the invoice, the order.
    case reference
}
