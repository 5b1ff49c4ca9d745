import HTML
import HTTPTypes
import Storage
import Verger

/// Settings › Personas: whom we sell to, each a condition, and how many contacts fit.
enum PersonaSettings {
    static let routes: [Route] = [
        Route(.get, "settings/personas", may: .viewDefinition) { try page($0, []) },
        Route(.get, "settings/personas/counts", may: .viewDefinition, count),
        Route(.post, "settings/personas", may: .draftDefinition, save),
        Route(.post, "settings/personas/removals", may: .draftDefinition, remove),
    ]

    // MARK: Changing

    private static func save(_ visit: Visit) throws -> Answer {
        let form = visit.form
        let reading = try visit.read { try DefinitionReading(visit, $0) }
        guard let rules = reading.rulesShown else { throw Refusal.undefined }
        let draft = ConditionDraft(form, named: "where", under: rules, in: .persona)
        // Another button than "Save": a line was added or taken away, without scripts.
        guard form["save"] != nil, form["where.do"] == nil else { return try page(visit, []) }
        let id = form.text("id") ?? ""
        let label = Sentence(fr: form.text("label_fr"), en: form.text("label_en"))
        var problems: [Problem] = []
        if id.isEmpty || id.utf8.count > 100 { problems.append(Problem(Words.noID)) }
        if label == nil { problems.append(Problem(Words.noName)) }
        if draft.isEveryone { problems.append(Problem(Words.noCondition)) }
        if !draft.isValid { problems += draft.problems }
        guard problems.isEmpty, let label else { return try page(visit, problems, .unprocessableContent) }
        let item = Document.object([("id", .text(id)), ("name", label.document), ("when", .text(draft.text))])
        return try answer(VocabularySettings.save(.item(section: "personas", item), .personas, visit), visit)
    }

    private static func remove(_ visit: Visit) throws -> Answer {
        let id = visit.form.text("id") ?? ""
        let reading = try visit.read { try DefinitionReading(visit, $0) }
        guard let index = reading.shown?.definition.personas.firstIndex(where: { $0.id == id }) else {
            throw Refusal.notFound
        }
        return try answer(VocabularySettings.save(.itemRemoval(section: "personas", index), .personas, visit), visit)
    }

    private static func answer(_ outcome: VocabularySettings.Outcome, _ visit: Visit) throws -> Answer {
        switch outcome {
        case .saved(let answer): answer
        case .refused(let problems, let status): try page(visit, problems, status)
        }
    }

    // MARK: Counting

    /// How many fit a persona of the definition in force: asked for by the page once it is there.
    private static func count(_ visit: Visit) throws -> Answer {
        let id = visit.query.text("id") ?? ""
        let count: Int = try visit.read { connection in
            let rules = try visit.rules(on: connection)
            guard rules.catalogue.personas.contains(where: { $0.id == id }),
                let condition = try? Condition(parsing: "fits persona \(id.inQuotes)"),
                let resolved = try? rules.resolve(condition)
            else { throw Refusal.notFound }
            let filter = ContactFilter(condition: resolved, visible: visit.member.visibility.restriction)
            return try ContactList(connection, in: visit.workspace, filter: filter, at: visit.now).count()
        }
        return .fragment(number(visit, id, count))
    }

    private static func list(_ visit: Visit, _ id: String) -> String {
        visit.links.contacts(where: "fits persona \(id.inQuotes)")
    }

    private static func number(_ visit: Visit, _ id: String, _ count: Int) -> Markup {
        guard visit.may(.viewContacts) else { return Markup(visit.notation.count(count)) }
        return a(.class("link"), .href(list(visit, id))) { visit.notation.count(count) }
    }

    private static func waiting(_ visit: Visit, _ id: String) -> Markup {
        let target = visit.links.settings("personas/counts") + Fields([("id", id)]).query
        return span(.hx("get", target), .hx("trigger", "load"), .hx("swap", "outerHTML")) {
            a(.class("link"), .href(list(visit, id))) { visit.say(Words.see) }
        }
    }

    // MARK: The page

    private static func page(
        _ visit: Visit, _ problems: [Problem], _ status: HTTPResponse.Status = .ok
    ) throws -> Answer {
        let reading = try visit.read { try DefinitionReading(visit, $0) }
        let frame = VocabularyFrame(visit: visit, reading: reading, tab: .personas, problems: problems)
        return frame.answer(status) { shown in
            personas(visit, frame, reading, shown)
            if visit.may(.draftDefinition), let rules = reading.rulesShown { form(visit, frame, rules) }
        }
    }

    private static func personas(
        _ visit: Visit, _ frame: VocabularyFrame, _ reading: DefinitionReading, _ shown: Definition
    ) -> Markup {
        let sentences = ConditionSentence(reading.catalogue(of: shown), visit.language)
        let inForce = Set(reading.active?.definition.personas.map(\.id) ?? [])
        return section(.class("section"), .aria("labelledby", "own")) {
            div(.class("head")) {
                h2(.id("own")) { visit.say(Words.own) }
                span(.class("count")) { visit.notation.count(shown.personas.count) }
                span(.class("end no-small")) { visit.say(Words.fitting) }
            }
            if shown.personas.isEmpty { p(.class("muted")) { visit.say(Words.none) } }
            ul(.class("ruleset segment-list persona-list")) {
                for (index, persona) in shown.personas.enumerated() {
                    let before = reading.compared?.personas.first { $0.id == persona.id }
                    li {
                        div(.class("st")) {
                            b { visit.say(persona.name) }
                            " "
                            if reading.compared != nil {
                                frame.mark(isNew: before == nil, isChanged: before != persona)
                            }
                            span(.class("terms")) { code { persona.id } }
                        }
                        div(.class("when")) {
                            p { sentences.text(of: persona.when) }
                            ConditionMarkup.text(persona.when.description)
                            if visit.may(.draftDefinition) {
                                div(.class("row-actions")) {
                                    a(
                                        .class("link small"),
                                        .href(
                                            visit.links.editing("personas[\(index)].when", in: .personas)
                                                + "#persona-\(persona.id)"),
                                        .aria("label", "\(visit.say(Words.edit)) \(visit.say(persona.name))")
                                    ) { visit.say(Words.edit) }
                                    frame.removal("personas/removals", [("id", persona.id)], visit.say(persona.name))
                                }
                            }
                        }
                        span(.class("n num")) {
                            if inForce.contains(persona.id) {
                                waiting(visit, persona.id)
                            } else {
                                span(.class("faint"), .title(visit.say(Words.later))) { "—" }
                            }
                        }
                    }
                }
            }
            if let old = reading.compared {
                frame.removed(
                    old.personas.filter { persona in !shown.personas.contains { $0.id == persona.id } }.map {
                        visit.say($0.name)
                    })
            }
        }
    }

    private static func form(_ visit: Visit, _ frame: VocabularyFrame, _ rules: Rules) -> Markup {
        let typed = visit.form
        let draft =
            typed.all.isEmpty
            ? ConditionDraft(text: "", under: rules, in: .persona)
            : ConditionDraft(typed, named: "where", under: rules, in: .persona)
        var id = FormField("id", visit.say(Words.identifier), value: typed["id"] ?? "")
        id.hint = visit.say(Words.identifierHint)
        id.autocomplete = "off"
        return section(.class("section"), .id("form"), .aria("labelledby", "form-title")) {
            div(.class("head")) { h2(.id("form-title")) { visit.say(Words.new) } }
            visit.postForm(visit.links.settings("personas"), .class("persona-form")) {
                frame.seenField
                div(.class("form")) {
                    id.markup
                    div(.class("two")) {
                        FormField("label_fr", visit.say(Words.french), value: typed["label_fr"] ?? "").optional.markup
                        FormField("label_en", visit.say(Words.english), value: typed["label_en"] ?? "").optional.markup
                    }
                }
                ConditionBuilder(
                    visit, draft, named: "where",
                    actions: button(.class("btn primary small"), .name("save"), .value("1"), .id("save-persona")) {
                        visit.say(Words.save)
                    }
                ).markup
            }
        }
    }

    private enum Words {
        static let own = Sentence(fr: "Personas", en: "Personas")
        static let fitting = Sentence(fr: "contacts qui correspondent", en: "contacts that fit")
        static let none = Sentence(
            fr: "Aucun pour l’instant. Un persona dit à qui vous vendez\u{A0}: métier, taille, secteur.",
            en: "None yet. A persona says whom you sell to: job, size, industry.")
        static let see = Sentence(fr: "voir", en: "see")
        static let later = Sentence(
            fr: "Compté une fois en vigueur\u{A0}; le rejeu le dit avant.",
            en: "Counted once in force; the replay tells before.")
        static let edit = Sentence(fr: "Modifier", en: "Edit")
        static let new = Sentence(fr: "Nouveau persona", en: "New persona")
        static let identifier = Sentence(fr: "Identifiant", en: "Identifier")
        static let identifierHint = Sentence(
            fr: "Celui des conditions, comme dirigeant-pme. Il ne change plus ensuite.",
            en: "As conditions name it, such as smb-owner. It does not change afterwards.")
        static let french = Sentence(fr: "Nom en français", en: "Name in French")
        static let english = Sentence(fr: "Nom en anglais", en: "Name in English")
        static let save = Sentence(fr: "Ajouter au brouillon", en: "Add to the draft")
        static let noID = Sentence(
            fr: "donnez-lui un identifiant, de 100 octets au plus", en: "give it an identifier, of 100 bytes at most")
        static let noName = Sentence(fr: "donnez-lui un nom", en: "give it a name")
        static let noCondition = Sentence(
            fr: "il manque la condition\u{A0}: sinon tout le monde correspond",
            en: "the condition is missing: everyone would fit")
    }
}
