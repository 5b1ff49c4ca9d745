import HTTPTypes
import Storage
import Verger

/// The library of contents, for programs. Files are uploaded by people, in the application.
enum ContentsAPI {
    static let routes = [
        Route(
            .get, api: "contents", may: .viewForms,
            Operation(
                "List contents", "By title.",
                query: [.init("archived", Schema.boolean.noted("Those that were put away, instead of the others."))],
                answers: [.init(.ok, "All of them.", .record(["items": .list(of: .content)]))]),
            { visit in
                let isArchive = visit.query["archived"] == "true"
                let contents = try visit.read { try Contents($0, in: visit.workspace.id).all(archived: isArchive) }
                return .json(.object([("items", .list(contents.map(\.document)))]))
            }),
        Route(
            .post, api: "contents", may: .manageForms,
            Operation(
                "Add a content", "One that is elsewhere: a page, an article, a film.", content: .json(.contentInput),
                answers: [.init(.created, "A new content.", .content, headers: ["Location", "ETag"])]
            ).onceOnly, add),
        Route(
            .get, api: "contents/{content}", may: .viewForms,
            Operation("Read a content", answers: [.init(.ok, "The content.", .content, headers: ["ETag"])]),
            { visit in try visit.read { try visit.content($0).answer } }),
        Route(
            .patch, api: "contents/{content}", may: .manageForms,
            Operation(
                "Edit a content", "What is not named stays; `null` takes a value away.", content: .patch(.contentEdit),
                answers: [.init(.ok, "The content as it is now.", .content, headers: ["ETag"])]
            ).ofVersion, edit),
    ]

    private static func add(_ visit: Visit) throws -> Answer {
        let document = visit.document
        return try visit.once { connection in
            let draft = try draft(visit, connection) { document[$0] }
            guard draft.address != nil else { throw Schema.missing("address") }
            let content = try Contents(connection, in: visit.workspace.id).add(draft, at: visit.now)
            try visit.audit(
                "content added", [("content", .number(Int(content.id))), ("title", .text(content.title))], connection)
            var answer = content.answer.with(.location, "/api/v1/contents/\(content.id)")
            answer.status = .created
            return answer
        }
    }

    private static func edit(_ visit: Visit) throws -> Answer {
        let change = visit.document
        return try visit.write { connection in
            let old = try visit.content(connection)
            guard visit.call.matches(tag: old.etag) else { throw Refusal.changed(old.document, etag: old.etag) }
            let known = old.document
            let draft = try draft(visit, connection) { change[$0] ?? known[$0] }
            guard draft.address != nil || old.file != nil else { throw Schema.missing("address") }
            let contents = Contents(connection, in: visit.workspace.id)
            var new = draft.applied(to: old)
            try contents.update(new)
            if let archived = change["archived"], !archived.isNull {
                new.archivedAt = archived.text == "true" ? old.archivedAt ?? visit.now : nil
                try contents.archive(old.id, at: new.archivedAt)
            }
            if new != old {
                try visit.audit(
                    "content changed", [("content", .number(Int(new.id))), ("title", .text(new.title))], connection)
            }
            return new.answer
        }
    }

    private static func draft(
        _ visit: Visit, _ connection: any SQLConnection, _ value: (String) -> Document?
    ) throws -> ContentDraft {
        let personas = try visit.rules(on: connection).catalogue.personas.map(\.id)
        var draft = ContentDraft(personas: personas) { name in
            guard let value = value(name) else { return nil }
            if name == "gated" { return value.text == "true" ? "yes" : nil }
            return value.text
        }
        if let persona = value("persona")?.text, !personas.contains(persona) {
            draft.refuse(
                "persona", fr: "aucun persona ne s’appelle ainsi\u{A0}: \(personas.joined(separator: ", "))",
                en: "no persona is called so: \(personas.joined(separator: ", "))")
        }
        guard draft.problems.isEmpty else { throw Problems(draft.problems) }
        return draft
    }
}

extension Visit {
    /// The content in the address.
    fileprivate func content(_ connection: any SQLConnection) throws -> Content {
        guard let content = try Contents(connection, in: workspace.id).find(number("content")) else {
            throw Refusal.notFound
        }
        return content
    }
}

extension Call {
    /// Whether `If-Match` names what is there, or anything.
    func matches(tag: String) -> Bool {
        let tags = headers[values: .ifMatch].flatMap { $0.split(separator: ",") }.map(\.trimmed)
        return tags.contains("*") || tags.contains(tag)
    }

    /// Refuses an edit whose `If-Match` names something else than `current`, which is nil where nothing is there yet.
    func admits(editing current: Document?) throws {
        guard headers[.ifMatch] != nil else { return }
        guard let current else { throw Refusal.changed(.null, etag: "\"\"") }
        guard matches(tag: current.etag) else { throw Refusal.changed(current, etag: current.etag) }
    }
}

extension Document {
    /// What changes whenever it does.
    var etag: String { "\"\(Secret.fingerprint(json()))\"" }
}

extension Content {
    fileprivate var etag: String { document.etag }
    fileprivate var answer: Answer { .json(document).with(.eTag, etag) }

    fileprivate var document: Document {
        .object([
            ("id", .number(Int(id))), ("title", .text(title)), ("recordedAs", .text(recordedAs)),
            ("summary", .text(summary)), ("level", .text(level.rawValue)), ("persona", .text(orNull: persona)),
            ("language", .text(language.rawValue)), ("address", .text(orNull: address)),
            (
                "file",
                file.map {
                    .object([
                        ("name", .text($0.name)), ("type", .text($0.kind.type)), ("size", .number($0.size)),
                    ])
                } ?? .null
            ), ("gated", Document(.boolean(isGated))), ("archived", Document(.boolean(archivedAt != nil))),
        ])
    }
}

extension Schema {
    fileprivate static let level = Schema.choice(Content.Level.allCases.map(\.rawValue))
    fileprivate static let language = Schema.choice(Language.allCases.map(\.rawValue))

    fileprivate static let content = Schema.record([
        "id": .id, "title": .text, "recordedAs": .text.noted("What activities call it: it never changes."),
        "summary": .text, "level": level, "persona": .text.orNull, "language": language, "address": .text.orNull,
        "file": Schema.record(["name": .text, "type": .text, "size": .integer]).orNull, "gated": .boolean,
        "archived": .boolean,
    ]).named("Content")

    private static let webAddress = Schema.text(1...2000).noted("`https://…`").like("https://www.example.com/guide")

    fileprivate static let contentInput = Schema.input(
        [
            "title": .text(1...200), "summary": .text(0...2000), "level": level,
            "persona": .text(1...100).noted("The id of one of the definition; everybody where it is left out."),
            "language": language, "address": webAddress,
            "gated": .boolean.noted("Whether it is given for a form only."),
        ], required: ["title", "level", "address"]
    ).named("ContentInput")

    fileprivate static let contentEdit = Schema.input([
        "title": .text(1...200), "summary": Schema.text(0...2000).orNull, "level": level,
        "persona": Schema.text(1...100).orNull, "language": language, "address": webAddress.orNull, "gated": .boolean,
        "archived": .boolean,
    ]).named("ContentEdit")
}
