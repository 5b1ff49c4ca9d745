import HTML
import Storage
import Verger

/// The parts of the table of a list that do not depend on what it is of.
extension ListFrame {
    private var notation: Notation { visit.notation }
    private var address: ListAddress<Of> { state.address }

    /// Above the table, while no condition is open.
    @MarkupBuilder func bar(isEmpty: Bool) -> Markup {
        if !address.isFilterOpen, state.draft.isEveryone, !isEmpty {
            div(.class("list-bar")) {
                a(
                    .class("btn quiet small"), .href(address.changed { $0.isFilterOpen = true }.link(visit.links)),
                    .data("key", "f")
                ) {
                    Icon.filter.markup
                    notation.text("Filtrer", "Filter")
                }
                if !address.search.isEmpty {
                    span(.class("faint")) {
                        notation.text("Recherche\u{A0}: «\u{A0}\(address.search)\u{A0}»", "Search: “\(address.search)”")
                    }
                    a(.class("btn quiet small"), .href(address.changed { $0.search = "" }.link(visit.links))) {
                        notation.text("Tout montrer", "Show all")
                    }
                }
            }
        }
    }

    // MARK: Heads

    /// The head of the column of boxes.
    var selectAll: Markup {
        th(.class("pad-l c-check")) {
            input(
                .class("check js-only"), .type("checkbox"), .aria("label", notation.text("Tout choisir", "Select all")))
        }
    }

    func heads() -> Markup {
        Markup(
            state.columns.map { column in
                head(visit.say(column.label(in: state.rules.catalogue)), "c-\(column.cssName)", column.sortKey)
            })
    }

    func head(_ title: String, _ name: String, _ key: Of.Order.Key?) -> Markup {
        guard let key else { return th(.class(name)) { title } }
        let isCurrent = state.order.key == key
        let isDescending = isCurrent ? !state.order.isDescending : key.isDescendingAtFirst
        let target = address.changed { $0.order = Of.Order(key, isDescending: isDescending) }.link(visit.links)
        return th(
            .class(name), .aria("sort", isCurrent ? (state.order.isDescending ? "descending" : "ascending") : nil)
        ) {
            a(
                .class("sort"), .href(target), .hx("get", target), .hx("target", "#listing"), .hx("swap", "outerHTML")
            ) {
                title
                if isCurrent {
                    " "
                    (state.order.isDescending ? Icon.arrowDown : Icon.arrowUp).markup
                }
            }
        }
    }

    // MARK: Below the table

    func foot(previous: Position?, next: Position?, note: String = "") -> Markup {
        footer(.class("foot")) {
            span(.class("faint")) { orderInWords + note }
            span(.class("faint count"), .aria("live", "polite")) {
                let target = link("count") + address.changed { _ in }.fields.query
                a(.class("link"), .href(target), .hx("get", target), .hx("target", "closest .count")) {
                    notation.text("Compter", "Count")
                }
            }
            span(.class("end")) {
                step(previous.map { .before($0) }, visit.say(Of.previous), key: "k")
                step(next.map { .after($0) }, visit.say(Of.next), key: "j")
            }
        }
    }

    private func step(_ edge: ListEdge?, _ title: String, key: String) -> Markup {
        guard let edge else { return button(.class("btn small"), .type("button"), .disabled()) { title } }
        let target = address.changed { $0.edge = edge }.link(visit.links)
        return a(
            .class("btn small"), .href(target), .hx("get", target), .hx("target", "#listing"),
            .hx("swap", "outerHTML show:window:top"), .data("key", key)
        ) { title }
    }

    private var orderInWords: String {
        let name = visit.say(state.order.key.label)
        let direction =
            switch (state.order.key.scale, state.order.isDescending) {
            case (.name, true): notation.text("de Z à A", "from Z to A")
            case (.name, false): notation.text("de A à Z", "from A to Z")
            case (.date, true): notation.text("le plus récent d’abord", "latest first")
            case (.date, false): notation.text("le plus ancien d’abord", "oldest first")
            case (.figure, true): notation.text("du plus haut au plus bas", "highest first")
            case (.figure, false): notation.text("du plus bas au plus haut", "lowest first")
            }
        return notation.text("Par \(name), \(direction)", "By \(name), \(direction)")
    }

    // MARK: Nothing to show

    /// While the condition is not right.
    var unready: Markup {
        div(.class("empty")) {
            h2 { notation.text("La condition n’est pas encore juste", "The condition is not right yet") }
            p {
                notation.text(
                    "Corrigez ce qui est signalé ci-dessus\u{A0}: la liste reviendra.",
                    "Correct what is marked above: the list will come back.")
            }
        }
    }

    var clearSearch: Markup {
        a(.class("btn"), .href(address.changed { $0.search = "" }.link(visit.links))) {
            notation.text("Effacer la recherche", "Clear the search")
        }
    }
}
