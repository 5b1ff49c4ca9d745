import Storage
import Verger

/// A segment by its name: one that was saved, or one of the definition.
struct NamedSegment {
    let name: String
    /// As it was written.
    let text: String
    /// Nil when it can't be read any more.
    let condition: Condition?
    /// Nil for one of the definition.
    let saved: Segment?
}

/// The segments of a workspace, and what they are checked against.
struct SegmentReading {
    /// By name, those of the definition after the others.
    let all: [NamedSegment]
    let rules: Rules
    let draft: Definition?
    let views: [SavedView]
    /// Whether everyone can be counted while one waits.
    let isSmall: Bool

    private static let mostAtOnce = 50_000

    init(_ visit: Visit, _ connection: any SQLConnection) throws {
        rules = try visit.rules(on: connection)
        let definitions = Definitions(connection, in: visit.workspace)
        let own = try definitions.active()?.definition.segments ?? [:]
        draft = try definitions.draft()?.definition
        let saved = try Segments(connection, in: visit.workspace.id).all()
        let names = Set(saved.map(\.name))
        all =
            saved.map {
                NamedSegment(
                    name: $0.name, text: $0.condition, condition: try? Condition(parsing: $0.condition), saved: $0)
            }
            + own.filter { !names.contains($0.key) }.sorted { $0.key < $1.key }.map {
                NamedSegment(name: $0.key, text: $0.value.description, condition: $0.value, saved: nil)
            }
        views = try SavedView.Subject.allCases.flatMap {
            try SavedViews(connection, in: visit.workspace.id).all($0, of: visit.member.user.id)
        }
        isSmall = try Contacts(connection, in: visit.workspace).count() <= SegmentReading.mostAtOnce
    }

    func find(_ id: Segment.ID) -> NamedSegment? { all.first { $0.saved?.id == id } }

    func find(named name: String) -> NamedSegment? { all.first { $0.name == name } }

    // MARK: Where a segment is used

    struct Uses {
        var segments: [NamedSegment] = []
        /// Of the draft, which is not in force yet.
        var drafted: [String] = []
        var views: [SavedView] = []

        /// Whether conditions would break without it. Views only fall empty, and say so.
        var areBinding: Bool { !segments.isEmpty || !drafted.isEmpty }
        var isEmpty: Bool { segments.isEmpty && drafted.isEmpty && views.isEmpty }
    }

    func uses(of name: String) -> Uses {
        func isNamed(in condition: Condition?) -> Bool { condition?.segmentNames.contains(name) == true }
        let segments = all.filter { $0.name != name && isNamed(in: $0.condition) }
        let drafted = (draft?.segments ?? [:]).filter { isNamed(in: $0.value) }.keys.filter { drafted in
            !segments.contains { $0.name == drafted }
        }
        return Uses(
            segments: segments, drafted: drafted.sorted(),
            views: views.filter { view in isNamed(in: view.condition.flatMap { try? Condition(parsing: $0) }) })
    }
}

extension Links {
    func segment(_ id: Segment.ID, _ part: String? = nil) -> String {
        to("segments/\(id.value)") + (part.map { "/\($0)" } ?? "")
    }

    func segment(_ segment: NamedSegment) -> String {
        segment.saved.map { self.segment($0.id) } ?? to("segments/defined") + Fields([("name", segment.name)]).query
    }
}
