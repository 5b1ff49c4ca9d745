import HTML
import Storage
import Verger

/// A contact in the list, made again when something happens to it.
struct ContactRowView {
    let setting: ContactRowSetting
    let row: ContactList.Row
    var isChanged = false

    private var notation: Notation { setting.notation }

    var markup: Markup {
        let id = String(row.id.value)
        let link = setting.links.contact(row.id)
        return tr(
            .id("contact-" + id), .class(isChanged ? "is-changed" : nil), .data("live", id),
            .hx("get", link + "/row" + setting.rowQuery), .hx("trigger", "changed"), .hx("swap", "outerHTML")
        ) {
            td(.class("pad-l c-check")) {
                input(
                    .class("check"), .type("checkbox"), .name("contact"), .value(id), Attribute("form", "bulk"),
                    .aria("label", notation.text("Choisir ", "Select ") + row.contact.displayName))
            }
            td(.class("c-name")) {
                a(.class("name"), .href(link + setting.listQuery)) { row.contact.displayName }
                span {
                    row.companyName ?? row.contact.fields[.jobTitle] ?? row.contact.fields[.email] ?? ""
                    if row.isExcluded { " · " + notation.text("écarté", "excluded") }
                }
            }
            for column in setting.columns { cell(column, link) }
        }
    }

    /// The one cell of a list of one column.
    var cell: Markup { setting.columns.first.map { cell($0, setting.links.contact(row.id)) } ?? Markup() }

    private func cell(_ column: ContactRowSetting.Column, _ link: String) -> Markup {
        td(.class(column.cssClass)) {
            content(of: column.column)
            if let label = column.editLabel {
                a(
                    .class("edit-cell"), .href(link + "/edit"), .hx("get", "\(link)/cells/\(column.column.name)"),
                    .hx("target", "closest td"), .hx("swap", "outerHTML"), .title(notation.text("Modifier", "Edit")),
                    .aria("label", label)
                ) { Icon.note.markup }
            }
        }
    }

    @MarkupBuilder private func content(of column: ContactColumn) -> Markup {
        switch column {
        case .stage: setting.marks.badge(row.stage)
        case .highest: setting.marks.badge(row.highest, isBare: true)
        case .since: day(row.since)
        case .created: day(row.firstFact)
        case .temperature: temperature
        case .grade:
            span(.class("mini")) {
                row.grade
                span(.class("bars"), .aria("hidden", "true")) {
                    i(.style("--v:\(share(row.fit))%"))
                    i(.style("--v:\(share(row.engagement))%"))
                }
            }
        case .fit: span(.class("num")) { notation.points(row.fit) }
        case .engagement: span(.class("num")) { notation.points(row.engagement) }
        case .evidence: evidence
        case .owner: owner
        case .company: row.companyName ?? ""
        case .tags: span(.class("chips")) { for tag in row.contact.tags { span(.class("chip")) { tag } } }
        case .field(let field): row.contact.fields[field] ?? ""
        case .custom(let name): row.contact.custom[name] ?? ""
        }
    }

    /// Tenths of points as a share of a hundred points.
    private func share(_ tenths: Int64) -> Int64 { min(max(tenths / 10, 0), 100) }

    private func day(_ instant: Instant?) -> Markup {
        guard let instant else { return Markup() }
        return time(.datetime(instant.iso8601)) { notation.day(instant) }
    }

    private var temperature: Markup {
        switch row.temperature {
        case .hot:
            span(.class("chip hot")) {
                Icon.flame.markup
                notation.text("Chaud", "Hot")
            }
        case .cold: span(.class("chip cold")) { notation.text("Froid", "Cold") }
        case nil: span(.class("faint")) { notation.text("sans objet", "not relevant") }
        }
    }

    @MarkupBuilder private var evidence: Markup {
        if let evidence = row.evidence {
            let details = setting.words.details(evidence)
            time(.class("t"), .datetime(evidence.at.iso8601)) { notation.shortDay(evidence.at, now: setting.now) }
            span { setting.words.title(evidence) + (details.isEmpty ? "" : notation.text("\u{A0}: ", ": ") + details) }
        } else {
            span(.class("faint")) { notation.text("aucune", "none") }
        }
    }

    @MarkupBuilder private var owner: Markup {
        if let email = row.contact.fields[.owner] {
            let name = setting.people[email.folded]?.name ?? email
            let isSelf = email.folded == setting.reader
            span(.class("own"), .title(name)) {
                span(.class(isSelf ? "who self" : "who"), .aria("hidden", "true")) { name.initials }
                String(name.split(separator: " ").first ?? "")
            }
        } else {
            span(.class("faint")) { notation.text("personne", "nobody") }
        }
    }
}
