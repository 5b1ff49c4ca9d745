/// Where somebody came from before a form: the page, what led to it, the names of the campaign in its address.
package struct FormTouch: Hashable, Sendable {
    /// Kept of the address: `utm_source`, `gclid`.
    package private(set) var values: [String: String]

    private static let tags = [
        "utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "mtm_source", "mtm_medium",
        "mtm_campaign",
        "mtm_kwd", "mtm_content",
    ]
    package static let names = tags + TouchRules.clickIDs.keys.sorted() + ["page", "referrer"]

    /// Takes what it knows, each at most 300 characters long, without control characters; of addresses, without what names
    /// one person.
    package init(_ value: (String) -> String?) {
        values = [:]
        for name in FormTouch.names {
            guard let text = value(name) else { continue }
            let kept = text.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }.prefix(300)
            var cleaned = String(String.UnicodeScalarView(kept)).trimmed
            if name == "page" || name == "referrer" { cleaned = PageAddress(cleaned)?.kept ?? "" }
            if !cleaned.isEmpty { values[name] = cleaned }
        }
    }

    package init() { values = [:] }

    package var campaign: String? { values["utm_campaign"] }
    package var source: String? { values["utm_source"] }

    /// What brought the person, by the rules of visits; nil for a step inside the site and where nothing tells. `own`:
    /// hosts that are ours.
    package func touch(own hosts: Set<String>) -> Touch? {
        guard !values.isEmpty else { return nil }
        let page = values["page"].flatMap { PageAddress($0) }
        let told = values.filter { $0.key != "page" && $0.key != "referrer" }
        guard page != nil || values["referrer"] != nil || !told.isEmpty else { return nil }
        let address = PageAddress(
            host: page?.host ?? "", path: page?.path ?? "/", told.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
        return TouchRules.touch(page: address, referrer: values["referrer"], own: hosts)
    }

    /// The same of a form that says nothing itself of what brought the visit, which `pass` does.
    package func led(by pass: FormPass) -> FormTouch {
        guard pass.landing != nil || pass.referrer != nil, values.keys.allSatisfy({ !isTelling($0) }) else {
            return self
        }
        return FormTouch { name in
            name == "referrer" ? pass.referrer ?? values[name] : pass.landing?.value(name) ?? values[name]
        }
    }

    private func isTelling(_ name: String) -> Bool { name != "page" && name != "referrer" }
}
