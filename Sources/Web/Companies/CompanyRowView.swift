import HTML
import Storage
import Verger

/// What all rows of a list of companies have in common, made once.
struct CompanyRowSetting {
    let notation: Notation
    let now: Instant
    let columns: [CompanyColumn]
    let mayEdit: Bool
    let marks: StageMarks
    let words: ActivityWords
    let links: Links

    init(_ visit: Visit, columns: [CompanyColumn], rules: Rules) {
        notation = visit.notation
        now = visit.now
        links = visit.links
        mayEdit = visit.may(.editContacts)
        marks = StageMarks(rules, visit.language)
        words = ActivityWords(rules.catalogue, visit.notation)
        self.columns = columns
    }
}

/// A company in the list.
struct CompanyRowView {
    let setting: CompanyRowSetting
    let row: CompanyList.Row

    private var notation: Notation { setting.notation }
    private var link: String { setting.links.company(row.id) }

    var markup: Markup {
        tr(.id("company-\(row.id.value)")) {
            td(.class("pad-l c-check")) {
                input(
                    .class("check"), .type("checkbox"), .name("company"), .value(String(row.id.value)),
                    Attribute("form", "bulk"),
                    .aria("label", notation.text("Choisir ", "Select ") + row.company.displayName))
            }
            td(.class("c-name")) {
                a(.class("name"), .href(link)) { row.company.displayName }
                span { row.company.fields[.domain] ?? "" }
            }
            for column in setting.columns { cell(column) }
        }
    }

    /// The one cell of a list of one column.
    var cell: Markup { setting.columns.first.map { cell($0) } ?? Markup() }

    private func cell(_ column: CompanyColumn) -> Markup {
        let isEdited = setting.mayEdit && column.editedField != nil
        return td(.class("c-\(column.cssName)\(isEdited ? " editable" : "")")) {
            content(of: column)
            if isEdited {
                a(
                    .class("edit-cell"), .href(link + "/edit"), .hx("get", "\(link)/cells/\(column.name)"),
                    .hx("target", "closest td"), .hx("swap", "outerHTML"), .title(notation.text("Modifier", "Edit")),
                    .aria(
                        "label", notation.text("Modifier\u{A0}: ", "Edit: ") + column.label.text(in: notation.language))
                ) { Icon.note.markup }
            }
        }
    }

    @MarkupBuilder private func content(of column: CompanyColumn) -> Markup {
        switch column {
        case .stage: if row.contacts > 0 { setting.marks.badge(row.furthestStage) }
        case .grade: grade
        case .contacts: notation.count(row.contacts)
        case .evidence: evidence
        case .field(.size):
            if let size = row.company.fields[.size] { Number(size).map { notation.number($0, places: 0) } ?? size }
        case .field(let field): row.company.fields[field] ?? ""
        }
    }

    @MarkupBuilder private var grade: Markup {
        if let best = row.best {
            span(.class("mini")) {
                best.grade
                span(.class("bars"), .aria("hidden", "true")) {
                    i(.style("--v:\(min(max(best.fit / 10, 0), 100))%"))
                    i(.style("--v:\(min(max(best.engagement / 10, 0), 100))%"))
                }
            }
        }
    }

    @MarkupBuilder private var evidence: Markup {
        if let evidence = row.evidence {
            let details = setting.words.details(evidence.activity)
            time(.class("t"), .datetime(evidence.activity.at.iso8601)) {
                notation.shortDay(evidence.activity.at, now: setting.now)
            }
            a(.href(setting.links.contact(evidence.contact))) {
                setting.words.title(evidence.activity)
                    + (details.isEmpty ? "" : notation.text("\u{A0}: ", ": ") + details)
            }
        } else {
            span(.class("faint")) { notation.text("aucune", "none") }
        }
    }
}
