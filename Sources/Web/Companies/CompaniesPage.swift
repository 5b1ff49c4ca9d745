import HTML
import Storage
import Verger

/// The list of companies: saved views, the condition, the table, what can be done with those that are ticked.
struct CompaniesPage {
    let visit: Visit
    let reading: CompaniesReading

    private var notation: Notation { visit.notation }
    private var frame: ListFrame<CompaniesSubject> { ListFrame(visit: visit, state: reading.state) }

    var page: Page {
        var page = Page(.companies, title: visit.say(Section.companies.label))
        page.isWide = true
        page.tabs = frame.tabs
        page.actions = actions
        page.content = listing
        return page
    }

    /// The part that changes with the condition, the search, the order.
    var listing: Markup {
        div(.id("listing"), .class("listing")) {
            frame.filter
            frame.bar(isEmpty: reading.isEmpty)
            if let page = reading.page {
                if page.rows.isEmpty { empty } else { table(page) }
            } else {
                frame.unready
            }
            if reading.page?.rows.isEmpty == false {
                ListBulk(
                    visit: visit, subject: .company, list: reading.address.list, people: reading.people,
                    handSegments: reading.handSegments
                ).markup
            }
        }
    }

    @MarkupBuilder private var actions: Markup {
        frame.search(for: notation.text("Nom, domaine, SIREN", "Name, domain, SIREN"))
        frame.columnChoice
        if visit.may(.mergeContacts), visit.member.visibility == .everyone {
            frame.shortcut(
                .people, visit.links.duplicates(.company), notation.text("Doublons à vérifier", "Duplicates to check"))
        }
        if visit.may(.exportContacts) { frame.export }
        if visit.may(.editContacts) {
            frame.new(notation.text("Entreprise", "Company"), notation.text("Ajouter une entreprise", "Add a company"))
        }
    }

    @MarkupBuilder private func table(_ page: ListPage<CompanyList.Row>) -> Markup {
        div(.class("rows companies")) {
            HTML.table(.class("table"), .data("selectable")) {
                caption(.class("sr")) { visit.say(Section.companies.label) }
                thead {
                    tr {
                        frame.selectAll
                        frame.head(notation.text("Entreprise", "Company"), "c-name", .name)
                        frame.heads()
                    }
                }
                tbody {
                    let setting = CompanyRowSetting(visit, columns: reading.state.columns, rules: reading.state.rules)
                    for row in page.rows { CompanyRowView(setting: setting, row: row).markup }
                }
            }
        }
        frame.foot(previous: page.previous, next: page.next, note: note)
    }

    private var note: String {
        guard reading.state.columns.contains(.stage) else { return "" }
        return notation.text(
            ". L’étape est la plus avancée de ses contacts\u{A0}; la page de l’entreprise réunit leurs preuves.",
            ". The stage is the furthest of its contacts; the company’s page brings their evidence together.")
    }

    // MARK: None

    private var empty: Markup {
        div(.class("empty")) {
            if reading.isEmpty {
                h2 { notation.text("Aucune entreprise pour l’instant", "No company yet") }
                p {
                    notation.text(
                        "Une entreprise apparaît quand un contact en nomme une, quand un fichier est importé, ou quand vous en ajoutez une.",
                        "A company appears when a contact names one, when a file is imported, or when you add one.")
                }
                if visit.may(.editContacts) {
                    a(.class("btn primary"), .href(frame.link("new"))) {
                        Icon.plus.markup
                        notation.text("Entreprise", "Company")
                    }
                }
            } else if !reading.address.search.isEmpty {
                let search = reading.address.search
                h2 { notation.text("Aucune entreprise pour «\u{A0}\(search)\u{A0}»", "No company for “\(search)”") }
                p {
                    notation.text(
                        "On cherche le début des mots du nom, du domaine, et le SIREN.",
                        "Searched: the beginning of words of the name and domain, and the SIREN.")
                }
                frame.clearSearch
            } else {
                h2 { notation.text("Aucune entreprise ici aujourd’hui", "No company here today") }
                p {
                    notation.text(
                        "Aucun contact d’une entreprise ne remplit la condition. Retirez une ligne, ou revenez plus tard.",
                        "No contact of a company meets the condition. Remove a line, or come back later.")
                }
            }
        }
    }
}
