import Storage
import Verger

/// Checks a segment under the rules that it will live with, and keeps it.
struct SegmentSaving {
    let visit: Visit

    enum Outcome {
        case saved(Segment.ID)
        case refused([Problem])
        /// Somebody else changed its condition meanwhile.
        case conflict(Segment)
    }

    /// `id`: nil for a new one. `seen`: its condition when the form was opened.
    func save(_ condition: Condition, named name: String, as id: Segment.ID?, seen: String?) throws -> Outcome {
        try visit.write { connection in
            let segments = Segments(connection, in: visit.workspace.id)
            let old = try id.map { id in
                guard let segment = try segments.find(id) else { throw Refusal.notFound }
                return segment
            }
            if let old, let seen, old.condition != seen, old.condition != condition.description {
                return .conflict(old)
            }
            let problems = try problems(condition, name, old, connection)
            guard problems.isEmpty else { return .refused(problems) }
            if let old, old.name != name { try segments.rename(old.id, to: name) }
            let saved = try segments.save(condition, named: name, at: visit.now)
            try AuditLog(connection, in: visit.workspace.id).record(
                "segment saved", by: visit.member.user.email,
                [("name", .text(name)), ("condition", .text(condition.description))], at: visit.now)
            return .saved(saved)
        }
    }

    private func problems(
        _ condition: Condition, _ name: String, _ old: Segment?, _ connection: any SQLConnection
    ) throws -> [Problem] {
        let reading = try SegmentReading(visit, connection)
        var problems: [Problem] = []
        func report(_ fr: String, _ en: String) { problems.append(Problem(Sentence(fr: fr, en: en), path: "name")) }
        if name.isEmpty {
            report("donnez-lui un nom, comme «\u{A0}Salon de Lyon\u{A0}»", "give it a name, such as “Lyon fair”")
        }
        if name.count > 200 { report("au plus 200 caractères", "at most 200 characters") }
        if let other = reading.find(named: name), other.saved?.id != old?.id || other.saved == nil {
            report(
                "un segment s’appelle déjà «\u{A0}\(name)\u{A0}»", "a segment is called “\(name)” already")
        }
        if let old, old.name != name, reading.uses(of: old.name).areBinding {
            report(
                "d’autres conditions le nomment «\u{A0}\(old.name)\u{A0}»\u{A0}: changez-les d’abord",
                "other conditions name it “\(old.name)”: change them first")
        }
        guard problems.isEmpty else { return problems }
        return circle(condition, name, connection)
    }

    /// A segment that names itself, by way of others or not.
    private func circle(_ condition: Condition, _ name: String, _ connection: any SQLConnection) -> [Problem] {
        do {
            guard let definition = try Definitions(connection, in: visit.workspace).active()?.definition else {
                return []
            }
            var segments = try Segments(connection, in: visit.workspace.id).conditions()
            segments[name] = condition
            let rules = try definition.rules(
                in: definition.catalogue(zone: visit.workspace.zone, segments: segments, user: visit.member.user.email))
            _ = try rules.resolve(.member(InSegment(segment: Name(name))))
            return []
        } catch let problems as Problems {
            return problems.errors
        } catch {
            return []
        }
    }
}
