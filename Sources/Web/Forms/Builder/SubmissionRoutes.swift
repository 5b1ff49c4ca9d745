import HTML
import HTTPTypes
import NIOCore
import NIOPosix
import Storage
import Verger

/// What was sent by a form.
enum SubmissionRoutes {
    static let all: [Route] = [
        Route(.get, "forms/{form}/submissions", may: .manageForms, list),
        Route(.get, "forms/{form}/submissions/export", may: .exportContacts, export),
        Route(.post, "forms/{form}/submissions/{submission}/release", may: .manageForms, release),
    ]

    private static let rows = 50

    @Sendable private static func list(_ visit: Visit) throws -> Answer {
        let isHeld = visit.query["held"] == "1"
        return try visit.read { connection in
            let form = try FormRoutes.form(visit, connection)
            let found = try Submissions(connection, in: visit.workspace.id).all(
                of: form.id, held: isHeld, before: visit.query.text("before").flatMap { Int64($0) }, limit: rows + 1)
            let shown = Array(found.prefix(rows))
            let rules = try visit.rules(on: connection)
            let contacts = try ContactList(connection, in: visit.workspace, at: visit.now).rows(
                of: Array(Set(shown.compactMap(\.contact))))
            return visit.answer(
                SubmissionsPage(
                    visit: visit, form: form, submissions: shown, contacts: contacts, rules: rules, isHeld: isHeld,
                    next: found.count > rows ? shown.last?.id : nil
                ).page)
        }
    }

    @Sendable private static func release(_ visit: Visit) throws -> Answer {
        let id = try visit.number("submission")
        _ = try visit.read { try FormRoutes.form(visit, $0) }
        let secret = try visit.site.formDesk.secret(visit.site)
        let form = try visit.write { connection in
            let form = try FormRoutes.form(visit, connection)
            let rules = try visit.rules(on: connection)
            guard try Submissions(connection, in: visit.workspace.id).find(id)?.form == form.id else {
                throw Refusal.notFound
            }
            let intake = FormIntake(
                connection, in: visit.workspace, types: rules.catalogue.fields, kinds: rules.catalogue.kindsByName,
                at: visit.now)
            guard try intake.release(id, by: visit.member.user.email) else { throw Refusal.notFound }
            let letters = FormLetters(
                site: visit.site, workspace: visit.workspace, connection: connection, now: visit.now)
            try letters.send(id, secret)
            return form
        }
        return .redirect(to: visit.links.form(form.id) + "/submissions?held=1").toast(
            visit.notation.text(
                "C’était une personne\u{A0}: son envoi est enregistré.", "It was a person: what they sent is recorded.")
        )
    }

    /// All that was sent and not held back, as a file, read as it is sent. Formulas are disarmed.
    @Sendable private static func export(_ visit: Visit) throws -> Answer {
        let (form, sheet) = try visit.write { connection in
            let form = try FormRoutes.form(visit, connection)
            try visit.audit("submissions exported", [("form", .number(Int(form.id)))], connection)
            let versions = try Forms(connection, in: visit.workspace.id).versions(of: form.id)
            return (form, SubmissionSheet(visit.notation, versions.map(\.document)))
        }
        let place = Place()
        let workspace = visit.workspace.id
        var headers: HTTPFields = [:]
        headers[.contentDisposition] = "attachment; filename=\"\(form.slug).csv\""
        return Answer(type: "text/csv; charset=utf-8", length: nil, headers: headers) { number in
            guard number == 0 || place.before != nil else { return nil }
            let found = try await visit.site.threads.runIfActive {
                try visit.site.database.read {
                    try Submissions($0, in: workspace).all(of: form.id, held: false, before: place.before, limit: 1000)
                }
            }
            place.before = found.count == 1000 ? found.last?.id : nil
            return ByteBuffer(bytes: (number == 0 ? sheet.head : []) + found.flatMap(sheet.line))
        }
    }

    /// How far an export has come; its parts are asked for one after another.
    private final class Place: @unchecked Sendable {
        var before: Int64?
    }
}
