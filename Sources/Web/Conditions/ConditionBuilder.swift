package import HTML
package import Verger

/// A condition to be built by lines on the left and written as text on the right, both the same, with what is wrong said
/// in place. A part of a form, on any page: the page reads it back with `ConditionDraft(fields, named:)`, whichever button
/// was pressed. Without scripts every button sends the form; with them every change asks `Host` for this part again.
package struct ConditionBuilder {
    /// Who makes this part again when something in it changes.
    package struct Host: Sendable {
        let link: String
        /// What is replaced, as htmx names it.
        let target: String
        /// How it is replaced.
        let swap: String
        /// What is sent, as htmx names it.
        let include: String
        let method: String
        /// Sent beside the fields.
        let extra: [(String, Document)]

        /// A page that answers with a larger part of itself, which holds the builder: `target` by its id.
        package static func page(_ link: String, target: String) -> Host {
            Host(link: link, target: "#" + target, swap: "outerHTML", include: "closest form", method: "get", extra: [])
        }

        /// The builder alone, by its own address.
        package static func itself(_ visit: Visit, named name: String, in setting: Setting) -> Host {
            Host(
                link: visit.links.to("conditions/builder"), target: "closest .filter", swap: "outerHTML",
                include: "closest .filter", method: "post",
                extra: [("name", .text(name)), ("setting", .text(setting.word))])
        }
    }

    let visit: Visit
    let draft: ConditionDraft
    let fields: ConditionFields
    let host: Host
    /// At the end of the foot: save, cancel.
    private let actions: Markup
    /// Whether how many it leaves is counted, line by line, once the page is there.
    private let counts: Bool

    /// `name`: of the field that holds the text.
    package init(
        _ visit: Visit, _ draft: ConditionDraft, named name: String = "where", host: Host? = nil, counts: Bool = true,
        actions: Markup = Markup()
    ) {
        self.visit = visit
        self.draft = draft
        fields = ConditionFields(name)
        self.host = host ?? .itself(visit, named: name, in: draft.setting)
        self.counts = counts && draft.setting == .segment
        self.actions = actions
    }

    package var markup: Markup {
        section(.class("filter"), .aria("label", visit.say(ConditionWords.condition))) {
            // The button that Enter presses.
            button(.class("sr"), .name(fields.action), .value("lines"), .tabindex(-1), .aria("hidden", "true")) {
                visit.say(ConditionWords.apply)
            }
            lines
            text
            foot
        }
    }

    /// What asks for this part again when a choice or the text changes.
    func refreshing(from side: String, on trigger: String) -> [Attribute] {
        let extra = Document.object([(fields.from, .text(side))] + host.extra).json()
        return [
            .hx(host.method, host.link), .hx("target", host.target), .hx("swap", host.swap),
            .hx("include", host.include), .hx("vals", extra), .hx("trigger", trigger),
            .hx("sync", "closest .filter:replace"),
        ]
    }

    // MARK: Text

    private var text: Markup {
        let problems = draft.problems
        return div(.class("text")) {
            element(
                "textarea",
                [
                    .class("cond"), .id("\(fields.name)-text"), .name(fields.name),
                    Attribute("rows", "\(max(4, draft.text.split(separator: "\n").count + 1))"),
                    Attribute("spellcheck", "false"), Attribute("autocapitalize", "off"), .autocomplete("off"),
                    .aria("label", visit.say(ConditionWords.asText)), .placeholder(visit.say(ConditionWords.hint)),
                    .aria("invalid", draft.isValid ? nil : "true"),
                    .aria("describedby", problems.isEmpty ? nil : "\(fields.name)-problems"),
                ] + refreshing(from: "text", on: "input changed delay:700ms"), Markup(draft.text))
            div(.class("nojs-only")) {
                button(.class("btn small"), .name(fields.from), .value("text")) { visit.say(ConditionWords.apply) }
            }
            div(.id("\(fields.name)-problems"), .aria("live", "polite")) {
                for problem in problems { self.problem(problem) }
            }
        }
    }

    private func problem(_ problem: Problem) -> Markup {
        let isError = problem.severity == .error
        return div(.class("banner \(isError ? "bad" : "warn")")) {
            Icon.warn.markup
            div {
                if let place = problem.place { b { place.text(in: visit.language).capitalizedFirst } }
                span { problem.sentence.text(in: visit.language).capitalizedFirst }
            }
        }
    }

    // MARK: Foot

    private var foot: Markup {
        footer {
            if draft.isValid {
                span(.class("ok")) {
                    Icon.check.markup
                    visit.say(draft.isEveryone ? ConditionWords.everyone : ConditionWords.valid)
                }
            } else {
                span(.class("not-ok")) {
                    Icon.warn.markup
                    visit.notation.plural(
                        draft.problems.count, Sentence(fr: "problème", en: "problem"),
                        Sentence(fr: "problèmes", en: "problems"))
                }
            }
            if counts, draft.isValid, !draft.isEveryone {
                span(
                    .class("faint"), .id("\(fields.name)-count"), .aria("live", "polite"),
                    .hx("get", ConditionCounts.link(visit, draft, named: fields.name)), .hx("trigger", "load"),
                    .hx("swap", "innerHTML"), .hx("target", "this"), .hx("sync", "this:replace")
                ) {
                    a(.class("link nojs-only"), .href(ConditionCounts.link(visit, draft, named: fields.name))) {
                        visit.say(Sentence(fr: "Compter", en: "Count"))
                    }
                }
            }
            span(.class("end")) { actions }
        }
    }
}

extension Setting {
    var word: String { "\(self)" }

    init?(word: String) {
        let all: [Setting] = [.segment, .stage, .persona, .scoring, .temperature, .exclusion]
        guard let found = all.first(where: { $0.word == word }) else { return nil }
        self = found
    }
}
