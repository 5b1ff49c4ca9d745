import HTML
import HTTPTypes
import Storage
import Verger

/// The draft of a form: changed by the button, seen at once, put online when it is ready.
enum DraftRoutes {
    static let all: [Route] = [
        Route(.get, "forms/{form}/edit", may: .manageForms, edit),
        Route(.post, "forms/{form}/edit", may: .manageForms, save),
        Route(.get, "forms/{form}/preview", may: .manageForms, preview),
    ]

    @Sendable private static func edit(_ visit: Visit) throws -> Answer {
        visit.answer(try visit.read { try DraftPage(visit, FormRoutes.form(visit, $0), $0) }.page)
    }

    @Sendable private static func save(_ visit: Visit) throws -> Answer {
        let old = try visit.read { try FormRoutes.form(visit, $0) }
        let types = try visit.rules().catalogue.fields
        let (purposes, consents) = try visit.read { connection in
            let purposes = try Purposes(connection, in: visit.workspace.id).current()
            let texts = ConsentTexts(connection, in: visit.workspace.id)
            return (
                purposes,
                try purposes.compactMap { purpose in
                    FormConsent(asking: purpose, try texts.current(purpose.id, in: old.draft.language)?.body)
                }
            )
        }
        let edit = FormEdit(visit.form, of: old, types: types, consents: consents)
        var form = old
        form.draft = edit.document
        form.revision = visit.form.integer("revision") ?? old.revision
        do {
            let revision = try visit.write { connection -> Int in
                guard edit.document != old.draft || form.revision != old.revision else { return old.revision }
                return try Forms(connection, in: visit.workspace.id).save(form)
            }
            form.revision = revision
        } catch Forms.Problem.changed {
            return try refused(visit, old, edit.document, [], conflict: true)
        }
        if visit.call.wantsFragment { return .fragment(DraftPage.saved(visit, form)) }
        guard edit.wantsPublishing else {
            return .redirect(
                to: "\(visit.links.form(form.id))/edit?open=\(edit.focus ?? "")#\(edit.focus ?? "questions")")
        }
        return try publish(visit, form, types, purposes)
    }

    private static func publish(
        _ visit: Visit, _ form: Form, _ types: [String: ValueType], _ purposes: [Purpose]
    ) throws -> Answer {
        let contents = try visit.read { Set(try Contents($0, in: visit.workspace.id).all().map(\.id)) }
        let problems = form.draft.problems(types: types, contents: contents) + form.draft.problems(purposes: purposes)
        guard problems.isEmpty else { return try refused(visit, form, form.draft, problems, conflict: false) }
        let version = try visit.write { connection in
            let version = try Forms(connection, in: visit.workspace.id).publish(
                form, by: visit.member.user.email, at: visit.now)
            try visit.audit(
                "form published", [("form", .number(Int(form.id))), ("version", .number(version))], connection)
            return version
        }
        return .redirect(to: visit.links.form(form.id)).toast(
            visit.notation.text(
                "Version \(version) en ligne. Ce qui est envoyé d’une page plus ancienne est gardé avec elle.",
                "Version \(version) is online. What is sent from an older page is kept with it."))
    }

    /// Comes back with all that was typed.
    private static func refused(
        _ visit: Visit, _ form: Form, _ document: FormDocument, _ problems: [Problem], conflict: Bool
    ) throws -> Answer {
        if visit.call.wantsFragment { return .fragment(DraftPage.conflict(visit)) }
        var shown = form
        shown.draft = document
        var page = try visit.read { try DraftPage(visit, shown, $0) }
        page.problems = problems
        page.isConflict = conflict
        var answer = visit.answer(page.page)
        answer.status = conflict ? .conflict : .unprocessableContent
        return answer
    }

    /// What people would see, to look at only.
    @Sendable private static func preview(_ visit: Visit) throws -> Answer {
        let form = try visit.read { try FormRoutes.form(visit, $0) }
        let document = form.draft
        var view = FormView(document: document, questions: document.asked(of: nil), target: "")
        view.isPreview = true
        let page = PublicDocument(
            language: document.language, title: document.title,
            look: try visit.read { try BrandLook(visit.workspace, $0).with(document.colour) }, isFramed: true,
            isHidden: true)
        return page.answer {
            main(.class("sheet")) {
                h1 { document.title }
                if !document.intro.isEmpty { p(.class("intro")) { document.intro } }
                view.markup
            }
        }
    }
}
