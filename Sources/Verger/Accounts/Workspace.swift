/// A company's own world in an instance: nothing crosses between two of them.
package struct Workspace: Hashable, Sendable, Identifiable {
    package struct ID: Hashable, Sendable {
        package let value: Int64

        package init(_ value: Int64) { self.value = value }
    }

    package let id: ID
    /// Short name, for commands and addresses: `[a-z0-9-]+`.
    package let slug: String
    package let name: String
    package let zone: Zone
    /// ISO 4217.
    package let currency: String
    /// ISO 3166-1 alpha-2: where phone numbers without a country code are.
    package let region: String

    package init(id: ID, slug: String, name: String, zone: Zone, currency: String, region: String) {
        self.id = id
        self.slug = slug
        self.name = name
        self.zone = zone
        self.currency = currency
        self.region = region
    }
}
