import Verger

/// A contact of the sample: the profile, without what happened.
struct Person: Sendable {
    let externalID: String
    var email: String?
    let firstName: String
    let lastName: String
    var phone: String?
    /// External id.
    var company: String?
    let jobTitle: String
    let town: Town
    var source: String
    /// E-mail address of the one who looks after them.
    var owner: String?
    var tags: [String] = []
    let createdAt: Instant
    /// In months, where they said so.
    var purchaseHorizon: Int?

    static let columns = [
        "external_id", "email", "first_name", "last_name", "phone", "company", "job_title", "country", "city",
        "postal_code", "language", "source", "owner", "tags", "created_at", "purchase_horizon",
    ]

    func cells(in zone: Zone) -> [String] {
        [
            externalID, email ?? "", firstName, lastName, phone ?? "", company ?? "", jobTitle, town.country, town.name,
            town.postalCode, "fr", source, owner ?? "", tags.joined(separator: ";"), zone.iso8601(createdAt),
            purchaseHorizon.map(String.init) ?? "",
        ]
    }
}
