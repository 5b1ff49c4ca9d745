import HTML
import HTTPTypes
import Storage
import Verger

/// The settings that are parts of the definition: fields, activities, personas, lists. Whatever is changed here is
/// changed in its text, by a draft that is checked, replayed and put in force like any other.
enum VocabularySettings {
    static let routes =
        FieldSettings.routes + KindSettings.routes + PersonaSettings.routes + ListSettings.routes

    /// What became of a change.
    enum Outcome {
        case saved(Answer)
        /// Nothing was saved: what is wrong, and the status to say it with.
        case refused([Problem], HTTPResponse.Status)
    }

    /// Makes a change, and a draft of it where there is none yet.
    static func save(_ edit: DraftEdit, _ tab: SettingsTab, _ visit: Visit) throws -> Outcome {
        let notation = visit.notation
        switch try DraftSaving(visit: visit, seen: visit.form.text("seen")).save(edit) {
        case .saved(let stored, _):
            return .saved(
                Answer.redirect(to: tab.link(visit.links)).toast(
                    notation.text(
                        "Brouillon v\(stored.version) enregistré\u{A0}: rejouez-le, puis activez-le.",
                        "Draft v\(stored.version) saved: replay it, then put it in force.")))
        case .unchanged:
            return .saved(
                Answer.redirect(to: tab.link(visit.links)).toast(
                    notation.text("Rien n’a changé.", "Nothing changed.")))
        case .refused(let problems, _):
            return .refused(
                problems.map { placed in
                    let path = placed.problem.path
                    return Problem(placed.problem.sentence, path: path)
                }, .unprocessableContent)
        case .conflict:
            return .refused(
                [
                    Problem(
                        Sentence(
                            fr:
                                "quelqu’un a changé la définition entre-temps\u{A0}; voici ce qu’elle est, et ce que vous avez saisi\u{A0}: enregistrez de nouveau",
                            en:
                                "somebody changed the definition meanwhile; here is what it is, and what you typed: save again"
                        ))
                ], .conflict)
        }
    }
}

/// A page of these settings: what is said of the draft, what is wrong, then the page’s own.
struct VocabularyFrame {
    let visit: Visit
    let reading: DefinitionReading
    let tab: SettingsTab
    var problems: [Problem] = []

    private var notation: Notation { visit.notation }

    func answer(
        _ status: HTTPResponse.Status = .ok, @MarkupBuilder content: (Definition) -> Markup
    ) -> Answer {
        let page = visit.settingsPage(tab) {
            div(.class("vocabulary")) {
                if let shown = reading.shown {
                    notice
                    refusal
                    content(shown.definition)
                } else {
                    div(.class("empty")) {
                        h2 { notation.text("Pas encore de définition", "No definition yet") }
                        p {
                            notation.text(
                                "Ces réglages en font partie. Commencez par en choisir une.",
                                "These settings are a part of it. Begin by choosing one.")
                        }
                        a(.class("btn primary"), .href(visit.links.definition)) {
                            notation.text("Choisir une définition", "Choose a definition")
                        }
                    }
                }
            }
        }
        var answer = visit.answer(page)
        answer.status = status
        return answer
    }

    @MarkupBuilder private var notice: Markup {
        if let draft = reading.draft {
            div(.class("banner warn in-page"), .role("status")) {
                Icon.rules.markup
                div {
                    b {
                        notation.text(
                            "Ce que vous voyez est le brouillon v\(draft.version)",
                            "What you see is draft v\(draft.version)")
                    }
                    span {
                        notation.text(
                            "Rien n’en est en vigueur avant son activation. ",
                            "None of it is in force before it is activated. ")
                        a(.class("link"), .href(visit.links.definition + "#replay")) {
                            notation.text("Le rejouer et l’activer", "Replay it and put it in force")
                        }
                    }
                }
            }
        } else {
            p(.class("muted settings-intro")) {
                notation.text(
                    "Ces mots font partie de la définition. Un changement en fait un brouillon, que l’on rejoue sur l’historique avant de ",
                    "These words are a part of the definition. A change makes a draft of it, which is replayed on the history before it is "
                )
                a(.class("link"), .href(visit.links.definition)) { notation.text("l’activer", "put in force") }
                "."
            }
        }
    }

    @MarkupBuilder private var refusal: Markup {
        if !problems.isEmpty {
            div(.class("banner bad in-page"), .role("alert")) {
                Icon.warn.markup
                div {
                    b { notation.text("Rien n’a été enregistré", "Nothing was saved") }
                    for problem in problems.prefix(8) {
                        span { problem.text(in: visit.language).capitalizedFirst }
                    }
                }
            }
        }
    }

    /// What every form carries: the state that its author has read.
    var seenField: Markup { input(.type("hidden"), .name("seen"), .value(reading.mark.text)) }

    /// A form of one button that takes something away.
    func removal(_ path: String, _ fields: [(String, String)], _ name: String) -> Markup {
        visit.postForm(visit.links.settings(path), .class("inline")) {
            seenField
            for field in fields { input(.type("hidden"), .name(field.0), .value(field.1)) }
            button(
                .class("btn quiet small"),
                .aria("label", notation.text("Retirer \(name)", "Remove \(name)"))
            ) { notation.text("Retirer", "Remove") }
        }
    }

    /// What the draft did to something: new, changed or nothing.
    @MarkupBuilder func mark(isNew: Bool, isChanged: Bool) -> Markup {
        if isNew {
            span(.class("chip warn")) { notation.text("nouveau", "new") }
        } else if isChanged {
            span(.class("chip warn")) { notation.text("modifié", "changed") }
        }
    }

    /// What was taken away by the draft and is still in force.
    @MarkupBuilder func removed(_ names: [String]) -> Markup {
        if !names.isEmpty {
            p(.class("small muted")) {
                notation.text("Retirés par le brouillon\u{A0}: ", "Removed by the draft: ")
                for (index, name) in names.sorted().enumerated() {
                    if index > 0 { ", " }
                    del { name }
                }
            }
        }
    }
}

extension FormField {
    /// Several lines.
    static func lines(
        _ name: String, _ label: String, value: String, hint: String?, rows: Int = 5, id: String? = nil
    ) -> Markup {
        let id = "field-" + (id ?? name)
        return div(.class("field")) {
            HTML.label(.for(id)) { label }
            textarea(
                .class("input area"), .id(id), .name(name), Attribute("rows", String(rows)),
                Attribute("spellcheck", "false"), .aria("describedby", hint == nil ? nil : id + "-note")
            ) { "\n" + value }
            if let hint { span(.class("hint"), .id(id + "-note")) { hint } }
        }
    }
}

extension Fields {
    /// The lines of a text, and what commas and semicolons separate, each once.
    func lines(_ name: String) -> [String] {
        var seen: Set<String> = []
        return (self[name] ?? "").split { $0.isNewline || $0 == "," || $0 == ";" }.map(\.trimmed)
            .filter { !$0.isEmpty && seen.insert($0.folded).inserted }
    }
}

extension Sentence {
    /// As a definition has it: one text where both languages say the same.
    var document: Document { fr == en ? .text(fr) : .object([("fr", .text(fr)), ("en", .text(en))]) }

    /// From two fields of a form, one of which stands for both where the other is empty; nil where both are.
    init?(fr: String?, en: String?) {
        guard let either = fr ?? en else { return nil }
        self.init(fr: fr ?? either, en: en ?? either)
    }
}
