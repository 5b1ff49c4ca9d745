import Exchange
import Storage
import Verger

/// What somebody wants the draft to be.
enum DraftEdit {
    /// The whole text.
    case file(String)
    /// One condition: where, as it was when the form was opened, as it is to be.
    case condition(path: String, was: String, text: String)
    /// An entry of a mapping at the top: `fields`, `kinds`, `lists`; nil takes it away.
    case entry(section: String, name: String, value: Document?)
    /// One more item of a list at the top: `personas`.
    case item(section: String, Document)
    /// One item less.
    case itemRemoval(section: String, Int)
    /// As it was in another version.
    case version(Int)
    /// A definition that comes with the program, by position.
    case startingPoint(Int)
}

/// What became of it.
enum DraftOutcome {
    case saved(Definitions.Stored, warnings: Int)
    /// The text is what it was.
    case unchanged
    /// Nothing was written: all that is wrong, and the text that was tried.
    case refused([PlacedProblem], source: String)
    /// Somebody else wrote meanwhile. Nothing was written.
    case conflict(Definitions.Stored?)
}

/// Checks an edit and keeps it as the draft.
struct DraftSaving {
    let visit: Visit
    /// The state that the author has read, as `DraftMark` writes it.
    let seen: String?

    func save(_ edit: DraftEdit) throws -> DraftOutcome {
        try visit.write { connection in
            let reading = try DefinitionReading(visit, connection)
            let isFresh: Bool
            switch edit {
            case .condition: isFresh = true
            case .file, .version, .startingPoint, .entry, .item, .itemRemoval: isFresh = seen == reading.mark.text
            }
            guard isFresh else { return .conflict(reading.shown) }
            switch try source(of: edit, reading, connection) {
            case .failure(let outcome): return outcome.outcome
            case .success(let source): return try keep(source, edit, reading, connection)
            }
        }
    }

    /// Everything that is wrong with a text, in place; what it says where nothing is.
    static func check(
        _ source: String, _ zone: Zone, _ segments: [String: Condition]
    ) -> (document: Document?, problems: [PlacedProblem]) {
        do {
            let document = try Document(yaml: source)
            let problems = Definition.check(document, zone: zone, segments: segments).problems
            return (document, PlacedProblem.all(problems, in: source))
        } catch {
            return (nil, PlacedProblem.all(error.all, in: source))
        }
    }

    // MARK: Parts

    private struct Stop: Error { let outcome: DraftOutcome }

    private func source(
        of edit: DraftEdit, _ reading: DefinitionReading, _ connection: any SQLConnection
    ) throws -> Result<String, Stop> {
        switch edit {
        case .file(let text): return .success(text)
        case .startingPoint(let position):
            guard visit.site.startingPoints.indices.contains(position) else { throw Refusal.notFound }
            return .success(visit.site.startingPoints[position])
        case .version(let version):
            guard let found = try Definitions(connection, in: visit.workspace).find(version: version) else {
                throw Refusal.notFound
            }
            return .success(found.source)
        case .entry(let section, let name, let value):
            return try edited(reading) { $0.setting(name, in: section, to: value) }
        case .item(let section, let item): return try edited(reading) { $0.appending(item, to: section) }
        case .itemRemoval(let section, let index):
            return try edited(reading) { $0.removingItem(index, of: section) }
        case .condition(let path, let was, let text):
            guard let shown = reading.shown, let path = DocumentPath(path), let yaml = YAMLText(shown.source),
                let current = yaml.value(at: path)
            else { throw Refusal.notFound }
            guard current.trimmed == was.trimmed else { return .failure(Stop(outcome: .conflict(shown))) }
            guard let replaced = yaml.replacing(path, with: text) else {
                return .failure(Stop(outcome: .refused([Self.needsFile], source: shown.source)))
            }
            return .success(replaced)
        }
    }

    private func edited(
        _ reading: DefinitionReading, _ edit: (YAMLText) -> String?
    ) throws -> Result<String, Stop> {
        guard let shown = reading.shown else { throw Refusal.undefined }
        guard let source = YAMLText(shown.source).flatMap(edit) else {
            return .failure(Stop(outcome: .refused([Self.entryNeedsFile], source: shown.source)))
        }
        return .success(source)
    }

    private func keep(
        _ source: String, _ edit: DraftEdit, _ reading: DefinitionReading, _ connection: any SQLConnection
    ) throws -> DraftOutcome {
        if source == reading.shown?.source { return .unchanged }
        let (document, problems) = DraftSaving.check(source, visit.workspace.zone, reading.segments)
        guard let document, !problems.contains(where: { $0.problem.severity == .error }) else {
            return .refused(problems, source: source)
        }
        let definitions = Definitions(connection, in: visit.workspace)
        var revision = reading.draft?.revision
        // Another text altogether: the draft before is set aside, not lost.
        if let draft = reading.draft, edit.isAnotherText {
            try definitions.discardDraft(expecting: draft.revision, by: visit.member.user.email, at: visit.now)
            revision = nil
        }
        let saved = try definitions.saveDraft(
            document, source: source, expecting: revision, by: visit.member.user.email, at: visit.now)
        return .saved(saved, warnings: problems.count)
    }

    private static let entryNeedsFile = PlacedProblem(
        problem: Problem(
            Sentence(
                fr:
                    "la définition est écrite d’une façon qui ne se change pas d’ici\u{202F}; modifiez-la dans le fichier",
                en: "the definition is written in a way that can’t be changed from here; edit it in the file")),
        path: "",
        place: nil)

    private static let needsFile = PlacedProblem(
        problem: Problem(
            Sentence(
                fr: "cette condition ne peut pas être changée à part\u{202F}; modifiez-la dans le fichier",
                en: "this condition can’t be changed on its own; edit it in the file")), path: "", place: nil)
}

extension DraftEdit {
    fileprivate var isAnotherText: Bool {
        switch self {
        case .version, .startingPoint: true
        case .file, .condition, .entry, .item, .itemRemoval: false
        }
    }
}
