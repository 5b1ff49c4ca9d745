/// `tag "vip"`.
package struct Tagged: Hashable, Sendable {
    package let tag: Name

    package init(tag: Name) {
        self.tag = tag
    }

    static let documentation = CriterionDocumentation(
        name: Sentence(fr: "Étiquette", en: "Tag"),
        syntax: "tag \"NAME\"",
        meaning: Sentence(
            fr: "Le contact porte l’étiquette\u{202F}; casse et accents ne comptent pas.",
            en: "The contact carries the tag; case and accents do not matter."),
        examples: [.init("tag \"VIP\"", true, "tag:vip"), .init("tag \"vip\"", false, "tag:presse")])
}

struct TagCriterion: FieldCriterion {
    /// Folded.
    let tag: String
    let text: String
    let phrase: Sentence
    let readsContact = true
    let isNegated = false

    func passes(from vantage: Vantage, until: inout Instant) -> Bool {
        vantage.version.tags.contains(tag)
    }

    func explanation(from vantage: Vantage) -> Explanation {
        var until = Instant.distantFuture
        let holds = holds(from: vantage, until: &until)
        return Explanation(
            text: text, phrase: phrase, holds: holds,
            missing: holds ? nil : Sentence(fr: "il ne la porte pas", en: "does not carry it"))
    }

    func add(to reading: inout Reading) {}

    func sql(in query: inout SetQuery) -> SQLFragment {
        """
        s.contact IN (SELECT t.contact FROM contact_tag t WHERE t.workspace = \(query.workspace) AND t.tag_key = \(tag)\
        \(query.wanted("t.contact")))
        """
    }
}
