/// What the script of a site hands to a form of ours: the id of the browser where its owner agreed to be followed, and what
/// brought the visit. `id~time~utm_source%3Da~host`, any part may be empty.
package struct FormPass: Hashable, Sendable {
    package let visitor: String?
    /// The tags of the page that the visit began with.
    package let landing: PageAddress?
    /// Where the visit came from.
    package let referrer: String?

    private static let limit = 2000

    package init(_ text: String) {
        let parts = text.prefix(FormPass.limit).split(separator: "~", maxSplits: 2, omittingEmptySubsequences: false)
        visitor = parts.first.map(String.init).flatMap { SiteReader.isVisitor($0) ? $0 : nil }
        let carried = parts.count > 2 && !parts[2].isEmpty ? SiteReader.landing(String(parts[2]), on: nil) : nil
        landing = carried?.page
        referrer = carried?.referrer
    }
}
