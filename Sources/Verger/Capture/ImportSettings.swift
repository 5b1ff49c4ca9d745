/// What a workspace knows that reading a file needs.
package struct ImportSettings: Sendable {
    /// Where dates without an offset are.
    package var zone: Zone
    /// ISO 4217.
    package var currency: String
    /// Of phone numbers without country code; ISO 3166-1 alpha-2.
    package var region: String
    /// The workspace's own contact fields.
    package var fields: [String: ValueType]
    /// Every kind of activity, by name.
    package var kinds: [String: ActivityKind]
    /// The instant of the import, which dates a consent that nothing else dates.
    package var now: Instant

    package init(
        zone: Zone = .paris, currency: String = "EUR", region: String = "FR", fields: [String: ValueType] = [:],
        kinds: [String: ActivityKind]? = nil, now: Instant
    ) {
        self.zone = zone
        self.currency = currency
        self.region = region
        self.fields = fields
        self.kinds =
            kinds ?? Dictionary(uniqueKeysWithValues: ActivityKind.catalogue.map { ($0.name, $0) })
        self.now = now
    }
}
