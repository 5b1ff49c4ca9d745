import HTML
import HTTPTypes
import Storage
import Verger

/// The library of contents.
enum ContentRoutes {
    static let all: [Route] = [
        Route(.get, "contents", may: .viewForms, list),
        Route(.get, "contents/new", may: .manageForms, new),
        Route(.post, "contents/new", may: .manageForms, add).accepting(bytes: FileKind.limit + (1 << 20)).creating,
        Route(.get, "contents/{content}", may: .viewForms, show),
        Route(.get, "contents/{content}/ripened", may: .viewForms, ripened),
        Route(.get, "contents/{content}/file", may: .viewForms, file),
        Route(.get, "contents/{content}/edit", may: .manageForms, edit),
        Route(.post, "contents/{content}/edit", may: .manageForms, save).accepting(bytes: FileKind.limit + (1 << 20)),
        Route(.post, "contents/{content}/archiving", may: .manageForms) { try archive($0, isArchived: true) },
        Route(.post, "contents/{content}/restoring", may: .manageForms) { try archive($0, isArchived: false) },
    ]

    /// Figures are of the last year.
    static let period = 365

    static func since(_ visit: Visit) -> Day {
        Day(number: visit.workspace.zone.day(at: visit.now).number - Int64(period))
    }

    @Sendable private static func list(_ visit: Visit) throws -> Answer {
        try visit.site.formDesk.writeDown(visit.site)
        let isArchive = visit.query["archived"] == "1"
        return try visit.read { connection in
            let contents = try Contents(connection, in: visit.workspace.id).all(archived: isArchive)
            let figures = try ContentFigures(connection, in: visit.workspace).figures(
                of: contents, since: since(visit), at: visit.now)
            let given = try GivingForms(visit, connection)
            return visit.answer(
                ContentsPage(
                    visit: visit, contents: contents, figures: figures, given: given.contents, isArchive: isArchive
                ).page)
        }
    }

    @Sendable private static func show(_ visit: Visit) throws -> Answer {
        try visit.site.formDesk.writeDown(visit.site)
        return try visit.read { connection in
            let content = try Self.content(visit, connection)
            let figures = try ContentFigures(connection, in: visit.workspace).figures(
                of: [content], since: since(visit), at: visit.now)
            return visit.answer(
                ContentPage(
                    visit: visit, content: content, figures: figures[content.id] ?? .init(),
                    forms: try GivingForms(visit, connection).forms(of: content.id),
                    personas: try visit.rules(on: connection).catalogue.personas.map { ($0.id, $0.name) }
                ).page)
        }
    }

    @Sendable private static func ripened(_ visit: Visit) throws -> Answer {
        try visit.read { connection in
            let content = try Self.content(visit, connection)
            let rules = try visit.rules(on: connection)
            let takers = try ContentFigures(connection, in: visit.workspace).ripened(
                after: content, since: since(visit), seenBy: visit.member.visibility, at: visit.now, limit: 200)
            let rows = try ContactList(connection, in: visit.workspace, at: visit.now).rows(of: takers.map(\.contact))
            return visit.answer(
                RipenedPage(visit: visit, content: content, rules: rules, takers: takers, rows: rows).page)
        }
    }

    @Sendable private static func file(_ visit: Visit) throws -> Answer {
        let content = try visit.read { try Self.content(visit, $0) }
        guard let file = content.file else { throw Refusal.notFound }
        return .file(file, of: content.id, in: visit.workspace, visit.site)
    }

    // MARK: Writing

    @Sendable private static func new(_ visit: Visit) throws -> Answer {
        visit.answer(try visit.read { try ContentForm(visit, nil, $0) }.page)
    }

    @Sendable private static func edit(_ visit: Visit) throws -> Answer {
        try visit.read { visit.answer(try ContentForm(visit, content(visit, $0), $0).page) }
    }

    @Sendable private static func add(_ visit: Visit) throws -> Answer { try write(visit, nil) }

    @Sendable private static func save(_ visit: Visit) throws -> Answer {
        try write(visit, visit.read { try Self.content(visit, $0) })
    }

    private static func write(_ visit: Visit, _ old: Content?) throws -> Answer {
        let upload = visit.call.multipart?.file("file")
        let form = visit.form
        var draft = ContentDraft(personas: try visit.rules().catalogue.personas.map(\.id)) { form[$0] }
        let keepsFile = old?.file != nil && form["drop_file"] == nil
        if upload == nil, !keepsFile, draft.address == nil, draft.problems.allSatisfy({ $0.path != "address" }) {
            draft.refuse(
                "file", fr: "choisissez un fichier ou donnez une adresse", en: "choose a file or give an address")
        }
        if let upload {
            do {
                _ = try FileKind(of: Array(upload.bytes), named: FileName.safe(upload.file ?? ""))
            } catch {
                draft.refuse("file", error.sentence)
            }
        }
        guard draft.problems.isEmpty else {
            var page = try visit.read { try ContentForm(visit, old, $0) }
            page.typed = form
            page.problems = draft.problems
            page.lostFile = upload?.file
            var answer = visit.answer(page.page)
            answer.status = .unprocessableContent
            return answer
        }
        let content = try visit.write { connection in
            let contents = Contents(connection, in: visit.workspace.id)
            let content = try old.map { draft.applied(to: $0) } ?? contents.add(draft, at: visit.now)
            if old != nil { try contents.update(content) }
            if let upload {
                _ = try contents.keep(Array(upload.bytes), named: upload.file ?? "", of: content.id)
            } else if old?.file != nil, !keepsFile {
                try contents.dropFile(of: content.id)
            }
            try visit.audit(
                old == nil ? "content added" : "content changed",
                [("content", .number(Int(content.id))), ("title", .text(content.title))], connection)
            return content
        }
        return .redirect(to: visit.links.content(content.id)).toast(
            visit.notation.text("Contenu enregistré.", "Content saved."))
    }

    private static func archive(_ visit: Visit, isArchived: Bool) throws -> Answer {
        let content = try visit.write { connection in
            let content = try Self.content(visit, connection)
            try Contents(connection, in: visit.workspace.id).archive(content.id, at: isArchived ? visit.now : nil)
            try visit.audit(
                isArchived ? "content archived" : "content restored", [("content", .number(Int(content.id)))],
                connection)
            return content
        }
        guard isArchived else {
            return .redirect(to: visit.links.content(content.id)).toast(
                visit.notation.text(
                    "«\u{A0}\(content.title)\u{A0}» sert de nouveau.", "“\(content.title)” is in use again."))
        }
        return .redirect(to: visit.links.contents).toast(
            visit.notation.text("«\u{A0}\(content.title)\u{A0}» est archivé.", "“\(content.title)” is archived."),
            undo: visit.links.content(content.id) + "/restoring")
    }

    private static func content(_ visit: Visit, _ connection: any SQLConnection) throws -> Content {
        guard let content = try Contents(connection, in: visit.workspace.id).find(visit.number("content")) else {
            throw Refusal.notFound
        }
        return content
    }
}

/// Which forms give which contents.
struct GivingForms {
    private let pairs: [(content: Int64, form: Form)]

    init(_ visit: Visit, _ connection: any SQLConnection) throws {
        let forms = Forms(connection, in: visit.workspace.id)
        pairs = try forms.all().compactMap { form in
            let document = try form.published.flatMap { try forms.version($0, of: form.id) }
            return document?.content.map { ($0, form) }
        }
    }

    var contents: Set<Int64> { Set(pairs.map(\.content)) }

    func forms(of content: Int64) -> [Form] { pairs.filter { $0.content == content }.map(\.form) }
}

extension Links {
    package var contents: String { to("contents") }
    package func content(_ id: Int64) -> String { "\(contents)/\(id)" }
}
