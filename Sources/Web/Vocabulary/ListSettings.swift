import HTML
import HTTPTypes
import Storage
import Verger

/// Settings › Lists: freemail domains, competitors and the like, which conditions ask for by name.
enum ListSettings {
    static let routes: [Route] = [
        Route(.get, "settings/lists", may: .viewDefinition) { try page($0, $0.query.text("list"), []) },
        Route(.post, "settings/lists", may: .draftDefinition, create).creating,
        Route(.post, "settings/lists/entries", may: .draftDefinition, add),
        Route(.post, "settings/lists/entries/removals", may: .draftDefinition, take),
        Route(.post, "settings/lists/removals", may: .draftDefinition, remove),
    ]

    /// Of one list: they travel in the text of the definition.
    static let mostEntries = 5_000
    /// Shown at once; others are found by searching.
    private static let shownEntries = 300

    // MARK: Changing

    private static func create(_ visit: Visit) throws -> Answer {
        let name = visit.form.text("name") ?? ""
        let lists = try visit.read { try DefinitionReading(visit, $0) }.shown?.definition.lists ?? [:]
        var problems: [Problem] = []
        if name.isEmpty || name.utf8.count > 100 { problems.append(Problem(Words.noName)) }
        if lists[name] != nil { problems.append(Problem(Words.known)) }
        return try save(name, to: visit.form.lines("entries"), problems, visit)
    }

    private static func add(_ visit: Visit) throws -> Answer {
        let (name, entries) = try list(visit)
        let known = Set(entries.map(\.folded))
        return try save(
            name, to: entries + visit.form.lines("entries").filter { !known.contains($0.folded) }, [], visit)
    }

    private static func take(_ visit: Visit) throws -> Answer {
        let (name, entries) = try list(visit)
        let gone = Set((visit.form.values("entry") + visit.form.lines("entries")).map(\.folded))
        return try save(name, to: entries.filter { !gone.contains($0.folded) }, [], visit)
    }

    private static func remove(_ visit: Visit) throws -> Answer {
        let (name, _) = try list(visit)
        switch try VocabularySettings.save(.entry(section: "lists", name: name, value: nil), .lists, visit) {
        case .saved(let answer): return answer
        case .refused(let problems, let status): return try page(visit, name, problems, status)
        }
    }

    /// The list that a form is about.
    private static func list(_ visit: Visit) throws -> (name: String, entries: [String]) {
        let name = visit.form.text("list") ?? ""
        let reading = try visit.read { try DefinitionReading(visit, $0) }
        guard let entries = reading.shown?.definition.lists[name] else { throw Refusal.notFound }
        return (name, entries)
    }

    private static func save(
        _ name: String, to entries: [String], _ problems: [Problem], _ visit: Visit
    ) throws -> Answer {
        var problems = problems
        if entries.count > mostEntries { problems.append(Problem(Words.tooMany(entries.count))) }
        if entries.contains(where: { $0.utf8.count > 200 || $0.contains("\0") }) {
            problems.append(Problem(Words.tooLong))
        }
        guard problems.isEmpty else { return try page(visit, name, problems, .unprocessableContent) }
        let value = Document.list(entries.map { .text($0) })
        switch try VocabularySettings.save(.entry(section: "lists", name: name, value: value), .lists, visit) {
        case .saved(var answer):
            answer.headers[.location] = visit.links.settings("lists") + Fields([("list", name)]).query
            return answer
        case .refused(let problems, let status): return try page(visit, name, problems, status)
        }
    }

    // MARK: The page

    private static func page(
        _ visit: Visit, _ name: String?, _ problems: [Problem], _ status: HTTPResponse.Status = .ok
    ) throws -> Answer {
        let reading = try visit.read { try DefinitionReading(visit, $0) }
        let frame = VocabularyFrame(visit: visit, reading: reading, tab: .lists, problems: problems)
        return frame.answer(status) { shown in
            lists(visit, frame, shown, reading.compared)
            if let name, let entries = shown.lists[name] { one(visit, frame, name, entries) }
            if visit.may(.draftDefinition) { new(visit, frame, shown) }
        }
    }

    private static func lists(
        _ visit: Visit, _ frame: VocabularyFrame, _ shown: Definition, _ old: Definition?
    ) -> Markup {
        section(.class("section"), .aria("labelledby", "own")) {
            div(.class("head")) {
                h2(.id("own")) { visit.say(Words.own) }
                span(.class("count")) { visit.notation.count(shown.lists.count) }
            }
            if shown.lists.isEmpty {
                p(.class("muted")) { visit.say(Words.none) }
            } else {
                table(.class("table plain-table")) {
                    thead {
                        tr {
                            for word in [Words.name, Words.size, Words.begins] { th { visit.say(word) } }
                            th { span(.class("sr")) { visit.say(Words.actions) } }
                        }
                    }
                    tbody {
                        for (name, entries) in shown.lists.sorted(by: { $0.key < $1.key }) {
                            tr {
                                td {
                                    span(.class("name")) {
                                        a(
                                            .class("link"),
                                            .href(
                                                visit.links.settings("lists") + Fields([("list", name)]).query + "#list"
                                            )
                                        ) { name }
                                        if let old {
                                            frame.mark(
                                                isNew: old.lists[name] == nil, isChanged: old.lists[name] != entries)
                                        }
                                    }
                                }
                                td { visit.notation.count(entries.count) }
                                td(.class("details-of")) {
                                    entries.prefix(4).joined(separator: ", ") + (entries.count > 4 ? "…" : "")
                                }
                                td(.class("r")) {
                                    if visit.may(.draftDefinition) {
                                        frame.removal("lists/removals", [("list", name)], name)
                                    }
                                }
                            }
                        }
                    }
                }
            }
            if let old { frame.removed(old.lists.keys.filter { shown.lists[$0] == nil }) }
        }
    }

    private static func one(
        _ visit: Visit, _ frame: VocabularyFrame, _ name: String, _ entries: [String]
    ) -> Markup {
        let sought = visit.query.text("q")?.folded
        let found = entries.filter { sought == nil || $0.folded.contains(sought ?? "") }
        return section(.class("section"), .id("list"), .aria("labelledby", "list-title")) {
            div(.class("head")) {
                h2(.id("list-title")) { name }
                span(.class("count")) { visit.notation.count(entries.count) }
            }
            if visit.may(.draftDefinition) {
                visit.postForm(visit.links.settings("lists/entries"), .class("form")) {
                    frame.seenField
                    input(.type("hidden"), .name("list"), .value(name))
                    FormField.lines(
                        "entries", visit.say(Words.add),
                        value: isRefused(visit, name) ? visit.form["entries"] ?? "" : "",
                        hint: visit.say(Words.addHint), rows: 4)
                    div(.class("actions")) { button(.class("btn primary")) { visit.say(Words.addButton) } }
                }
            }
            form(.method("get"), .action(visit.links.settings("lists") + "#list"), .class("filters"), .role("search")) {
                input(.type("hidden"), .name("list"), .value(name))
                FormField("q", visit.say(Words.search), type: "search", value: visit.query["q"] ?? "").optional.markup
                button(.class("btn")) { visit.say(Words.find) }
            }
            visit.postForm(visit.links.settings("lists/entries/removals")) {
                frame.seenField
                input(.type("hidden"), .name("list"), .value(name))
                ul(.class("entries")) {
                    for entry in found.prefix(shownEntries) {
                        li {
                            label(.class("tick")) {
                                if visit.may(.draftDefinition) {
                                    input(.class("check"), .type("checkbox"), .name("entry"), .value(entry))
                                }
                                entry
                            }
                        }
                    }
                }
                if found.count > shownEntries {
                    p(.class("small muted")) { visit.say(Words.more(visit.notation.count(found.count - shownEntries))) }
                }
                if found.isEmpty { p(.class("muted")) { visit.say(Words.nothing) } }
                if visit.may(.draftDefinition), !found.isEmpty {
                    div(.class("actions")) { button(.class("btn bad")) { visit.say(Words.take) } }
                }
            }
        }
    }

    private static func isRefused(_ visit: Visit, _ name: String) -> Bool { visit.form["list"] == name }

    private static func new(_ visit: Visit, _ frame: VocabularyFrame, _ shown: Definition) -> Markup {
        let typed = visit.form["list"] == nil ? visit.form : Fields()
        var name = FormField("name", visit.say(Words.name), value: typed["name"] ?? "")
        name.hint = visit.say(Words.nameHint)
        name.autocomplete = "off"
        return section(.class("section"), .id("form"), .aria("labelledby", "form-title")) {
            div(.class("head")) { h2(.id("form-title")) { visit.say(Words.new) } }
            visit.postForm(visit.links.settings("lists"), .class("form")) {
                frame.seenField
                name.markup
                FormField.lines(
                    "entries", visit.say(Words.entries), value: typed["entries"] ?? "", hint: visit.say(Words.addHint),
                    rows: 4, id: "new-entries")
                div(.class("actions")) { button(.class("btn primary")) { visit.say(Words.create) } }
            }
        }
    }

    private enum Words {
        static let own = Sentence(fr: "Listes", en: "Lists")
        static let none = Sentence(
            fr:
                "Aucune pour l’instant. Une liste nomme des valeurs\u{A0}: domaines de concurrents, titres de dirigeants.",
            en: "None yet. A list names values: domains of competitors, titles of executives.")
        static let name = Sentence(fr: "Liste", en: "List")
        static let size = Sentence(fr: "Entrées", en: "Entries")
        static let begins = Sentence(fr: "Commence par", en: "Begins with")
        static let actions = Sentence(fr: "Actions", en: "Actions")
        static let entries = Sentence(fr: "Entrées", en: "Entries")
        static let add = Sentence(fr: "Ajouter des entrées", en: "Add entries")
        static let addHint = Sentence(
            fr:
                "Une par ligne, ou séparées par des virgules\u{A0}; casse et accents ne comptent pas. Au plus 5\u{202F}000.",
            en: "One a line, or separated by commas; case and accents do not matter. At most 5,000.")
        static let addButton = Sentence(fr: "Ajouter au brouillon", en: "Add to the draft")
        static let search = Sentence(fr: "Chercher dans la liste", en: "Search the list")
        static let find = Sentence(fr: "Chercher", en: "Search")
        static let take = Sentence(fr: "Retirer les entrées cochées", en: "Remove the entries that are ticked")
        static let nothing = Sentence(fr: "Aucune entrée de ce genre.", en: "No such entry.")
        static func more(_ count: String) -> Sentence {
            Sentence(fr: "Et \(count) autres\u{A0}: cherchez-les.", en: "And \(count) more: search for them.")
        }
        static let new = Sentence(fr: "Nouvelle liste", en: "New list")
        static let nameHint = Sentence(
            fr: "Comme les conditions l’écriront\u{A0}: email.domain in list \"competitors\"",
            en: "As conditions will write it: email.domain in list \"competitors\"")
        static let create = Sentence(fr: "Créer au brouillon", en: "Make it in the draft")
        static let noName = Sentence(
            fr: "donnez un nom à la liste, de 100 octets au plus", en: "give the list a name, of 100 bytes at most")
        static let known = Sentence(
            fr: "cette liste existe déjà\u{A0}: ouvrez-la pour y ajouter",
            en: "this list exists already: open it to add to it")
        static func tooMany(_ count: Int) -> Sentence {
            Sentence(
                fr:
                    "\(count) entrées\u{A0}: au plus \(mostEntries). Pour davantage, marquez les contacts d’une étiquette ou d’un champ",
                en: "\(count) entries: at most \(mostEntries). For more, mark the contacts with a tag or a field")
        }
        static let tooLong = Sentence(fr: "une entrée a au plus 200 octets", en: "an entry has 200 bytes at most")
    }
}
