package import Verger

/// A change of a profile: what each field held before and holds after. Kept so that any day can be seen again.
package struct Change: Sendable {
    package var at: Instant
    /// By field name; nil for a missing value.
    package var fields: [String: (before: String?, after: String?)]
    package var tags: (before: [String], after: [String])?
    package var company: (before: Int64?, after: Int64?)?

    package init(at: Instant) {
        self.at = at
        fields = [:]
    }

    package var isEmpty: Bool { fields.isEmpty && tags == nil && company == nil }

    /// `{"fields": {"city": ["Lyon", null]}, "tags": [[…], […]], "company": [1, 2]}`.
    var json: String {
        var pairs: [(String, Document)] = []
        if !fields.isEmpty {
            let changed = fields.sorted { $0.key < $1.key }.map { name, change in
                (name, Document.list([.text(orNull: change.before), .text(orNull: change.after)]))
            }
            pairs.append(("fields", .object(changed)))
        }
        if let tags {
            pairs.append(("tags", [.list(tags.before.map { .text($0) }), .list(tags.after.map { .text($0) })]))
        }
        if let company {
            pairs.append(
                ("company", .list([company.before, company.after].map { $0.map { .number(Int($0)) } ?? .null })))
        }
        return Document.object(pairs).json()
    }

    init(at: Instant, json: String) throws {
        self.init(at: at)
        let document = try Document(json: json)
        for (name, change) in document["fields"]?.pairs ?? [] {
            fields[name] = (before: change.items?.first?.text, after: change.items?.last?.text)
        }
        if let tags = document["tags"]?.items, tags.count == 2 {
            self.tags = (
                before: tags[0].items?.compactMap(\.text) ?? [], after: tags[1].items?.compactMap(\.text) ?? []
            )
        }
        if let company = document["company"]?.items, company.count == 2 {
            self.company = (before: company[0].text.flatMap { Int64($0) }, after: company[1].text.flatMap { Int64($0) })
        }
    }
}
