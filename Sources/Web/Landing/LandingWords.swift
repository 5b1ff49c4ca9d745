import Verger

/// What the pages about landing pages say of the parts of a block.
enum LandingWords {
    static let noPicture = Sentence(
        fr: "Aucune image encore\u{A0}: ajoutez-en par le bouton «\u{A0}Images\u{A0}».",
        en: "No image yet: add some by the “Images” button.")

    static func title(of part: LandingBlock.Part, in kind: LandingBlock.Kind) -> Sentence {
        switch part {
        case .title:
            switch kind {
            case .price: Sentence(fr: "Nom de l’offre", en: "Name of the offer")
            case .headline: Sentence(fr: "Accroche", en: "Headline")
            case .text, .image, .form, .testimonial, .video: Sentence(fr: "Titre", en: "Title")
            }
        case .text:
            switch kind {
            case .headline: Sentence(fr: "Phrase d’appui", en: "Supporting line")
            case .image, .video: Sentence(fr: "Légende", en: "Caption")
            case .testimonial: Sentence(fr: "Ce qu’il ou elle dit", en: "What they say")
            case .price: Sentence(fr: "Ce qui est compris", en: "What it comes with")
            case .text, .form: Sentence(fr: "Texte", en: "Text")
            }
        case .author: Sentence(fr: "Qui le dit", en: "Who says it")
        case .role: Sentence(fr: "Fonction, entreprise", en: "Job, company")
        case .amount: Sentence(fr: "Prix", en: "Price")
        case .unit: Sentence(fr: "Pour quoi", en: "For what")
        case .button: Sentence(fr: "Bouton", en: "Button")
        case .address:
            kind == .video
                ? Sentence(fr: "Adresse de la vidéo", en: "Address of the video")
                : Sentence(fr: "Où mène le bouton", en: "Where the button leads")
        case .picture: Sentence(fr: "Image", en: "Image")
        case .alternative: Sentence(fr: "Ce que l’image montre", en: "What the image shows")
        case .form: Sentence(fr: "Formulaire", en: "Form")
        }
    }

    static func hint(of part: LandingBlock.Part, in kind: LandingBlock.Kind) -> Sentence? {
        switch part {
        case .text where kind == .image || kind == .video: nil
        case .text:
            Sentence(
                fr: "Une ligne vide fait un paragraphe, «\u{A0}- \u{A0}» une liste, **gras**, [lien](https://…).",
                en: "An empty line makes a paragraph, “- ” a list, **bold**, [link](https://…).")
        case .address where kind == .video:
            Sentence(
                fr: "https://… La page montre l’image\u{202F}; rien d’un autre site n’est chargé avant le clic.",
                en: "https://… The page shows the image; nothing of another site is loaded before the click.")
        case .address: Sentence(fr: "Vide\u{A0}: au formulaire de la page.", en: "Empty: to the form of the page.")
        case .alternative where kind == .image || kind == .headline:
            Sentence(fr: "Pour ceux qui ne la voient pas.", en: "For those who do not see it.")
        case .alternative:
            Sentence(
                fr: "Pour ceux qui ne la voient pas\u{202F}; vide si elle n’est que décor.",
                en: "For those who do not see it; empty if it is decoration only.")
        case .unit: Sentence(fr: "par mois, HT, installation comprise…", en: "a month, excl. VAT, installed…")
        case .form:
            Sentence(fr: "Seulement ceux qui sont publiés et ouverts.", en: "Only those that are published and open.")
        case .title, .author, .role, .amount, .button, .picture: nil
        }
    }
}
