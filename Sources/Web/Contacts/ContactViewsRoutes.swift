import HTML
import HTTPTypes
import Storage
import Verger

/// Saved views of the list of contacts: kept, changed, removed.
enum ContactViewsRoutes {
    static let all = [
        Route(.get, "contacts/views/new", may: .viewContacts) { visit in
            visit.answer(ViewForm(visit: visit, view: nil, list: visit.query["list"] ?? "").page)
        },
        Route(.post, "contacts/views", may: .viewContacts, add).creating,
        Route(.get, "contacts/views/{view}", may: .viewContacts) { visit in
            let view = try visit.read { try find(visit, $0) }
            return visit.answer(ViewForm(visit: visit, view: view, list: "view=\(view.id)").page)
        },
        Route(.post, "contacts/views/{view}", may: .viewContacts, save),
        Route(.post, "contacts/views/{view}/removals", may: .viewContacts, remove),
    ]

    /// A view that the visitor may change: their own; that of everybody, where they look after such things.
    private static func find(_ visit: Visit, _ connection: any SQLConnection) throws -> SavedView {
        let id = try visit.number("view")
        guard let view = try SavedViews(connection, in: visit.workspace.id).find(id, of: visit.member.user.id) else {
            throw Refusal.notFound
        }
        guard view.owner != nil || visit.may(.manageSegments) else { throw Refusal.forbidden(.manageSegments) }
        return view
    }

    @Sendable private static func add(_ visit: Visit) throws -> Answer {
        guard let name = visit.form.text("name") else { return refused(visit, nil) }
        let list = visit.form["list"] ?? ""
        let address = ContactsAddress(Fields(urlEncoded: list))
        let view = try visit.write { connection in
            let views = SavedViews(connection, in: visit.workspace.id)
            let base = try address.view.flatMap { try views.find($0, of: visit.member.user.id) }
            let draft = ConditionDraft(
                text: address.condition ?? base?.condition ?? "", under: try visit.rules(on: connection))
            guard draft.isValid else { throw Refusal.invalid(draft.problems) }
            return try views.add(
                .contacts, name: String(name.prefix(80)), owner: owner(visit),
                condition: draft.isEveryone ? nil : draft.text,
                columns: address.columns?.map(\.name) ?? base?.columns ?? [],
                sort: address.order?.description ?? base?.sort ?? "", at: visit.now)
        }
        return .redirect(to: link(view, visit)).toast(
            visit.notation.text("Vue «\u{A0}\(view.name)\u{A0}» enregistrée.", "View “\(view.name)” saved."))
    }

    @Sendable private static func save(_ visit: Visit) throws -> Answer {
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

    @Sendable private static func remove(_ visit: Visit) throws -> Answer {
        let view = try visit.write { connection in
            let view = try find(visit, connection)
            _ = try SavedViews(connection, in: visit.workspace.id).remove(view.id)
            return view
        }
        return .redirect(to: visit.links.contacts).toast(
            visit.notation.text("Vue «\u{A0}\(view.name)\u{A0}» retirée.", "View “\(view.name)” removed."))
    }

    private static func owner(_ visit: Visit) -> Int64? {
        visit.form["shared"] == "1" && visit.may(.manageSegments) ? nil : visit.member.user.id
    }

    private static func link(_ view: SavedView, _ visit: Visit) -> String {
        visit.links.contacts + Fields([("view", String(view.id))]).query
    }

    private static func refused(_ visit: Visit, _ view: SavedView?) -> Answer {
        var form = ViewForm(visit: visit, view: view, list: visit.form["list"] ?? "")
        form.isNameMissing = true
        var answer = visit.answer(form.page)
        answer.status = .unprocessableContent
        return answer
    }
}

/// The name of a saved view, and who sees it.
struct ViewForm {
    let visit: Visit
    /// Nil for a new one.
    let view: SavedView?
    /// What it shows.
    let list: String
    var isNameMissing = false

    private var notation: Notation { visit.notation }

    var page: Page {
        var page = Page(
            .contacts, title: view?.name ?? notation.text("Nouvelle vue", "New view"))
        page.parent = (visit.say(Section.contacts.label), visit.links.contacts + (list.isEmpty ? "" : "?" + list))
        page.content = content
        return page
    }

    private var target: String {
        view.map { visit.links.to("contacts/views/\($0.id)") } ?? visit.links.to("contacts/views")
    }

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
                a(.class("btn quiet"), .href(visit.links.contacts + (list.isEmpty ? "" : "?" + list))) {
                    notation.text("Annuler", "Cancel")
                }
            }
        }
        if let view {
            visit.postForm(visit.links.to("contacts/views/\(view.id)/removals"), .class("form")) {
                div(.class("actions")) {
                    button(.class("btn bad")) { notation.text("Retirer cette vue", "Remove this view") }
                }
            }
        }
    }
}
