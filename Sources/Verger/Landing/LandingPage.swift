/// A landing page of a workspace: its draft, and which of its versions people see.
package struct LandingPage: Hashable, Sendable, Identifiable {
    package let id: Int64
    /// In its address; unique in the workspace. Those that it had before lead to it.
    package let slug: String
    /// For members, and what `form_submitted` calls it: unique.
    package let name: String
    package var draft: LandingDocument
    /// Counts the changes of the draft.
    package var revision: Int
    /// The version that people see; nil when it is not online.
    package var published: Int?
    /// How many versions were published so far.
    package var versions: Int
    package var archivedAt: Instant?

    package init(
        id: Int64, slug: String, name: String, draft: LandingDocument, revision: Int = 1, published: Int? = nil,
        versions: Int = 0, archivedAt: Instant? = nil
    ) {
        self.id = id
        self.slug = slug
        self.name = name
        self.draft = draft
        self.revision = revision
        self.published = published
        self.versions = versions
        self.archivedAt = archivedAt
    }
}

/// From which page a form was sent: sealed in the page, kept with the sending.
package struct LandingOrigin: Hashable, Sendable {
    package let page: Int64
    package let version: Int
    package let variant: LandingVariant
    /// The test that showed this variant; nil when none was running.
    package let test: Int64?

    package init(page: Int64, version: Int, variant: LandingVariant, test: Int64?) {
        self.page = page
        self.version = version
        self.variant = variant
        self.test = test
    }

    /// `7.3.b.12`; the last is 0 without a test.
    package var text: String { "\(page).\(version).\(variant.rawValue).\(test ?? 0)" }

    package init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4, let page = Int64(parts[0]), let version = Int(parts[1]),
            let variant = LandingVariant(rawValue: String(parts[2])), let test = Int64(parts[3])
        else { return nil }
        self.init(page: page, version: version, variant: variant, test: test == 0 ? nil : test)
    }
}
