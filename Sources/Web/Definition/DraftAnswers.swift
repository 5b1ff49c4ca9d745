import HTTPTypes
import Storage
import Verger

/// What is done with the draft: saving, setting aside, taking up again, putting in force.
struct DraftAnswers {
    private let visit: Visit

    init(_ visit: Visit) { self.visit = visit }

    private var notation: Notation { visit.notation }
    private var author: String { visit.member.user.email }

    // MARK: Saving

    func save() throws -> Answer {
        if visit.form["condition.do"] != nil, visit.form["save"] == nil {
            let reading = try visit.read { try DefinitionReading(visit, $0) }
            let edit = try changedLines(visit.form)
            return DefinitionAnswer(visit, reading).part(edit.part, edit: edit)
        }
        let edit = try self.edit()
        let outcome = try DraftSaving(visit: visit, seen: visit.form.text("seen")).save(edit)
        switch outcome {
        case .saved(let stored, let warnings):
            return .redirect(to: target(after: edit)).toast(savedSentence(stored, warnings))
        case .unchanged:
            return .redirect(to: target(after: edit)).toast(notation.text("Rien n’a changé.", "Nothing changed."))
        case .refused(let problems, let source): return try refused(edit, problems, source)
        case .conflict(let theirs): return try conflict(edit, theirs)
        }
    }

    /// A condition whose lines are being changed, without being saved.
    func changedLines(_ fields: Fields) throws -> ConditionEdit {
        guard let path = fields.text("path"), let was = fields["was"], let text = fields["condition"] else {
            throw Refusal.malformed(Sentence(fr: "il manque la condition", en: "the condition is missing"))
        }
        return ConditionEdit(path: path, was: was.withUnixLines, text: text.withUnixLines, fields: fields)
    }

    private func edit() throws -> DraftEdit {
        let form = visit.form
        if let version = form.integer("version") { return .version(version) }
        if let position = form.integer("starting_point") { return .startingPoint(position) }
        if let source = form["source"] { return .file(source.withUnixLines) }
        if let path = form.text("path"), let text = form["condition"], let was = form["was"] {
            return .condition(path: path, was: was.withUnixLines, text: text.withUnixLines.trimmed)
        }
        throw Refusal.malformed(Sentence(fr: "il manque le texte du brouillon", en: "the text of the draft is missing"))
    }

    private func savedSentence(_ stored: Definitions.Stored, _ warnings: Int) -> String {
        let saved = notation.text(
            "Brouillon v\(stored.version) enregistré, rien n’est activé.",
            "Draft v\(stored.version) saved, nothing is in force yet.")
        guard warnings > 0 else { return saved }
        let count = notation.plural(
            warnings, Sentence(fr: "avertissement dans le fichier", en: "warning in the file"),
            Sentence(fr: "avertissements dans le fichier", en: "warnings in the file"))
        return "\(saved) \(count)."
    }

    /// Where the change is seen.
    private func target(after edit: DraftEdit) -> String {
        guard case .condition(let path, let was, _) = edit else { return visit.links.definition }
        return visit.links.definition(ConditionEdit(path: path, was: was, text: "").part)
    }

    private func refused(_ edit: DraftEdit, _ problems: [PlacedProblem], _ source: String) throws -> Answer {
        let reading = try visit.read { try DefinitionReading(visit, $0) }
        guard case .condition(let path, let was, let text) = edit else {
            return DefinitionAnswer(visit, reading).file(
                source, problems, mark: visit.form.text("seen") ?? reading.mark.text, status: .unprocessableContent)
        }
        let form = ConditionEdit(path: path, was: was, text: text, problems: problems)
        return DefinitionAnswer(visit, reading).part(form.part, edit: form, status: .unprocessableContent)
    }

    private func conflict(_ edit: DraftEdit, _ theirs: Definitions.Stored?) throws -> Answer {
        let reading = try visit.read { try DefinitionReading(visit, $0) }
        let answer = DefinitionAnswer(visit, reading)
        switch edit {
        case .condition(let path, _, let text):
            guard let current = ConditionEdit(path, in: reading) else { throw gone }
            let form = ConditionEdit(path: path, was: current.was, text: text, theirs: current.was)
            return answer.part(form.part, edit: form, status: .conflict)
        case .file(let source):
            return answer.file(
                source, [], mark: reading.mark.text, conflict: sentence(about: theirs, reading), status: .conflict)
        case .version, .startingPoint, .entry, .item, .itemRemoval: throw gone
        }
    }

    private func sentence(about theirs: Definitions.Stored?, _ reading: DefinitionReading) -> String {
        guard let theirs else { return notation.text("Le brouillon n’existe plus", "The draft is there no more") }
        let name = reading.name(of: theirs.changedBy)
        let at = notation.when(theirs.changedAt, now: visit.now)
        return notation.text(
            "\(name) a changé la définition entre-temps (\(at))", "\(name) changed the definition meanwhile (\(at))")
    }

    private var gone: Refusal {
        .conflict(
            Sentence(
                fr:
                    "Quelqu’un d’autre a changé le brouillon depuis que vous avez ouvert cette page. Rien n’a été enregistré\u{202F}: rechargez-la et recommencez.",
                en:
                    "Somebody else changed the draft since you opened this page. Nothing was saved: reload it and start again."
            ))
    }

    // MARK: Setting aside

    func discard() throws -> Answer {
        let revision = visit.form.integer("revision") ?? 0
        let stored = try attempt {
            try Definitions($0, in: visit.workspace).discardDraft(expecting: revision, by: author, at: visit.now)
        }
        return .redirect(to: visit.links.definition).toast(
            notation.text("Brouillon v\(stored.version) mis de côté.", "Draft v\(stored.version) set aside."),
            undo: visit.links.definition("drafts/\(stored.version)/resumptions"))
    }

    func resume() throws -> Answer {
        let version = Int(try visit.number("version"))
        let found = try visit.read { try Definitions($0, in: visit.workspace).find(version: version) }
        // What waits for its day was decided by somebody who may put it in force.
        if found?.effectiveFrom != nil, !visit.may(.activateDefinition) { throw Refusal.forbidden(.activateDefinition) }
        let stored = try attempt {
            try Definitions($0, in: visit.workspace).resumeDraft(version: version, by: author, at: visit.now)
        }
        guard let stored else { throw Refusal.notFound }
        return .redirect(to: visit.links.definition).toast(
            notation.text("v\(stored.version) est de nouveau le brouillon.", "v\(stored.version) is the draft again."))
    }

    // MARK: Putting in force

    func activate() throws -> Answer {
        guard let revision = visit.form.integer("revision"), let day = visit.form.text("from") else {
            throw Refusal.malformed(Sentence(fr: "il manque le jour", en: "the day is missing"))
        }
        let today = visit.workspace.zone.day(at: visit.now)
        guard let start = Instant(iso8601: day, in: visit.workspace.zone), day.utf8.count == 10,
            visit.workspace.zone.day(at: start) >= today
        else {
            let reading = try visit.read { try DefinitionReading(visit, $0) }
            return DefinitionAnswer(visit, reading).activation(
                problem: notation.text(
                    "Choisissez aujourd’hui ou un jour à venir, comme \(today).",
                    "Choose today or a day to come, such as \(today)."))
        }
        let stored = try attempt {
            try Definitions($0, in: visit.workspace).activateDraft(
                expecting: revision, from: start, by: author, at: visit.now)
        }
        let isNow = stored.status == "active"
        return .redirect(to: visit.links.definition).toast(
            isNow
                ? notation.text(
                    "v\(stored.version) est en vigueur\u{202F}; les étapes se recalculent.",
                    "v\(stored.version) is in force; stages are being computed again.")
                : notation.text(
                    "v\(stored.version) entrera en vigueur le \(notation.day(start)).",
                    "v\(stored.version) comes into force on \(notation.day(start))."))
    }

    private func attempt<T>(_ body: (any SQLConnection) throws -> T) throws -> T {
        do {
            return try visit.write(body)
        } catch is DraftConflict {
            throw gone
        }
    }
}
