import Storage
import Verger

/// A segment kept by hand: it asks for a tag and for nothing else, so that one is in it by being given the tag.
struct HandSegment {
    let segment: Segment
    let tag: String

    /// Nil for a segment whose condition asks for more.
    init?(_ segment: Segment) {
        guard let tag = (try? Condition(parsing: segment.condition))?.onlyTag else { return nil }
        self.segment = segment
        self.tag = tag
    }

    /// In order of name.
    static func all(_ visit: Visit, _ connection: any SQLConnection) throws -> [HandSegment] {
        try Segments(connection, in: visit.workspace.id).all().compactMap(HandSegment.init)
    }

    enum Choice {
        case chosen(HandSegment)
        /// What is wrong with the name of a new one.
        case refused([Problem])
        /// Nothing was chosen.
        case none
    }

    /// The one that a form names, or a new one with a tag of the same name.
    static func choice(_ visit: Visit) throws -> Choice {
        if let id = visit.form.integer("segment") {
            let found = try visit.read { try Segments($0, in: visit.workspace.id).find(.init(Int64(id))) }
            guard let hand = found.flatMap(HandSegment.init) else { throw Refusal.notFound }
            return .chosen(hand)
        }
        guard let name = visit.form.text("segment_name") else { return .none }
        guard visit.may(.manageSegments) else { throw Refusal.forbidden(.manageSegments) }
        let condition = Condition.tag(Tagged(tag: Name(String(name.prefix(100)))))
        switch try SegmentSaving(visit: visit).save(condition, named: name, as: nil, seen: nil) {
        case .refused(let problems): return .refused(problems)
        case .conflict: return .none
        case .saved(let id):
            let made = try visit.read { try Segments($0, in: visit.workspace.id).find(id) }
            return made.flatMap(HandSegment.init).map { .chosen($0) } ?? .none
        }
    }
}
