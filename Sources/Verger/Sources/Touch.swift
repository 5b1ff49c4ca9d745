/// What brought a visit.
package struct Touch: Hashable, Sendable {
    package var channel: TouchChannel
    /// Who sent the visitor: as the link says, else as its click id or the referrer tells. `google`, `blog.example`.
    package var source: String?
    package var campaign: String?
    /// What the link says of itself, as properties: `utm_source`, `utm_medium`, `utm_term`, `utm_content`.
    package var tags: [String: String]
    /// The parameter that an advertiser added to the link, and its value: `gclid`.
    package var click: Click?

    package struct Click: Hashable, Sendable {
        package let name: String
        package let value: String
    }

    package init(
        _ channel: TouchChannel, source: String? = nil, campaign: String? = nil, tags: [String: String] = [:],
        click: Click? = nil
    ) {
        self.channel = channel
        self.source = source
        self.campaign = campaign
        self.tags = tags
        self.click = click
    }

    /// As properties of the activity that began the visit; its channel and campaign are fields of its own.
    package var properties: [String: String] {
        var properties = tags
        properties["source"] = source
        if let click { properties[click.name] = click.value }
        return properties
    }
}
