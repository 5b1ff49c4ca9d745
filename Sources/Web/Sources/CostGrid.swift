import HTML
import Verger

/// What was typed of a cost.
struct CostForm {
    var from = ""
    var to = ""
    var kind = Cost.Kind.media
    var amount = ""
    var note = ""
    /// What is wrong with it, by field.
    var problems: [String: Sentence] = [:]

    init() {}

    init(_ cost: Cost, _ notation: Notation) {
        from = cost.days.first.description
        to = cost.days.last == cost.days.first ? "" : cost.days.last.description
        kind = cost.kind
        amount = notation.typed(cost.amount)
        note = cost.note ?? ""
    }

    init(_ form: Fields) {
        from = form.text("from") ?? ""
        to = form.text("to") ?? ""
        kind = form.text("kind").flatMap(Cost.Kind.init(rawValue:)) ?? .media
        amount = form.text("amount") ?? ""
        note = form.text("note") ?? ""
    }

    /// The cost that it describes; nil when something is wrong, which `problems` tells then.
    mutating func cost(_ id: Int64, _ target: Cost.Target, currency: String) -> Cost? {
        let first = Day(written: from)
        if first == nil {
            problems["from"] = Sentence(fr: "le premier jour est attendu", en: "the first day is expected")
        }
        let last = to.isEmpty ? first : Day(written: to)
        let days = first.flatMap { first in last.flatMap { DaySpan(first, $0) } }
        if days == nil, first != nil {
            problems["to"] = Sentence(
                fr: "la fin ne peut pas précéder le début", en: "the end can’t come before the beginning")
        }
        guard let number = Fields([("amount", amount)]).amount("amount", in: currency) else {
            problems["amount"] = Sentence(
                fr: "un montant en \(currency) est attendu, par exemple 1234,50",
                en: "an amount in \(currency) is expected, such as 1234.50")
            return nil
        }
        guard let days else { return nil }
        do {
            return try Cost(
                id: id, target: target, kind: kind == .commission ? .other : kind, days: days, amount: number,
                note: note)
        } catch {
            problems[error.field] = error.sentence
            return nil
        }
    }
}

/// Costs in rows that are edited where they stand. A form can't stand around the cells of a table: each has its own beside it.
struct CostGrid {
    let visit: Visit
    let costs: [Cost]
    /// Where a new one is sent; nil where none is added.
    let target: String?
    /// What was typed of a new one, or of the cost of this id.
    var typed: (id: Int64?, form: CostForm)?

    private var notation: Notation { visit.notation }
    private var mayEdit: Bool { visit.may(.manageSources) }

    var markup: Markup {
        group {
            div(.class("scroll")) {
                table(.class("table cost-grid")) {
                    thead {
                        tr {
                            for title in [
                                notation.text("Du", "From"), notation.text("Au", "To"), notation.text("Nature", "Kind"),
                            ] { th(Attribute("scope", "col")) { title } }
                            th(.class("r"), Attribute("scope", "col")) {
                                notation.text("Montant", "Amount")
                            }
                            th(Attribute("scope", "col")) { notation.text("Note", "Note") }
                            if mayEdit {
                                th(Attribute("scope", "col")) {
                                    span(.class("sr")) { notation.text("Actes", "Actions") }
                                }
                            }
                        }
                    }
                    tbody {
                        for cost in costs {
                            if mayEdit, cost.statement == nil { edited(cost) } else { fixed(cost) }
                        }
                        if mayEdit, let target { added(to: target) }
                    }
                }
            }
            if let problems = typed?.form.problems, !problems.isEmpty {
                div(.class("banner bad"), .role("alert")) {
                    Icon.warn.markup
                    div {
                        problems.values.map { visit.say($0).capitalizedFirst }.sorted().joined(separator: ". ") + "."
                    }
                }
            }
        }
    }

    private func fixed(_ cost: Cost) -> Markup {
        tr {
            td { cost.days.first.text(in: visit.language) }
            td { cost.days.last.text(in: visit.language) }
            td { visit.say(cost.kind.label).capitalizedFirst }
            td(.class("r")) { notation.exactMoney(cost.amount, visit.workspace.currency) }
            td {
                if let statement = cost.statement {
                    a(.class("link"), .href(visit.links.statement(statement))) {
                        notation.text("relevé de ", "statement of ") + (cost.note ?? "")
                    }
                } else {
                    cost.note ?? ""
                }
            }
            if mayEdit { td() }
        }
    }

    private func edited(_ cost: Cost) -> Markup {
        let form = typed.flatMap { $0.id == cost.id ? $0.form : nil } ?? CostForm(cost, notation)
        let id = "cost-\(cost.id)"
        return tr {
            cells(form, of: id)
            td(.class("acts")) {
                visit.postForm(visit.links.cost(cost.id), .id(id)) {
                    button(.class("btn small")) { notation.text("Enregistrer", "Save") }
                }
                visit.postForm(visit.links.cost(cost.id) + "/removal") {
                    button(
                        .class("btn small quiet icon"), .title(notation.text("Supprimer", "Remove")),
                        .aria("label", notation.text("Supprimer ce coût", "Remove this cost"))
                    ) { Icon.x.markup }
                }
            }
        }
    }

    private func added(to target: String) -> Markup {
        let form = typed.flatMap { $0.id == nil ? $0.form : nil } ?? CostForm()
        return tr(.class("new")) {
            cells(form, of: "cost-new")
            td(.class("acts")) {
                visit.postForm(target, .id("cost-new")) {
                    button(.class("btn small primary")) { notation.text("Ajouter", "Add") }
                }
            }
        }
    }

    private func cells(_ form: CostForm, of id: String) -> Markup {
        func box(_ name: String, _ type: String, _ value: String, _ label: String, _ more: Attribute...) -> Markup {
            voidElement(
                "input",
                [
                    .class("input"), .type(type), .name(name), .value(value), .aria("label", label),
                    Attribute("form", id), .aria("invalid", form.problems[name] == nil ? nil : "true"),
                ] + more)
        }
        return group {
            td { box("from", "date", form.from, notation.text("Premier jour", "First day"), .required()) }
            td { box("to", "date", form.to, notation.text("Dernier jour", "Last day")) }
            td {
                select(
                    .class("input"), .name("kind"), Attribute("form", id),
                    .aria("label", notation.text("Nature", "Kind"))
                ) {
                    for kind in Cost.Kind.allCases where kind != .commission {
                        option(.value(kind.rawValue), .selected(kind == form.kind)) {
                            visit.say(kind.label).capitalizedFirst
                        }
                    }
                }
            }
            td(.class("r")) {
                box(
                    "amount", "text", form.amount, notation.text("Montant", "Amount"), .required(),
                    Attribute("inputmode", "decimal"), Attribute("size", "9"))
            }
            td { box("note", "text", form.note, notation.text("Note", "Note")) }
        }
    }
}
