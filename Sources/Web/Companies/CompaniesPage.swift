import HTML
import Storage
import Verger

/// Which companies a list shows, as its address says it.
struct CompaniesAddress {
    var search: String
    var order: CompanyOrder
    var edge = ListEdge.start

    init(_ fields: Fields) {
        search = fields.text("q") ?? ""
        order = fields.text("sort").flatMap { CompanyOrder($0) } ?? CompanyOrder(.name)
        if let after = fields.text("after").flatMap({ Position($0) }) { edge = .after(after) }
        if let before = fields.text("before").flatMap({ Position($0) }) { edge = .before(before) }
    }

    var fields: Fields {
        var all: [(name: String, value: String)] = []
        if !search.isEmpty { all.append(("q", search)) }
        if order != CompanyOrder(.name) { all.append(("sort", order.description)) }
        switch edge {
        case .start: break
        case .after(let position): all.append(("after", position.description))
        case .before(let position): all.append(("before", position.description))
        }
        return Fields(all)
    }

    func link(_ links: Links) -> String { links.companies + fields.query }

    func changed(_ change: (inout CompaniesAddress) -> Void) -> CompaniesAddress {
        var copy = self
        copy.edge = .start
        change(&copy)
        return copy
    }
}

/// The list of companies.
struct CompaniesPage {
    static let rowsOnPage = 50

    let visit: Visit
    let address: CompaniesAddress
    let list: ListPage<CompanyList.Row>
    let rules: Rules
    let isEmpty: Bool

    init(_ visit: Visit, _ connection: any SQLConnection) throws {
        self.visit = visit
        address = CompaniesAddress(visit.query)
        rules = try visit.rules(on: connection)
        list = try CompanyList(
            connection, in: visit.workspace, search: SearchQuery(address.search),
            visible: visit.member.visibility.restriction, order: address.order
        ).page(address.edge, limit: CompaniesPage.rowsOnPage)
        isEmpty = list.rows.isEmpty && address.search.isEmpty
    }

    private var notation: Notation { visit.notation }

    var page: Page {
        var page = Page(.companies, title: visit.say(Section.companies.label))
        page.isWide = true
        page.actions = search
        page.content = listing
        return page
    }

    /// The part that changes with the search and the order.
    var listing: Markup {
        div(.id("listing"), .class("listing")) {
            if list.rows.isEmpty {
                empty
            } else {
                table
                foot
            }
        }
    }

    private var search: Markup {
        let label = notation.text("Nom, domaine, SIREN", "Name, domain, SIREN")
        return form(
            .class("quick-search"), .role("search"), .method("get"), .action(visit.links.companies),
            .hx("get", visit.links.companies), .hx("target", "#listing"), .hx("swap", "outerHTML"),
            .hx("trigger", "input changed delay:200ms from:find input, submit"), .hx("sync", "this:replace")
        ) {
            Icon.search.markup
            input(
                .class("input"), .type("search"), .name("q"), .value(address.search), .placeholder(label),
                .aria("label", label), .autocomplete("off"), .data("search"))
            if address.order != CompanyOrder(.name) {
                input(.type("hidden"), .name("sort"), .value(address.order.description))
            }
        }
    }

    // MARK: Table

    private var table: Markup {
        let marks = StageMarks(rules, visit.language)
        let words = ActivityWords(rules.catalogue, notation)
        return div(.class("rows companies")) {
            HTML.table(.class("table")) {
                caption(.class("sr")) { visit.say(Section.companies.label) }
                thead {
                    tr {
                        head(visit.say(Section.companies.label), "c-name pad-l", .name)
                        head(notation.text("Étape", "Stage"), "c-stage", .stage)
                        head(notation.text("Contacts", "Contacts"), "c-number r", .contacts)
                        head(notation.text("Dernière preuve", "Last evidence"), "c-evidence", .evidence)
                        head(notation.text("Secteur", "Industry"), "c-other", nil)
                        head(notation.text("Effectif", "Size"), "c-number r", nil)
                        head(notation.text("Ville", "City"), "c-other", nil)
                    }
                }
                tbody { for row in list.rows { self.row(row, marks, words) } }
            }
        }
    }

    private func row(_ row: CompanyList.Row, _ marks: StageMarks, _ words: ActivityWords) -> Markup {
        let fields = row.company.fields
        return tr {
            td(.class("c-name pad-l")) {
                a(.class("name"), .href(visit.links.company(row.id))) { fields[.name] ?? "#\(row.id.value)" }
                span { fields[.domain] ?? "" }
            }
            td(.class("c-stage")) { if row.contacts > 0 { marks.badge(row.stage) } }
            td(.class("c-number r")) { notation.count(row.contacts) }
            td(.class("c-evidence")) {
                if let evidence = row.evidence {
                    time(.class("t"), .datetime(evidence.activity.at.iso8601)) {
                        notation.shortDay(evidence.activity.at, now: visit.now)
                    }
                    a(.href(visit.links.contact(evidence.contact))) {
                        let details = words.details(evidence.activity)
                        words.title(evidence.activity)
                            + (details.isEmpty ? "" : notation.text("\u{A0}: ", ": ") + details)
                    }
                } else {
                    span(.class("faint")) { notation.text("aucune", "none") }
                }
            }
            td(.class("c-other")) { fields[.industry] ?? "" }
            td(.class("c-number r")) { fields[.size] ?? "" }
            td(.class("c-other")) { fields[.city] ?? "" }
        }
    }

    private func head(_ title: String, _ name: String, _ key: CompanyOrder.Key?) -> Markup {
        guard let key else { return th(.class(name)) { title } }
        let isCurrent = address.order.key == key
        let isDescending = isCurrent ? !address.order.isDescending : key.isDescendingAtFirst
        let target = address.changed { $0.order = CompanyOrder(key, isDescending: isDescending) }.link(visit.links)
        return th(
            .class(name), .aria("sort", isCurrent ? (address.order.isDescending ? "descending" : "ascending") : nil)
        ) {
            a(
                .class("sort"), .href(target), .hx("get", target), .hx("target", "#listing"), .hx("swap", "outerHTML")
            ) {
                title
                if isCurrent {
                    " "
                    (address.order.isDescending ? Icon.arrowDown : Icon.arrowUp).markup
                }
            }
        }
    }

    private var foot: Markup {
        footer(.class("foot")) {
            span(.class("faint")) {
                notation.text(
                    "L’étape est la plus avancée de ses contacts\u{A0}; la page de l’entreprise réunit leurs preuves.",
                    "The stage is the furthest of its contacts; the company’s page brings their evidence together.")
            }
            span(.class("end")) {
                step(list.previous.map { .before($0) }, notation.text("Précédentes", "Previous"), key: "k")
                step(list.next.map { .after($0) }, notation.text("Suivantes", "Next"), key: "j")
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

    private var empty: Markup {
        div(.class("empty")) {
            if isEmpty {
                h2 { notation.text("Aucune entreprise pour l’instant", "No company yet") }
                p {
                    notation.text(
                        "Une entreprise apparaît quand un contact en nomme une, ou quand un fichier d’entreprises est importé.",
                        "A company appears when a contact names one, or when a file of companies is imported.")
                }
            } else {
                h2 {
                    notation.text(
                        "Aucune entreprise pour «\u{A0}\(address.search)\u{A0}»", "No company for “\(address.search)”")
                }
                p {
                    notation.text(
                        "On cherche le début des mots du nom, du domaine, et le SIREN.",
                        "Searched: the beginning of words of the name and domain, and the SIREN.")
                }
                a(.class("btn"), .href(address.changed { $0.search = "" }.link(visit.links))) {
                    notation.text("Effacer la recherche", "Clear the search")
                }
            }
        }
    }
}
