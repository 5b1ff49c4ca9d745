import Storage
import Verger

/// All that the pages of the definition show, read in one state of the database.
struct DefinitionReading {
    let active: Definitions.Stored?
    let draft: Definitions.Stored?
    /// Those that wait for their day.
    let scheduled: [Definitions.Stored]
    /// Of the segments that were saved beside the definition.
    let segments: [String: Condition]
    /// Contacts by stage under the definition in force.
    let counts: Standings.StageCounts
    let contacts: Int
    /// The day looked at; nil for now.
    let asOf: Instant?
    /// Names of the people of the workspace, by address.
    private let names: [String: String]
    private let zone: Zone

    init(_ visit: Visit, _ connection: any SQLConnection) throws {
        let definitions = Definitions(connection, in: visit.workspace)
        active = try definitions.active()
        draft = try definitions.draft()
        scheduled = try definitions.scheduled()
        segments = try Segments(connection, in: visit.workspace.id).conditions()
        asOf = try visit.asOf()
        let standings = Standings(connection, in: visit.workspace.id)
        counts =
            try asOf.map { try standings.stageCounts(asOf: min($0, visit.now)) }
            ?? standings.stageCounts(at: visit.now)
        contacts = try Contacts(connection, in: visit.workspace).count()
        names = Dictionary(try Users(connection, in: visit.workspace.id).all().map { ($0.email, $0.name) }) {
            first, _ in first
        }
        zone = visit.workspace.zone
    }

    /// What is looked at: the draft where there is one.
    var shown: Definitions.Stored? { draft ?? active }

    /// What it is compared with; nil when what is in force is looked at.
    var compared: Definition? { draft == nil ? nil : active?.definition }

    var changes: [DefinitionPart: Int] {
        guard let draft, let active else { return [:] }
        return draft.definition.changes(from: active.definition)
    }

    /// What a form is written from: a later one means that somebody was faster.
    var mark: DraftMark { DraftMark(draft: draft, active: active) }

    func catalogue(of definition: Definition) -> Catalogue { definition.catalogue(zone: zone, segments: segments) }

    /// The rules of what is looked at, for `me` of nobody; nil where they can't be made any more.
    var rulesShown: Rules? { shown.flatMap { try? $0.definition.rules(in: catalogue(of: $0.definition)) } }

    /// How many are at a stage of the definition in force.
    func count(ofStage id: String) -> Int? {
        guard let index = active?.definition.stages.firstIndex(where: { $0.id == id }) else { return nil }
        return counts.stages[index] ?? 0
    }

    func name(of author: String) -> String { names[author.folded] ?? author }
}

/// Which state of the definition somebody has before them, for forms.
struct DraftMark: Hashable {
    let text: String

    init(draft: Definitions.Stored?, active: Definitions.Stored?) {
        text = draft.map { "\($0.version).\($0.revision)" } ?? active.map { "\($0.version)" } ?? "0"
    }
}
