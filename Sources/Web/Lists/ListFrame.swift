import HTML
import Storage
import Verger

/// What stands around the table of a list: saved views, search, columns, the condition.
struct ListFrame<Of: ListSubject> {
    let visit: Visit
    let state: ListState<Of>

    private var notation: Notation { visit.notation }
    private var address: ListAddress<Of> { state.address }
    private var base: String { visit.links.to(Of.folder) }

    /// An address of the list: `contacts/new`.
    func link(_ part: String) -> String { "\(base)/\(part)" }

    // MARK: Bar

    func search(for label: String) -> Markup {
        form(
            .class("quick-search"), .role("search"), .method("get"), .action(base),
            .hx("get", base), .hx("target", "#listing"), .hx("swap", "outerHTML"),
            .hx("include", "#listing-form"), .hx("trigger", "input changed delay:200ms from:find input, submit"),
            .hx("sync", "this:replace")
        ) {
            Icon.search.markup
            input(
                .class("input"), .type("search"), .name("q"), .value(address.search), .placeholder(label),
                .aria("label", label), .autocomplete("off"), .data("search"))
            noscript { hidden(address.changed { $0.search = "" }.fields) }
        }
    }

    var columnChoice: Markup {
        details(.class("menu no-small")) {
            summary(.class("btn")) {
                Icon.list.markup
                notation.text("Colonnes", "Columns")
            }
            form(.method("get"), .action(base), .class("menu-box")) {
                hidden(address.changed { $0.columns = nil }.fields)
                for column in Of.columns(state.rules.catalogue) {
                    label(.class("tick")) {
                        input(
                            .class("check"), .type("checkbox"), .name("columns"), .value(column.name),
                            .checked(state.columns.contains(column)))
                        visit.say(column.label(in: state.rules.catalogue))
                    }
                }
                button(.class("btn small")) { notation.text("Afficher", "Show") }
            }
        }
    }

    private func hidden(_ fields: Fields) -> Markup {
        Markup(fields.all.map { input(.type("hidden"), .name($0.name), .value($0.value)) })
    }

    /// A way to a page beside the list, as a picture.
    func shortcut(_ icon: Icon, _ link: String, _ name: String) -> Markup {
        a(.class("btn quiet icon no-small"), .href(link), .title(name), .aria("label", name)) { icon.markup }
    }

    var export: Markup {
        a(.class("btn no-small"), .href(link("export.csv") + address.changed { _ in }.fields.query)) {
            Icon.download.markup
            notation.text("Exporter", "Export")
        }
    }

    func new(_ name: String, _ label: String) -> Markup {
        group {
            a(.class("btn primary no-small"), .href(link("new")), .data("key", "n")) {
                Icon.plus.markup
                name
            }
            a(.class("btn quiet icon only-small"), .href(link("new")), .aria("label", label)) { Icon.plus.markup }
        }
    }

    // MARK: Views

    var tabs: Markup {
        nav(.class("tabs"), .aria("label", notation.text("Vues enregistrées", "Saved views"))) {
            let mine = "owner = me"
            let isMine = state.view == nil && state.draft.text == mine
            tab(base, all, isCurrent: state.view == nil && state.draft.isEveryone)
            if visit.member.visibility == .everyone {
                tab(base + Fields([("where", mine)]).query, notation.text("À moi", "Mine"), isCurrent: isMine)
            }
            for view in state.views {
                tab(
                    base + Fields([("view", String(view.id))]).query, view.name, isCurrent: view.id == state.view?.id)
            }
            if let view = state.view {
                a(
                    .href(link("views/\(view.id)")),
                    .aria("label", notation.text("Modifier cette vue", "Edit this view")),
                    .title(notation.text("Modifier cette vue", "Edit this view"))
                ) { Icon.gear.markup }
            }
            a(
                .href(newView), .aria("label", notation.text("Nouvelle vue", "New view")),
                .title(notation.text("Nouvelle vue", "New view"))
            ) { Icon.plus.markup }
        }
    }

    private var all: String {
        switch Of.views {
        case .contacts: notation.text("Tous", "All")
        case .companies: notation.text("Toutes", "All")
        }
    }

    private var newView: String { link("views/new") + Fields([("list", address.list)]).query }

    private func tab(_ link: String, _ name: String, isCurrent: Bool) -> Markup {
        a(.href(link), .aria("current", isCurrent ? "page" : nil)) { name }
    }

    // MARK: Condition

    /// The condition, and what its form keeps beside it.
    var filter: Markup {
        form(.id("listing-form"), .method("get"), .action(base), .class("contents")) {
            kept
            if address.isFilterOpen || !state.draft.isEveryone {
                div(.class(address.isFilterOpen ? "contents" : "is-brief")) {
                    brief
                    builder
                }
                if let meaning = Of.meaning { p(.class("list-bar faint meaning")) { visit.say(meaning) } }
            } else {
                input(.type("hidden"), .name("where"), .value(""))
            }
        }
    }

    /// The condition as a sentence, which opens the builder: what small screens show of it.
    private var brief: Markup {
        div(.class("filter-brief")) {
            a(.class("brief"), .href(address.changed { $0.isFilterOpen = true }.link(visit.links))) {
                Icon.filter.markup
                span { inWords }
                Icon.right.markup
            }
        }
    }

    private var inWords: String {
        guard let condition = try? Condition(parsing: state.draft.text) else { return state.draft.text }
        return ConditionSentence(state.rules.catalogue, visit.language).text(of: condition)
    }

    private var builder: Markup {
        ConditionBuilder(
            visit, state.draft, named: "where", host: .page(base, target: "listing"), actions: filterActions
        ).markup
    }

    @MarkupBuilder private var filterActions: Markup {
        if let view = state.view, state.isChanged {
            a(.class("btn quiet small no-small"), .href(base + Fields([("view", String(view.id))]).query)) {
                notation.text("Annuler les modifications", "Cancel the changes")
            }
        } else if state.view == nil, !state.draft.isEveryone {
            a(
                .class("btn quiet small"),
                .href(address.changed { ($0.condition, $0.isFilterOpen) = (nil, false) }.link(visit.links))
            ) {
                notation.text("Retirer le filtre", "Remove the filter")
            }
        }
        if state.draft.isValid, state.view == nil || state.isChanged {
            a(.class("btn small no-small"), .href(newView)) { notation.text("Enregistrer la vue", "Save the view") }
        }
    }

    private var kept: Markup {
        hidden(
            address.changed { address in
                address.condition = nil
                address.isFilterOpen = address.isFilterOpen || !state.draft.isEveryone
            }.fields)
    }
}
