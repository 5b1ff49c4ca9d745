import HTML
import Verger

/// All that people are asked leave for.
struct PurposesPage {
    let visit: Visit
    let purposes: [Purpose]
    let texts: [ConsentText]
    let form: PurposeForm

    private var notation: Notation { visit.notation }

    var page: Page {
        visit.settingsPage(.consents) {
            p(.class("muted settings-intro")) { visit.say(Words.intro) }
            table
            if visit.may(.activateDefinition) {
                section(.class("section"), .aria("labelledby", "new")) {
                    div(.class("head")) { h2(.id("new")) { visit.say(Words.new) } }
                    visit.postForm(visit.links.purposes, .class("form")) {
                        PurposeFields(visit, form, isNew: true).markup
                        div(.class("actions")) { button(.class("btn primary")) { visit.say(Words.add) } }
                    }
                }
            }
        }
    }

    private var table: Markup {
        HTML.table(.class("table plain-table")) {
            thead {
                tr {
                    th { visit.say(Words.purpose) }
                    th { visit.say(Words.channels) }
                    th { visit.say(Words.bases) }
                    th { visit.say(Words.text) }
                }
            }
            tbody {
                for purpose in purposes {
                    tr {
                        td {
                            a(.class("link"), .href(visit.links.purpose(purpose.id))) { visit.say(purpose.name) }
                            if purpose.isArchived {
                                " "
                                span(.class("chip line")) { visit.say(Words.archived) }
                            }
                        }
                        td { purpose.channels.map { visit.say($0.label) }.joined(separator: ", ") }
                        td { bases(of: purpose) }
                        td { versions(of: purpose) }
                    }
                }
            }
        }
    }

    private func bases(of purpose: Purpose) -> String {
        if purpose.channels.allSatisfy(\.isOpenUntilRefused) { return visit.say(Words.objection) }
        return ConsentBasis.allCases.filter(purpose.bases.contains).map { visit.say($0.label) }
            .joined(separator: ", ")
    }

    private func versions(of purpose: Purpose) -> String {
        let newest = Language.allCases.compactMap { language in
            texts.first { $0.reference.purpose == purpose.id && $0.reference.language == language }
        }
        if newest.isEmpty { return visit.say(Words.none) }
        return newest.map { "\($0.reference.language.rawValue) v\($0.reference.version)" }.joined(separator: ", ")
    }

    private enum Words {
        static let intro = Sentence(
            fr:
                "Ce pour quoi on demande l’accord des personnes, par quels moyens, et avec quels mots. Un texte que quelqu’un a lu en consentant ne change plus jamais\u{A0}: le modifier crée une version.",
            en:
                "What people are asked leave for, by which means, and in which words. A text that somebody read when consenting never changes: to edit it makes a new version."
        )
        static let new = Sentence(fr: "Nouvelle finalité", en: "New purpose")
        static let add = Sentence(fr: "Ajouter", en: "Add")
        static let purpose = Sentence(fr: "Finalité", en: "Purpose")
        static let channels = Sentence(fr: "Canaux", en: "Channels")
        static let bases = Sentence(fr: "Bases admises", en: "Bases accepted")
        static let text = Sentence(fr: "Texte", en: "Text")
        static let archived = Sentence(fr: "Archivée", en: "Archived")
        static let objection = Sentence(fr: "opposition possible", en: "objection possible")
        static let none = Sentence(fr: "aucun", en: "none")
    }
}

/// The fields of a purpose.
struct PurposeFields {
    private let visit: Visit
    private let form: PurposeForm
    private let isNew: Bool

    init(_ visit: Visit, _ form: PurposeForm, isNew: Bool) {
        self.visit = visit
        self.form = form
        self.isNew = isNew
    }

    @MarkupBuilder var markup: Markup {
        if isNew { field("id", Words.id, form.id, hint: Words.idHint).markup }
        div(.class("two")) {
            field("name_fr", Words.nameFR, form.nameFR).markup
            field("name_en", Words.nameEN, form.nameEN).markup
        }
        div(.class("two")) {
            field("explanation_fr", Words.explanationFR, form.explanationFR).optional.markup
            field("explanation_en", Words.explanationEN, form.explanationEN).optional.markup
        }
        if form.role == .messages {
            ticks(
                Words.channels, "channel",
                ConsentChannel.messages.map { ($0.rawValue, $0.label, form.channels.contains($0)) })
            if let problem = form.problems["channels"] { p(.class("error")) { visit.say(problem) } }
            ticks(
                Words.bases, "basis",
                ConsentBasis.allCases.map { ($0.rawValue, $0.label, form.bases.contains($0)) })
            tick("covers_unstated", "yes", Words.coversUnstated, form.coversUnstated)
        }
        if !isNew { tick("archived", "yes", Words.archived, form.isArchived) }
    }

    private func field(_ name: String, _ label: Sentence, _ value: String, hint: Sentence? = nil) -> FormField {
        var field = FormField(name, visit.say(label), value: value)
        field.hint = hint.map(visit.say)
        field.error = form.problems[name].map(visit.say)
        return field
    }

    private func ticks(_ title: Sentence, _ name: String, _ choices: [(String, Sentence, Bool)]) -> Markup {
        element(
            "fieldset", [.class("plain-set")],
            group {
                element("legend", [], Markup(visit.say(title)))
                for (value, label, isOn) in choices { tick(name, value, label, isOn) }
            })
    }

    private func tick(_ name: String, _ value: String, _ label: Sentence, _ isOn: Bool) -> Markup {
        HTML.label(.class("tick-field")) {
            input(.type("checkbox"), .class("check"), .name(name), .value(value), .checked(isOn))
            span { visit.say(label).capitalizedFirst }
        }
    }

    private enum Words {
        static let id = Sentence(fr: "Nom court", en: "Short name")
        static let idHint = Sentence(
            fr: "Celui des activités et de l’API, par exemple salons. Il ne change plus.",
            en: "That of activities and of the API, such as fairs. It never changes.")
        static let nameFR = Sentence(fr: "Nom en français", en: "Name in French")
        static let nameEN = Sentence(fr: "Nom en anglais", en: "Name in English")
        static let explanationFR = Sentence(fr: "Explication en français", en: "Explanation in French")
        static let explanationEN = Sentence(fr: "Explication en anglais", en: "Explanation in English")
        static let channels = Sentence(fr: "Canaux", en: "Channels")
        static let bases = Sentence(fr: "Bases admises", en: "Bases accepted")
        static let coversUnstated = Sentence(
            fr: "vaut pour les consentements importés sans finalité",
            en: "covers imported consents that name no purpose")
        static let archived = Sentence(fr: "archivée\u{A0}: on ne la demande plus", en: "archived: no longer asked for")
    }
}
