extension LandingDocument {
    /// As it is kept.
    package var document: Document {
        .object([
            ("language", .text(language.rawValue)), ("title", .text(title)), ("description", .text(description)),
            ("indexed", Document(.boolean(isIndexed))), ("canonical", .text(orNull: canonical)),
            ("picture", picture.map { .number(Int($0)) } ?? .null), ("site", site.map { .number(Int($0)) } ?? .null),
            ("footer", .text(footer)), ("blocks", .list(blocks.map(\.document))),
            ("challenger", challenger.map { .list($0.map(\.document)) } ?? .null),
        ])
    }

    /// Nil when `document` is not one of a page.
    package init?(_ document: Document) {
        guard document.pairs != nil, let blocks = document["blocks"]?.items else { return nil }
        self.init(
            language: document["language"]?.text.flatMap(Language.init(rawValue:)) ?? .french,
            title: document["title"]?.text ?? "", description: document["description"]?.text ?? "",
            isIndexed: document["indexed"]?.text != "false", canonical: document["canonical"]?.text,
            picture: document["picture"]?.text.flatMap { Int64($0) },
            site: document["site"]?.text.flatMap { Int64($0) }, footer: document["footer"]?.text ?? "",
            blocks: blocks.compactMap(LandingBlock.init),
            challenger: document["challenger"]?.items?.compactMap(LandingBlock.init))
    }
}

extension LandingBlock {
    var document: Document {
        .object(
            [("id", .text(id)), ("kind", .text(kind.rawValue))]
                + Part.allCases.compactMap { part in parts[part].map { (part.rawValue, .text($0)) } })
    }

    init?(_ document: Document) {
        guard let id = document["id"]?.text, let kind = document["kind"]?.text.flatMap(Kind.init(rawValue:)) else {
            return nil
        }
        var parts: [Part: String] = [:]
        for part in kind.parts { parts[part] = document[part.rawValue]?.text }
        self.init(id: id, kind, parts)
    }
}
