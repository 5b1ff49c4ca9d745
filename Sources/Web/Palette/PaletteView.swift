import HTML
import Verger

/// The palette: a field, and what answers to it. The same in a dialog and as a page.
struct PaletteView {
    private let visit: Visit
    private let answers: PaletteAnswers

    init(_ answers: PaletteAnswers, _ visit: Visit) {
        self.answers = answers
        self.visit = visit
    }

    var markup: Markup {
        div(.class("palette")) {
            form(.class("q"), .role("search"), .method("get"), .action(visit.links.palette)) {
                Icon.search.markup
                input(
                    .type("search"), .name("q"), .id("palette-q"), .value(answers.question.text), .autocomplete("off"),
                    .autofocus(), .placeholder(visit.say(Words.hint)), .aria("label", visit.say(Words.hint)),
                    .hx("get", visit.links.palette), .hx("trigger", "input changed delay:120ms"),
                    .hx("target", "#palette-answers"), .hx("sync", "this:replace"))
                button(.class("btn small nojs-only")) { visit.say(Words.search) }
            }
            div(.id("palette-answers"), .aria("live", "polite")) { list }
        }
    }

    /// What changes while one types.
    var list: Markup {
        group {
            for part in answers.groups {
                h2(.class("g-title")) { part.title }
                ul { for (index, item) in part.items.enumerated() { line(item, isFirst: index == 0 && isFirst(part)) } }
            }
            if answers.groups.isEmpty {
                p(.class("g-none")) {
                    visit.say(
                        Sentence(
                            fr:
                                "Rien ne répond à «\u{A0}\(answers.question.text)\u{A0}». Essayez un nom, une société, les derniers chiffres d’un téléphone.",
                            en:
                                "Nothing answers to “\(answers.question.text)”. Try a name, a company, the last digits of a phone number."
                        ))
                }
            }
        }
    }

    private func isFirst(_ part: PaletteGroup) -> Bool { part.title == answers.groups.first?.title }

    private func line(_ item: PaletteItem, isFirst: Bool) -> Markup {
        li {
            a(.href(item.link), .class(isFirst && !answers.question.text.isEmpty ? "is-first" : nil)) {
                mark(of: item)
                b { item.title }
                if let detail = item.detail { span(.class("faint")) { detail } }
                span(.class("end")) {
                    if let key = item.key {
                        for letter in key.split(separator: " ") { kbd { String(letter) } }
                    } else if isFirst, !answers.question.text.isEmpty {
                        kbd { visit.say(Sentence(fr: "Entrée", en: "Enter")) }
                    }
                }
            }
        }
    }

    private func mark(of item: PaletteItem) -> Markup {
        switch item.mark {
        case .icon(let icon): return icon.markup
        case .stage(let stage):
            guard let rules = answers.rules else { return Icon.person.markup }
            let marks = StageMarks(rules, visit.language)
            return span(.class("mark-of \(marks.look(stage).name)"), .title(marks.name(stage))) {
                marks.look(stage).glyph
                span(.class("sr")) { marks.name(stage) }
            }
        }
    }

    private enum Words {
        static let hint = Sentence(fr: "Nom, société, page ou action", en: "Name, company, page or action")
        static let search = Sentence(fr: "Rechercher", en: "Search")
    }
}
