import HTML
import HTTPTypes
import Storage
import Verger

/// Saved views of a list: kept, changed, removed.
enum ListViews<Of: ListSubject> {
    static var routes: [Route] {
        [
            Route(.get, "\(Of.folder)/views/new", may: .viewContacts) { visit in
                visit.answer(ViewForm<Of>(visit: visit, view: nil, list: visit.query["list"] ?? "").page)
            },
            Route(.post, "\(Of.folder)/views", may: .viewContacts) { try add($0) }.creating,
            Route(.get, "\(Of.folder)/views/{view}", may: .viewContacts) { visit in
                let view = try visit.read { try find(visit, $0) }
                return visit.answer(ViewForm<Of>(visit: visit, view: view, list: "view=\(view.id)").page)
            },
            Route(.post, "\(Of.folder)/views/{view}", may: .viewContacts) { try save($0) },
            Route(.post, "\(Of.folder)/views/{view}/removals", may: .viewContacts) { try remove($0) },
        ]
    }

    /// A view that the visitor may change: their own; that of everybody, where they look after such things.
    private static func find(_ visit: Visit, _ connection: any SQLConnection) throws -> SavedView {
        let id = try visit.number("view")
        guard let view = try SavedViews(connection, in: visit.workspace.id).find(id, of: visit.member.user.id),
            view.subject == Of.views
        else { throw Refusal.notFound }
        guard view.owner != nil || visit.may(.manageSegments) else { throw Refusal.forbidden(.manageSegments) }
        return view
    }

    private static func add(_ visit: Visit) throws -> Answer {
        guard let name = visit.form.text("name") else { return refused(visit, nil) }
        let list = visit.form["list"] ?? ""
        let address = ListAddress<Of>(Fields(urlEncoded: list))
        let view = try visit.write { connection in
            let state = try ListState<Of>(address, visit, connection)
            guard state.draft.isValid else { throw Refusal.invalid(state.draft.problems) }
            return try SavedViews(connection, in: visit.workspace.id).add(
                Of.views, name: String(name.prefix(80)), owner: owner(visit),
                condition: state.draft.isEveryone ? nil : state.draft.text,
                columns: address.columns?.map(\.name) ?? state.view?.columns ?? [],
                sort: address.order?.description ?? state.view?.sort ?? "", at: visit.now)
        }
        return .redirect(to: link(view, visit)).toast(
            visit.notation.text("Vue «\u{A0}\(view.name)\u{A0}» enregistrée.", "View “\(view.name)” saved."))
    }

    private static func save(_ visit: Visit) throws -> Answer {
        guard let name = visit.form.text("name") else { return refused(visit, try visit.read { try find(visit, $0) }) }
        let view = try visit.write { connection in
            var view = try find(visit, connection)
            view.name = String(name.prefix(80))
            view.owner = owner(visit)
            _ = try SavedViews(connection, in: visit.workspace.id).update(view)
            return view
        }
        return .redirect(to: link(view, visit)).toast(
            visit.notation.text("Vue «\u{A0}\(view.name)\u{A0}» modifiée.", "View “\(view.name)” changed."))
    }

    private static func remove(_ visit: Visit) throws -> Answer {
        let view = try visit.write { connection in
            let view = try find(visit, connection)
            _ = try SavedViews(connection, in: visit.workspace.id).remove(view.id)
            return view
        }
        return .redirect(to: visit.links.to(Of.folder)).toast(
            visit.notation.text("Vue «\u{A0}\(view.name)\u{A0}» retirée.", "View “\(view.name)” removed."))
    }

    private static func owner(_ visit: Visit) -> Int64? {
        visit.form["shared"] == "1" && visit.may(.manageSegments) ? nil : visit.member.user.id
    }

    private static func link(_ view: SavedView, _ visit: Visit) -> String {
        visit.links.to(Of.folder) + Fields([("view", String(view.id))]).query
    }

    private static func refused(_ visit: Visit, _ view: SavedView?) -> Answer {
        var form = ViewForm<Of>(visit: visit, view: view, list: visit.form["list"] ?? "")
        form.isNameMissing = true
        var answer = visit.answer(form.page)
        answer.status = .unprocessableContent
        return answer
    }
}

/// The name of a saved view, and who sees it.
struct ViewForm<Of: ListSubject> {
    let visit: Visit
    /// Nil for a new one.
    let view: SavedView?
    /// What it shows.
    let list: String
    var isNameMissing = false

    private var notation: Notation { visit.notation }

    var page: Page {
        var page = Page(
            Of.section, title: view?.name ?? notation.text("Nouvelle vue", "New view"))
        page.parent = (visit.say(Of.section.label), back)
        page.content = content
        return page
    }

    private var base: String { visit.links.to(Of.folder) }
    private var back: String { base + (list.isEmpty ? "" : "?" + list) }
    private var target: String { view.map { "\(base)/views/\($0.id)" } ?? base + "/views" }

    @MarkupBuilder private var content: Markup {
        visit.postForm(target, .class("form")) {
            input(.type("hidden"), .name("list"), .value(list))
            div(.class("field")) {
                label(.for("view-name")) { notation.text("Nom de la vue", "Name of the view") }
                input(
                    .class("input"), .id("view-name"), .name("name"), .value(view?.name), .required(), .autofocus(),
                    Attribute("maxlength", "80"), .aria("invalid", isNameMissing ? "true" : nil))
                if isNameMissing {
                    span(.class("error")) {
                        Icon.warn.markup
                        notation.text(
                            "Un nom est attendu, par exemple «\u{A0}Prospects mûrs\u{A0}».",
                            "A name is expected, such as “Ripe prospects”.")
                    }
                }
            }
            if visit.may(.manageSegments) {
                label(.class("tick")) {
                    input(
                        .class("check"), .type("checkbox"), .name("shared"), .value("1"),
                        .checked(view.map { $0.owner == nil } ?? false))
                    notation.text("Visible de toute l’équipe", "Seen by the whole team")
                }
            }
            div(.class("actions")) {
                button(.class("btn primary")) { notation.text("Enregistrer", "Save") }
                a(.class("btn quiet"), .href(back)) {
                    notation.text("Annuler", "Cancel")
                }
            }
        }
        if view != nil {
            visit.postForm(target + "/removals", .class("form")) {
                div(.class("actions")) {
                    button(.class("btn bad")) { notation.text("Retirer cette vue", "Remove this view") }
                }
            }
        }
    }
}
