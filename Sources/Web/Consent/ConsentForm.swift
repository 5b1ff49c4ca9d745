import HTML
import Verger

/// Notes what somebody said, with what proves it.
struct ConsentForm {
    private let visit: Visit
    private let reading: ConsentReading
    private let draft: ConsentDraft

    init(_ visit: Visit, _ reading: ConsentReading, _ draft: ConsentDraft) {
        self.visit = visit
        self.reading = reading
        self.draft = draft
    }

    var markup: Markup {
        section(.aria("labelledby", "say")) {
            div(.class("head")) { h2(.id("say")) { visit.say(Words.title) } }
            visit.postForm(visit.links.contact(reading.contact.id, "consents"), .class("form")) {
                if let problem = draft.problem {
                    div(.class("banner bad"), .role("alert")) {
                        Icon.warn.markup
                        div { visit.say(problem) }
                    }
                }
                choice("cell", Words.cell, cells, draft.cell)
                choice(
                    "decision", Words.decision,
                    [("granted", visit.say(Words.granted)), ("refused", visit.say(Words.refused))], draft.decision)
                choice(
                    "basis", Words.basis, ConsentBasis.allCases.map { ($0.rawValue, visit.say($0.label)) },
                    draft.basis.rawValue)
                choice(
                    "source", Words.source,
                    ConsentDraft.sources.map { ($0, visit.say(ConsentProof.label(ofSource: $0))) }, draft.source)
                div(.class("field")) {
                    HTML.label(.for("field-note")) { visit.say(Words.note) }
                    textarea(
                        .class("input"), .id("field-note"), .name("note"), Attribute("rows", "2"),
                        Attribute("maxlength", "2000"), Attribute("required", when: true)
                    ) { draft.note }
                }
                div(.class("actions")) { button(.class("btn primary")) { visit.say(Words.record) } }
            }
        }
    }

    private var cells: [(value: String, label: String)] {
        reading.register.purposes.filter { !$0.isArchived }.flatMap { purpose in
            purpose.channels.map { channel in
                ("\(purpose.id):\(channel.rawValue)", "\(visit.say(purpose.name)), \(visit.say(channel.label))")
            }
        }
    }

    private func choice(
        _ name: String, _ label: Sentence, _ choices: [(value: String, label: String)], _ value: String
    ) -> Markup {
        FormField(name, visit.say(label), among: choices, value: value).markup
    }

    private enum Words {
        static let title = Sentence(fr: "Noter ce que la personne a dit", en: "Note what the person said")
        static let cell = Sentence(fr: "À quel sujet", en: "About what")
        static let decision = Sentence(fr: "Décision", en: "Decision")
        static let granted = Sentence(fr: "Accepte", en: "Agrees")
        static let refused = Sentence(fr: "Refuse", en: "Refuses")
        static let basis = Sentence(fr: "Base, en cas d’accord", en: "Basis, when agreed")
        static let source = Sentence(fr: "Dit par", en: "Said by")
        static let note = Sentence(fr: "Ses mots", en: "Their words")
        static let record = Sentence(fr: "Noter", en: "Record")
    }
}
