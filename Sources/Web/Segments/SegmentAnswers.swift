import HTTPTypes
import Storage
import Verger

/// What is done with segments: saving, removing, putting back.
struct SegmentAnswers {
    private let visit: Visit

    init(_ visit: Visit) { self.visit = visit }

    private var notation: Notation { visit.notation }

    func save(_ id: Segment.ID?) throws -> Answer {
        let reading = try visit.read { try SegmentReading(visit, $0) }
        let segment = id.flatMap { reading.find($0) }
        if id != nil, segment == nil { throw Refusal.notFound }
        let name = visit.form.text("name") ?? ""
        let draft = ConditionDraft(visit.form, named: "where", under: reading.rules)
        var form = SegmentForm(visit: visit, reading: reading, segment: segment, name: name, draft: draft)
        // Another button than "Save": a line was added or taken away, without scripts.
        guard visit.form["save"] != nil, visit.form["where.do"] == nil else { return visit.answer(form.page) }
        guard draft.isValid, let condition = try? Condition(parsing: draft.isEveryone ? "always" : draft.text) else {
            return answer(form, .unprocessableContent)
        }
        switch try SegmentSaving(visit: visit).save(condition, named: name, as: id, seen: visit.form["seen"]) {
        case .saved(let saved):
            return .redirect(to: visit.links.segment(saved)).toast(
                notation.text("Segment «\u{A0}\(name)\u{A0}» enregistré.", "Segment “\(name)” saved."))
        case .refused(let problems):
            form.problems = problems
            return answer(form, .unprocessableContent)
        case .conflict(let theirs):
            form.problems = [
                Problem(
                    Sentence(
                        fr:
                            "quelqu’un d’autre a changé la condition entre-temps\u{A0}: «\u{A0}\(theirs.condition)\u{A0}». Rien n’a été enregistré\u{202F}; enregistrez de nouveau pour la remplacer",
                        en:
                            "somebody else changed the condition meanwhile: “\(theirs.condition)”. Nothing was saved; save again to replace it"
                    ))
            ]
            return answer(form, .conflict)
        }
    }

    private func answer(_ form: SegmentForm, _ status: HTTPResponse.Status) -> Answer {
        var answer = visit.answer(form.page)
        answer.status = status
        return answer
    }

    func remove(_ id: Segment.ID) throws -> Answer {
        let segment = try visit.write { connection in
            let reading = try SegmentReading(visit, connection)
            guard let segment = reading.find(id)?.saved else { throw Refusal.notFound }
            guard try Definitions(connection, in: visit.workspace).segments(needing: segment.name).isEmpty else {
                throw Refusal.conflict(
                    Sentence(
                        fr: "D’autres conditions nomment «\u{A0}\(segment.name)\u{A0}»\u{A0}: changez-les d’abord.",
                        en: "Other conditions name “\(segment.name)”: change them first."))
            }
            _ = try Segments(connection, in: visit.workspace.id).remove(named: segment.name)
            try AuditLog(connection, in: visit.workspace.id).record(
                "segment removed", by: visit.member.user.email, [("name", .text(segment.name))], at: visit.now)
            return segment
        }
        let undo = Fields([
            ("id", String(segment.id.value)), ("name", segment.name), ("condition", segment.condition),
            ("created", String(segment.createdAt.microseconds)), ("since", String(segment.since.microseconds)),
        ])
        return .redirect(to: visit.links.segments).toast(
            notation.text("Segment «\u{A0}\(segment.name)\u{A0}» supprimé.", "Segment “\(segment.name)” removed."),
            undo: visit.links.to("segments/restorations") + undo.query)
    }

    func restore() throws -> Answer {
        let query = visit.query
        guard let id = query.integer("id"), let name = query.text("name"), let text = query["condition"],
            let condition = try? Condition(parsing: text), let created = query.integer("created"),
            let since = query.integer("since")
        else { throw Refusal.malformed(Sentence(fr: "il manque le segment", en: "the segment is missing")) }
        let segment = Segment(
            id: .init(Int64(id)), name: name, condition: condition.description,
            createdAt: Instant(microseconds: Int64(created)),
            since: min(Instant(microseconds: Int64(since)), visit.now))
        let isBack = try visit.write { connection in
            let reading = try SegmentReading(visit, connection)
            guard reading.find(named: name) == nil, (try? reading.rules.resolve(condition)) != nil,
                try Segments(connection, in: visit.workspace.id).restore(segment)
            else { return false }
            try AuditLog(connection, in: visit.workspace.id).record(
                "segment restored", by: visit.member.user.email, [("name", .text(name))], at: visit.now)
            return true
        }
        guard isBack else {
            throw Refusal.conflict(
                Sentence(
                    fr:
                        "«\u{A0}\(name)\u{A0}» ne peut plus revenir\u{A0}: son nom est pris, ou la définition a changé.",
                    en: "“\(name)” can’t come back: its name is taken, or the definition changed."))
        }
        return .redirect(to: visit.links.segment(segment.id)).toast(
            notation.text("Segment «\u{A0}\(name)\u{A0}» remis.", "Segment “\(name)” put back."))
    }
}
