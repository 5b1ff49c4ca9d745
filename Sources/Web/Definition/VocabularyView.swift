import HTML
import Verger

/// The words that a definition adds for its conditions: fields, kinds, groups, lists.
struct VocabularyView {
    let visit: Visit
    let reading: DefinitionReading
    let shown: Definition

    private struct Entry {
        let name: String
        let text: String
        let old: String?
        let isNew: Bool
    }

    private var notation: Notation { visit.notation }

    var markup: Markup {
        group {
            block(
                notation.text("Champs", "Fields"), "fields", shown.fields.mapValues(word),
                reading.compared?.fields.mapValues(word))
            block(notation.text("Faits", "Facts"), "kinds", kinds(shown), reading.compared.map(kinds))
            block(
                notation.text("Groupes de faits", "Groups of facts"), "groups",
                shown.groups.mapValues { $0.joined(separator: ", ") },
                reading.compared?.groups.mapValues { $0.joined(separator: ", ") })
            block(
                notation.text("Listes", "Lists"), "lists", shown.lists.mapValues { $0.joined(separator: ", ") },
                reading.compared?.lists.mapValues { $0.joined(separator: ", ") })
        }
    }

    private func block(_ title: String, _ anchor: String, _ new: [String: String], _ old: [String: String]?) -> Markup {
        section(.class("section"), .aria("labelledby", "v-\(anchor)")) {
            div(.class("head")) {
                h2(.id("v-\(anchor)")) { title }
                span(.class("count")) { new.isEmpty ? "" : notation.count(new.count) }
                if visit.may(.draftDefinition) {
                    span(.class("end")) {
                        a(.class("link"), .href(visit.links.definition("file") + "#\(anchor)")) {
                            notation.text("Modifier dans le fichier", "Edit in the file")
                        }
                    }
                }
            }
            if new.isEmpty { p(.class("muted")) { notation.text("Aucun.", "None.") } }
            ul(.class("ruleset")) {
                for name in Set(new.keys).union(old.map { Set($0.keys) } ?? []).sorted() {
                    li {
                        div(.class("st")) { b { label(name, new, old) } }
                        div(.class("when")) { p { text(name, new, old) } }
                    }
                }
            }
        }
    }

    private func label(_ name: String, _ new: [String: String], _ old: [String: String]?) -> Markup {
        if new[name] == nil { return del { name } }
        if let old, old[name] == nil { return ins { name } }
        return Markup(name)
    }

    private func text(_ name: String, _ new: [String: String], _ old: [String: String]?) -> Markup {
        guard let value = new[name] else { return del { old?[name] ?? "" } }
        return ConditionMarkup.sentence(value, was: old?[name])
    }

    private func word(_ type: ValueType) -> String {
        switch type {
        case .text: notation.text("texte", "text")
        case .number: notation.text("nombre", "number")
        case .date: notation.text("date", "date")
        case .boolean: notation.text("oui ou non", "yes or no")
        }
    }

    private func kinds(_ definition: Definition) -> [String: String] {
        Dictionary(
            definition.kinds.map { kind in
                let properties = kind.properties.sorted { $0.key < $1.key }.map { "\($0.key) (\(word($0.value)))" }
                return (kind.name, ([kind.group, direction(kind.direction)] + properties).joined(separator: ", "))
            }
        ) { first, _ in first }
    }

    private func direction(_ direction: ActivityKind.Direction) -> String {
        switch direction {
        case .inbound: notation.text("vient du contact", "from the contact")
        case .outbound: notation.text("vient de nous", "from us")
        case .twoWay: notation.text("dans les deux sens", "both ways")
        case .internalOnly: notation.text("interne", "internal")
        }
    }
}
