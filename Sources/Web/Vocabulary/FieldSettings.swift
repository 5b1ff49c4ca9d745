import HTML
import HTTPTypes
import Storage
import Verger

/// Settings › Fields: what the workspace knows of a contact beside what everybody does.
enum FieldSettings {
    static let routes: [Route] = [
        Route(.get, "settings/fields", may: .viewDefinition) { visit in
            try page(visit, visit.query.text("edit").map { .known($0) } ?? .new, [])
        },
        Route(.post, "settings/fields", may: .draftDefinition, save),
        Route(.post, "settings/fields/removals", may: .draftDefinition) { visit in
            let name = visit.form.text("name") ?? ""
            switch try VocabularySettings.save(.entry(section: "fields", name: name, value: nil), .fields, visit) {
            case .saved(let answer): return answer
            case .refused(let problems, let status): return try page(visit, .new, problems, status)
            }
        },
    ]

    /// What the form is about.
    private enum Subject {
        case new
        case known(String)
        case typed
    }

    private static let mostValues = 500

    private static func save(_ visit: Visit) throws -> Answer {
        let form = visit.form
        let name = form.text("name") ?? ""
        var problems: [Problem] = []
        if name.isEmpty { problems.append(Problem(Words.noName)) }
        let type = form.text("type").flatMap(ValueType.init(rawValue:)) ?? .text
        let values = form.lines("values")
        if values.count > mostValues || values.contains(where: { $0.utf8.count > 200 }) {
            problems.append(Problem(Words.tooManyValues))
        }
        if form["known"] == nil,
            try visit.read({ try DefinitionReading(visit, $0) }).shown?.definition.fields[name] != nil
        {
            problems.append(Problem(Words.known))
        }
        guard problems.isEmpty else { return try page(visit, .typed, problems, .unprocessableContent) }
        let label = Sentence(fr: form.text("label_fr"), en: form.text("label_en"))
        var members: [(String, Document)] = [("type", .text(type.rawValue))]
        if let label { members.append(("name", label.document)) }
        if type == .text, !values.isEmpty { members.append(("values", .list(values.map { .text($0) }))) }
        let value = members.count == 1 ? Document.text(type.rawValue) : .object(members)
        switch try VocabularySettings.save(.entry(section: "fields", name: name, value: value), .fields, visit) {
        case .saved(let answer): return answer
        case .refused(let problems, let status): return try page(visit, .typed, problems, status)
        }
    }

    // MARK: The page

    private static func page(
        _ visit: Visit, _ subject: Subject, _ problems: [Problem], _ status: HTTPResponse.Status = .ok
    ) throws -> Answer {
        let reading = try visit.read { try DefinitionReading(visit, $0) }
        let frame = VocabularyFrame(visit: visit, reading: reading, tab: .fields, problems: problems)
        return frame.answer(status) { shown in
            own(visit, frame, shown, reading.compared)
            if visit.may(.draftDefinition) { form(visit, frame, subject, shown) }
            shipped(visit)
        }
    }

    private static func own(
        _ visit: Visit, _ frame: VocabularyFrame, _ shown: Definition, _ old: Definition?
    ) -> Markup {
        section(.class("section"), .aria("labelledby", "own")) {
            div(.class("head")) {
                h2(.id("own")) { visit.say(Words.own) }
                span(.class("count")) { visit.notation.count(shown.fields.count) }
            }
            if shown.fields.isEmpty {
                p(.class("muted")) { visit.say(Words.none) }
            } else {
                table(.class("table plain-table")) {
                    thead {
                        tr {
                            for word in [Words.name, Words.type, Words.values] { th { visit.say(word) } }
                            th { span(.class("sr")) { visit.say(Words.actions) } }
                        }
                    }
                    tbody {
                        for (name, type) in shown.fields.sorted(by: { $0.key < $1.key }) {
                            tr {
                                td {
                                    span(.class("name")) {
                                        visit.say(
                                            shown.fieldLabels[name]
                                                ?? Sentence(verbatim: String(name.map { $0 == "_" ? " " : $0 }))
                                        ).capitalizedFirst
                                        " "
                                        if let old {
                                            frame.mark(
                                                isNew: old.fields[name] == nil,
                                                isChanged: old.fields[name] != type
                                                    || old.fieldLabels[name] != shown.fieldLabels[name]
                                                    || old.fieldValues[name] != shown.fieldValues[name])
                                        }
                                    }
                                    span { code { name } }
                                }
                                td { visit.say(type.name).capitalizedFirst }
                                td(.class("details-of")) { (shown.fieldValues[name] ?? []).joined(separator: ", ") }
                                td(.class("r")) {
                                    if visit.may(.draftDefinition) {
                                        span(.class("row-actions")) {
                                            a(
                                                .class("link small"),
                                                .href(
                                                    visit.links.settings("fields") + Fields([("edit", name)]).query
                                                        + "#form"),
                                                .aria("label", "\(visit.say(Words.edit)) \(name)")
                                            ) { visit.say(Words.edit) }
                                            frame.removal("fields/removals", [("name", name)], name)
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
            if let old { frame.removed(old.fields.keys.filter { shown.fields[$0] == nil }) }
        }
    }

    private static func form(
        _ visit: Visit, _ frame: VocabularyFrame, _ subject: Subject, _ shown: Definition
    ) -> Markup {
        var known: String?
        if case .known(let name) = subject, shown.fields[name] != nil { known = name }
        var isTyped = false
        if case .typed = subject { isTyped = true }
        let typed = visit.form
        if isTyped, typed["known"] != nil { known = typed.text("name") }
        let label = known.flatMap { shown.fieldLabels[$0] }
        func value(_ name: String, _ recorded: String?) -> String { isTyped ? typed[name] ?? "" : recorded ?? "" }
        var name = FormField("name", visit.say(Words.identifier), value: value("name", known))
        name.hint = visit.say(Words.identifierHint)
        name.autocomplete = "off"
        let french = FormField("label_fr", visit.say(Words.french), value: value("label_fr", label?.fr))
        let english = FormField("label_en", visit.say(Words.english), value: value("label_en", label?.en))
        let types = ValueType.allCases.map { ($0.rawValue, visit.say($0.name).capitalizedFirst) }
        let type = value("type", known.flatMap { shown.fields[$0]?.rawValue } ?? "text")
        let values = value("values", known.flatMap { shown.fieldValues[$0]?.joined(separator: "\n") })
        return section(.class("section"), .id("form"), .aria("labelledby", "form-title")) {
            div(.class("head")) {
                h2(.id("form-title")) {
                    known.map { visit.say(Words.change($0)) } ?? visit.say(Words.new)
                }
            }
            visit.postForm(visit.links.settings("fields"), .class("form")) {
                frame.seenField
                if let known {
                    input(.type("hidden"), .name("name"), .value(known))
                    input(.type("hidden"), .name("known"), .value("1"))
                } else {
                    name.markup
                }
                div(.class("two")) {
                    french.optional.markup
                    english.optional.markup
                }
                FormField("type", visit.say(Words.type), among: types, value: type).markup
                FormField.lines(
                    "values", visit.say(Words.values), value: values, hint: visit.say(Words.valuesHint))
                div(.class("actions")) {
                    button(.class("btn primary")) { visit.say(Words.save) }
                    if known != nil {
                        a(.class("btn quiet"), .href(visit.links.settings("fields"))) { visit.say(Words.cancel) }
                    }
                }
            }
        }
    }

    private static func shipped(_ visit: Visit) -> Markup {
        details(.class("section")) {
            summary { visit.say(Words.shipped) }
            table(.class("table plain-table")) {
                tbody {
                    for field in ContactField.allCases {
                        tr {
                            td { span(.class("name")) { visit.say(field.label).capitalizedFirst } }
                            td { code { field.rawValue } }
                            td { visit.say(field.type.name).capitalizedFirst }
                        }
                    }
                }
            }
        }
    }

    private enum Words {
        static let own = Sentence(fr: "Champs de l’espace", en: "Fields of the workspace")
        static let none = Sentence(
            fr: "Aucun pour l’instant. Un champ s’ajoute à la fiche, aux listes, aux imports et aux conditions.",
            en: "None yet. A field is added to records, lists, imports and conditions.")
        static let name = Sentence(fr: "Champ", en: "Field")
        static let type = Sentence(fr: "Type", en: "Type")
        static let values = Sentence(fr: "Valeurs proposées", en: "Values offered")
        static let valuesHint = Sentence(
            fr: "Une par ligne, pour un texte. D’autres restent possibles\u{A0}: un import n’en perd aucune.",
            en: "One a line, for a text. Others stay possible: an import loses none.")
        static let actions = Sentence(fr: "Actions", en: "Actions")
        static let edit = Sentence(fr: "Modifier", en: "Edit")
        static let new = Sentence(fr: "Nouveau champ", en: "New field")
        static func change(_ name: String) -> Sentence {
            Sentence(fr: "Modifier «\u{A0}\(name)\u{A0}»", en: "Edit “\(name)”")
        }
        static let identifier = Sentence(fr: "Nom dans les conditions", en: "Name in conditions")
        static let identifierHint = Sentence(
            fr: "En minuscules, chiffres et _, comme purchase_horizon. Il ne change plus ensuite.",
            en: "Lower case, digits and _, such as purchase_horizon. It does not change afterwards.")
        static let french = Sentence(fr: "Nom affiché en français", en: "Name shown in French")
        static let english = Sentence(fr: "Nom affiché en anglais", en: "Name shown in English")
        static let save = Sentence(fr: "Enregistrer au brouillon", en: "Save to the draft")
        static let cancel = Sentence(fr: "Annuler", en: "Cancel")
        static let shipped = Sentence(fr: "Champs de tout contact", en: "Fields of every contact")
        static let noName = Sentence(fr: "donnez un nom au champ", en: "give the field a name")
        static let known = Sentence(
            fr: "ce champ existe déjà\u{A0}: modifiez-le dans la liste",
            en: "this field exists already: edit it in the list")
        static let tooManyValues = Sentence(
            fr: "au plus 500 valeurs, de 200 octets chacune", en: "at most 500 values, of 200 bytes each")
    }
}
