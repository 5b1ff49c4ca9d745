import HTML
import HTTPTypes
import Storage
import Verger

/// Settings › Activities: what can happen to a contact, as shipped and as the workspace adds it.
enum KindSettings {
    static let routes: [Route] = [
        Route(.get, "settings/kinds", may: .viewDefinition) { visit in
            try page(visit, edited: visit.query.text("edit"), isTyped: false, [])
        },
        Route(.post, "settings/kinds", may: .draftDefinition, save),
        Route(.post, "settings/kinds/removals", may: .draftDefinition) { visit in
            let name = visit.form.text("name") ?? ""
            switch try VocabularySettings.save(.entry(section: "kinds", name: name, value: nil), .kinds, visit) {
            case .saved(let answer): return answer
            case .refused(let problems, let status):
                return try page(visit, edited: nil, isTyped: false, problems, status)
            }
        },
    ]

    private static func save(_ visit: Visit) throws -> Answer {
        let form = visit.form
        let name = form.text("name") ?? ""
        let known = form["known"] == nil ? nil : name
        var problems: [Problem] = []
        if name.isEmpty { problems.append(Problem(Words.noName)) }
        let kinds = try visit.read { try DefinitionReading(visit, $0) }.shown?.definition.kinds ?? []
        if known == nil, kinds.contains(where: { $0.name == name }) { problems.append(Problem(Words.known)) }
        guard problems.isEmpty else {
            return try page(visit, edited: known, isTyped: true, problems, .unprocessableContent)
        }
        var members: [(String, Document)] = [
            ("group", .text(form.text("group") ?? "")), ("direction", .text(form.text("direction") ?? "inbound")),
        ]
        let properties = properties(form)
        if !properties.isEmpty { members.append(("properties", .object(properties))) }
        if let label = Sentence(fr: form.text("label_fr"), en: form.text("label_en")) {
            members.append(("name", label.document))
        }
        switch try VocabularySettings.save(
            .entry(section: "kinds", name: name, value: .object(members)), .kinds, visit)
        {
        case .saved(let answer): return answer
        case .refused(let problems, let status):
            return try page(visit, edited: known, isTyped: true, problems, status)
        }
    }

    /// `minutes: number`, one a line; a name alone is a text.
    private static func properties(_ form: Fields) -> [(String, Document)] {
        form.lines("properties").map { line in
            let parts = line.split(separator: ":", maxSplits: 1).map(\.trimmed)
            return (parts[0], .text(parts.count > 1 && !parts[1].isEmpty ? parts[1] : "text"))
        }
    }

    // MARK: The page

    private static func page(
        _ visit: Visit, edited: String?, isTyped: Bool, _ problems: [Problem], _ status: HTTPResponse.Status = .ok
    ) throws -> Answer {
        let reading = try visit.read { try DefinitionReading(visit, $0) }
        let frame = VocabularyFrame(visit: visit, reading: reading, tab: .kinds, problems: problems)
        return frame.answer(status) { shown in
            own(visit, frame, shown, reading.compared)
            if visit.may(.draftDefinition) { form(visit, frame, shown, edited, isTyped) }
            shipped(visit)
        }
    }

    private static func own(
        _ visit: Visit, _ frame: VocabularyFrame, _ shown: Definition, _ old: Definition?
    ) -> Markup {
        section(.class("section"), .aria("labelledby", "own")) {
            div(.class("head")) {
                h2(.id("own")) { visit.say(Words.own) }
                span(.class("count")) { visit.notation.count(shown.kinds.count) }
            }
            if shown.kinds.isEmpty {
                p(.class("muted")) { visit.say(Words.none) }
            } else {
                table(.class("table plain-table")) {
                    head(visit)
                    tbody {
                        for kind in shown.kinds {
                            let before = old?.kinds.first { $0.name == kind.name }
                            row(
                                visit, kind,
                                mark: old == nil
                                    ? Markup()
                                    : frame.mark(
                                        isNew: before == nil, isChanged: before != kind)
                            ) {
                                if visit.may(.draftDefinition) {
                                    span(.class("row-actions")) {
                                        a(
                                            .class("link small"),
                                            .href(
                                                visit.links.settings("kinds") + Fields([("edit", kind.name)]).query
                                                    + "#form"),
                                            .aria("label", "\(visit.say(Words.edit)) \(kind.name)")
                                        ) { visit.say(Words.edit) }
                                        frame.removal("kinds/removals", [("name", kind.name)], kind.name)
                                    }
                                }
                            }
                        }
                    }
                }
            }
            if let old {
                frame.removed(old.kinds.map(\.name).filter { name in !shown.kinds.contains { $0.name == name } })
            }
        }
    }

    private static func head(_ visit: Visit) -> Markup {
        thead {
            tr {
                for word in [Words.kind, Words.direction, Words.properties] { th { visit.say(word) } }
                th { span(.class("sr")) { visit.say(Words.actions) } }
            }
        }
    }

    private static func row(
        _ visit: Visit, _ kind: ActivityKind, mark: Markup = Markup(), @MarkupBuilder actions: () -> Markup
    ) -> Markup {
        tr {
            td {
                span(.class("name")) {
                    visit.say(kind.label).capitalizedFirst
                    " "
                    mark
                }
                span { code { kind.name } }
            }
            td { visit.say(word(kind.direction)).capitalizedFirst }
            td(.class("details-of")) {
                kind.properties.sorted { $0.key < $1.key }.map { "\($0.key) (\(visit.say($0.value.name)))" }
                    .joined(separator: ", ")
            }
            td(.class("r")) { actions() }
        }
    }

    private static func form(
        _ visit: Visit, _ frame: VocabularyFrame, _ shown: Definition, _ edited: String?, _ isTyped: Bool
    ) -> Markup {
        let known = edited.flatMap { name in shown.kinds.first { $0.name == name } }
        let typed = visit.form
        func value(_ name: String, _ recorded: String?) -> String { isTyped ? typed[name] ?? "" : recorded ?? "" }
        var name = FormField("name", visit.say(Words.identifier), value: value("name", nil))
        name.hint = visit.say(Words.identifierHint)
        name.autocomplete = "off"
        let hasLabel =
            known.map { $0.label != Sentence(verbatim: String($0.name.map { $0 == "_" ? " " : $0 })) } ?? false
        let groups = (ActivityKind.groups.filter { $0 != "outbound" } + ["outbound"] + shown.groups.keys.sorted())
            .map { ($0, visit.say(GroupWords.label(of: $0))) }
        let directions = ActivityKind.Direction.allCases.map { ($0.rawValue, visit.say(word($0)).capitalizedFirst) }
        let properties = known.map { kind in
            kind.properties.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.rawValue)" }
                .joined(separator: "\n")
        }
        return section(.class("section"), .id("form"), .aria("labelledby", "form-title")) {
            div(.class("head")) {
                h2(.id("form-title")) { known.map { visit.say(Words.change($0.name)) } ?? visit.say(Words.new) }
            }
            visit.postForm(visit.links.settings("kinds"), .class("form")) {
                frame.seenField
                if let known {
                    input(.type("hidden"), .name("name"), .value(known.name))
                    input(.type("hidden"), .name("known"), .value("1"))
                } else {
                    name.markup
                }
                div(.class("two")) {
                    FormField(
                        "label_fr", visit.say(Words.french),
                        value: value("label_fr", hasLabel ? known?.label.fr : nil)
                    ).optional.markup
                    FormField(
                        "label_en", visit.say(Words.english),
                        value: value("label_en", hasLabel ? known?.label.en : nil)
                    ).optional.markup
                }
                div(.class("two")) {
                    FormField(
                        "group", visit.say(Words.group), among: groups, value: value("group", known?.group)
                    ).markup
                    FormField(
                        "direction", visit.say(Words.direction), among: directions,
                        value: value("direction", known?.direction.rawValue)
                    ).markup
                }
                FormField.lines(
                    "properties", visit.say(Words.properties), value: value("properties", properties),
                    hint: visit.say(Words.propertiesHint), rows: 4)
                div(.class("actions")) {
                    button(.class("btn primary")) { visit.say(Words.save) }
                    if known != nil {
                        a(.class("btn quiet"), .href(visit.links.settings("kinds"))) { visit.say(Words.cancel) }
                    }
                }
            }
        }
    }

    private static func shipped(_ visit: Visit) -> Markup {
        section(.class("section"), .aria("labelledby", "shipped")) {
            div(.class("head")) {
                h2(.id("shipped")) { visit.say(Words.shipped) }
                span(.class("count")) { visit.notation.count(ActivityKind.catalogue.count) }
                span(.class("muted small")) { visit.say(Words.shippedNote) }
            }
            for group in ActivityKind.groups {
                let kinds = ActivityKind.catalogue.filter { $0.group == group }
                h3(.class("group-title")) {
                    visit.say(GroupWords.label(of: group)).capitalizedFirst
                    " "
                    code { group }
                }
                table(.class("table plain-table")) {
                    tbody {
                        for kind in kinds {
                            row(visit, kind) {
                                if kind.isReserved {
                                    span(.class("chip line"), .title(visit.say(Words.reserved))) {
                                        visit.say(Words.serverOnly)
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    private static func word(_ direction: ActivityKind.Direction) -> Sentence {
        switch direction {
        case .inbound: Sentence(fr: "vient du contact", en: "from the contact")
        case .outbound: Sentence(fr: "vient de nous", en: "from us")
        case .twoWay: Sentence(fr: "dans les deux sens", en: "both ways")
        case .internalOnly: Sentence(fr: "interne", en: "internal")
        }
    }

    private enum Words {
        static let own = Sentence(fr: "Faits de l’espace", en: "Activities of the workspace")
        static let none = Sentence(
            fr: "Aucun pour l’instant\u{A0}: ceux d’origine suffisent souvent.",
            en: "None yet: those that are shipped are often enough.")
        static let kind = Sentence(fr: "Fait", en: "Activity")
        static let direction = Sentence(fr: "Sens", en: "Direction")
        static let properties = Sentence(fr: "Propriétés", en: "Properties")
        static let propertiesHint = Sentence(
            fr: "Une par ligne, avec son type\u{A0}: minutes: number. Types\u{A0}: text, number, date, boolean.",
            en: "One a line, with its type: minutes: number. Types: text, number, date, boolean.")
        static let group = Sentence(fr: "Groupe", en: "Group")
        static let actions = Sentence(fr: "Actions", en: "Actions")
        static let edit = Sentence(fr: "Modifier", en: "Edit")
        static let new = Sentence(fr: "Nouveau fait", en: "New activity")
        static func change(_ name: String) -> Sentence {
            Sentence(fr: "Modifier «\u{A0}\(name)\u{A0}»", en: "Edit “\(name)”")
        }
        static let identifier = Sentence(fr: "Nom dans les conditions", en: "Name in conditions")
        static let identifierHint = Sentence(
            fr: "En minuscules, chiffres et _, comme site_visited. Il ne change plus ensuite.",
            en: "Lower case, digits and _, such as site_visited. It does not change afterwards.")
        static let french = Sentence(fr: "Ce qui s’est passé, en français", en: "What happened, in French")
        static let english = Sentence(fr: "Ce qui s’est passé, en anglais", en: "What happened, in English")
        static let save = Sentence(fr: "Enregistrer au brouillon", en: "Save to the draft")
        static let cancel = Sentence(fr: "Annuler", en: "Cancel")
        static let noName = Sentence(fr: "donnez un nom au fait", en: "give the activity a name")
        static let known = Sentence(
            fr: "ce fait existe déjà\u{A0}: modifiez-le dans la liste",
            en: "this activity exists already: edit it in the list")
        static let shipped = Sentence(fr: "Faits d’origine", en: "Shipped activities")
        static let shippedNote = Sentence(
            fr: "Les mêmes dans tous les espaces.", en: "The same in every workspace.")
        static let serverOnly = Sentence(fr: "clé de serveur", en: "server key")
        static let reserved = Sentence(
            fr: "Une clé de site ne peut pas l’envoyer\u{A0}: tout le monde peut la lire.",
            en: "A site key can’t send it: everyone can read that key.")
    }
}
