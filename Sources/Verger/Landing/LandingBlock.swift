/// One part of a landing page, from top to bottom: what it is, and its texts.
package struct LandingBlock: Hashable, Sendable, Identifiable {
    package enum Kind: String, CaseIterable, Sendable {
        case headline, text, image, form, testimonial, price, video
    }

    /// What may be written into one.
    package enum Part: String, CaseIterable, Sendable {
        case title, text, author, role, amount, unit, button, address, picture, alternative, form
    }

    /// Unique in the page, in both variants.
    package let id: String
    package let kind: Kind
    /// Those that were written.
    package private(set) var parts: [Part: String]

    package init(id: String, _ kind: Kind, _ parts: [Part: String] = [:]) {
        self.id = id
        self.kind = kind
        self.parts = parts.filter { kind.parts.contains($0.key) && !$0.value.isEmpty }
    }

    package subscript(_ part: Part) -> String {
        get { parts[part] ?? "" }
        set { parts[part] = newValue.isEmpty || !kind.parts.contains(part) ? nil : newValue }
    }

    package var picture: Int64? { Int64(self[.picture]) }
    package var form: Int64? { Int64(self[.form]) }

    package func named(_ id: String) -> LandingBlock { LandingBlock(id: id, kind, parts) }
}

extension LandingBlock.Kind {
    /// In the order that they are written in.
    package var parts: [LandingBlock.Part] {
        switch self {
        case .headline: [.title, .text, .button, .address, .picture, .alternative]
        case .text: [.title, .text]
        case .image: [.picture, .alternative, .text]
        case .form: [.form, .title, .text]
        case .testimonial: [.text, .author, .role, .picture, .alternative]
        case .price: [.title, .amount, .unit, .text, .button, .address]
        case .video: [.title, .address, .picture, .alternative, .text]
        }
    }

    /// Those without which it says nothing.
    package var required: [LandingBlock.Part] {
        switch self {
        case .headline: [.title]
        case .text: [.text]
        case .image: [.picture]
        case .form: [.form]
        case .testimonial: [.text, .author]
        case .price: [.title, .amount]
        case .video: [.title, .address, .picture]
        }
    }

    package var label: Sentence {
        switch self {
        case .headline: Sentence(fr: "accroche", en: "headline")
        case .text: Sentence(fr: "texte", en: "text")
        case .image: Sentence(fr: "image", en: "image")
        case .form: Sentence(fr: "formulaire", en: "form")
        case .testimonial: Sentence(fr: "témoignage", en: "testimonial")
        case .price: Sentence(fr: "prix", en: "price")
        case .video: Sentence(fr: "vidéo", en: "video")
        }
    }
}

extension LandingBlock.Part {
    /// The longest, in bytes.
    package var limit: Int {
        switch self {
        case .text: 4000
        case .address: 2000
        case .alternative: 300
        case .title, .author, .role, .amount, .unit, .button, .picture, .form: 200
        }
    }

    /// Whether it is written over several lines.
    package var isLong: Bool { self == .text }

    /// What is missing when it is empty.
    var missing: Sentence {
        switch self {
        case .title: Sentence(fr: "un titre est nécessaire", en: "a title is needed")
        case .text: Sentence(fr: "un texte est nécessaire", en: "a text is needed")
        case .author: Sentence(fr: "écrivez qui le dit", en: "write who says it")
        case .amount: Sentence(fr: "écrivez le prix", en: "write the price")
        case .picture: Sentence(fr: "choisissez une image", en: "choose an image")
        case .form: Sentence(fr: "choisissez un formulaire", en: "choose a form")
        case .address: Sentence(fr: "donnez l’adresse de la vidéo", en: "give the address of the video")
        case .role, .unit, .button, .alternative: Sentence(fr: "à remplir", en: "to be filled in")
        }
    }
}
