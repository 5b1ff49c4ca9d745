import HTML
import Verger

/// A condition as it is shown: in text form, its words by what they are, what a draft changes marked.
struct ConditionMarkup {
    /// The text form alone.
    static func text(_ text: String) -> Markup { code(.class("cond")) { words(text) } }

    /// The text form, and what became of it.
    static func text(_ new: Condition, was old: Condition?) -> Markup {
        guard let old, old != new else { return text(new.description) }
        return code(.class("cond")) { changes(from: old.description, to: new.description) { words($0) } }
    }

    /// A sentence, and what became of it.
    static func sentence(_ new: String, was old: String?) -> Markup {
        guard let old, old != new else { return Markup(new) }
        return changes(from: old, to: new) { Markup($0) }
    }

    private static func changes(
        from old: String, to new: String, _ write: (String) -> Markup
    ) -> Markup {
        var parts: [Markup] = []
        for change in WordChange.changes(from: old, to: new) {
            if !parts.isEmpty { parts.append(Markup(" ")) }
            switch change {
            case .kept(let text): parts.append(write(text))
            case .removed(let text): parts.append(del { text })
            case .added(let text): parts.append(ins { text })
            }
        }
        return Markup(parts)
    }

    private static func words(_ text: String) -> Markup {
        Markup(
            ConditionWord.words(of: text).map { word in
                switch word.role {
                case .grammar: span(.class("k")) { word.text }
                case .subject: span(.class("f")) { word.text }
                case .value: span(.class("v")) { word.text }
                }
            })
    }
}
