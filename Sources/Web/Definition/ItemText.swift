import HTML
import Verger

/// The sentence and the text form of an item, what changed marked.
struct ItemText {
    private let item: DefinitionItem

    init(_ item: DefinitionItem) { self.item = item }

    var markup: Markup {
        group {
            switch item.change {
            case .none, .changed:
                p { ConditionMarkup.sentence(item.sentence, was: item.oldSentence) }
                if let condition = item.condition { ConditionMarkup.text(condition, was: item.oldCondition) }
            case .added:
                p { ins { item.sentence } }
                code(.class("cond")) { ins { item.condition?.description ?? "" } }
            case .removed:
                p { del { item.sentence } }
                code(.class("cond")) { del { item.condition?.description ?? "" } }
            }
        }
    }
}
