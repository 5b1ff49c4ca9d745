import HTML
import Verger

/// One purpose, with its texts and their versions.
struct PurposePage {
    let visit: Visit
    let form: PurposeForm
    /// Newest first within a language.
    let texts: [ConsentText]
    /// A text that was refused.
    let typed: (language: Language, body: String, problem: Sentence)?

    private var notation: Notation { visit.notation }
    private var mayChange: Bool { visit.may(.activateDefinition) }

    var page: Page {
        visit.settingsPage(.consents, Sentence(fr: form.nameFR, en: form.nameEN)) {
            section(.class("section")) {
                div(.class("head")) { h2 { visit.say(Words.purpose) } }
                p(.class("muted")) {
                    visit.say(form.role.label).capitalizedFirst + " · "
                    code { form.id }
                }
                if mayChange {
                    visit.postForm(visit.links.purpose(form.id), .class("form")) {
                        PurposeFields(visit, form, isNew: false).markup
                        div(.class("actions")) { button(.class("btn primary")) { visit.say(Words.save) } }
                    }
                }
            }
            for language in Language.allCases { words(in: language) }
        }
    }

    private func words(in language: Language) -> Markup {
        let versions = texts.filter { $0.reference.language == language }
        let refused = typed?.language == language ? typed : nil
        let id = "body-\(language.rawValue)"
        return section(.class("section")) {
            div(.class("head")) { h2 { visit.say(language == .french ? Words.french : Words.english) } }
            if mayChange {
                visit.postForm(visit.links.purpose(form.id) + "/texts", .class("form")) {
                    input(.type("hidden"), .name("language"), .value(language.rawValue))
                    div(.class("field")) {
                        HTML.label(.for(id)) { visit.say(Words.body) }
                        textarea(
                            .class("input"), .id(id), .name("body"), .lang(language.rawValue), Attribute("rows", "3"),
                            .aria("invalid", refused == nil ? nil : "true"), .aria("describedby", id + "-note")
                        ) { refused?.body ?? versions.first?.body ?? "" }
                        span(.class(refused == nil ? "hint" : "error"), .id(id + "-note")) {
                            if let refused { visit.say(refused.problem) } else { hint(versions.first) }
                        }
                    }
                    div(.class("actions")) { button(.class("btn")) { visit.say(Words.saveText) } }
                }
            }
            if !versions.isEmpty { history(versions) }
        }
    }

    private func hint(_ text: ConsentText?) -> String {
        guard let text else { return visit.say(Words.noText) }
        return text.usedAt == nil
            ? visit.say(Words.unread)
            : notation.text(
                "Déjà lu par quelqu’un\u{A0}: enregistrer crée la version \(text.reference.version + 1).",
                "Read by somebody: saving makes version \(text.reference.version + 1).")
    }

    private func history(_ versions: [ConsentText]) -> Markup {
        ul(.class("versions")) {
            for text in versions {
                li {
                    b { notation.text("Version \(text.reference.version)", "Version \(text.reference.version)") }
                    span(.class("faint small")) { " · " + dates(text) }
                    p(.lang(text.reference.language.rawValue)) { text.body }
                }
            }
        }
    }

    private func dates(_ text: ConsentText) -> String {
        let made =
            text.createdBy == "verger"
            ? visit.say(Words.shipped)
            : notation.text("écrite le ", "written on ") + notation.day(text.createdAt)
                + notation.text(" par ", " by ") + text.createdBy
        guard let used = text.usedAt else { return made + ", " + visit.say(Words.notProof) }
        return made + ", " + notation.text("preuve depuis le ", "a proof since ") + notation.day(used)
    }

    private enum Words {
        static let purpose = Sentence(fr: "Finalité", en: "Purpose")
        static let save = Sentence(fr: "Enregistrer", en: "Save")
        static let saveText = Sentence(fr: "Enregistrer le texte", en: "Save the text")
        static let french = Sentence(fr: "Texte en français", en: "Text in French")
        static let english = Sentence(fr: "Texte en anglais", en: "Text in English")
        static let body = Sentence(
            fr: "Ce que la personne lit en consentant", en: "What the person reads when consenting")
        static let noText = Sentence(
            fr: "Aucun texte\u{A0}: rien ne peut servir de preuve.", en: "No text: nothing can serve as a proof.")
        static let unread = Sentence(
            fr: "Personne ne l’a encore lu\u{A0}: il peut être corrigé sur place.",
            en: "Nobody has read it yet: it can be mended in place.")
        static let shipped = Sentence(fr: "fournie avec Verger", en: "comes with Verger")
        static let notProof = Sentence(fr: "pas encore une preuve", en: "no proof yet")
    }
}
