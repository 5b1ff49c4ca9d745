/// The last word of an address: `[a-z0-9-]`, no hyphen at either end, none twice.
package struct Slug: Hashable, Sendable {
    package static let longest = 60

    package let text: String

    /// Nil when `written` is none. Capitals are meant as small letters.
    package init?(_ written: String) {
        let text = written.trimmed.lowercased()
        guard (1...Slug.longest).contains(text.utf8.count), !text.hasPrefix("-"), !text.hasSuffix("-"),
            !text.contains("--"),
            text.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 45 })
        else { return nil }
        self.text = text
    }

    /// The one that a name makes; nil when nothing is left of it.
    package init?(madeOf name: String) {
        self.init(Form.slug(of: name))
    }

    /// `four-mixte-3`.
    package func numbered(_ number: Int) -> Slug {
        let end = "-\(number)"
        var start = text.prefix(Slug.longest - end.utf8.count)
        while start.last == "-" { start.removeLast() }
        return Slug(start + end) ?? self
    }

    /// The first of itself, `-2`, `-3`… that nobody has.
    package func free(among taken: Set<String>) -> Slug {
        guard taken.contains(text) else { return self }
        return (2...).lazy.map { numbered($0) }.first { !taken.contains($0.text) } ?? self
    }

    package static let rule = Sentence(
        fr: "des lettres sans accent, des chiffres et des tirets, 60 au plus\u{A0}: four-mixte-collectif",
        en: "letters without accents, digits and hyphens, 60 at most: combi-oven")
}
