/// What a new page begins with: an outline to write over, which is not published as it stands.
package enum StartingLanding {
    /// `form`: the one that it is to have filled in, if any.
    package static func document(
        named name: String, in language: Language, form: Int64?, company: String
    ) -> LandingDocument {
        func text(_ fr: String, _ en: String) -> String { Sentence(fr: fr, en: en).text(in: language) }
        var blocks = [
            LandingBlock(
                id: "b1", .headline,
                [.title: name, .button: form == nil ? "" : text("Je veux en savoir plus", "I want to know more")]),
            LandingBlock(id: "b2", .text),
        ]
        if let form { blocks.append(LandingBlock(id: "b3", .form, [.form: String(form)])) }
        return LandingDocument(language: language, title: name, footer: company, blocks: blocks)
    }
}
