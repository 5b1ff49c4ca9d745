import HTML
import Storage
import Verger

/// A contact in the list, made again when something happens to it.
struct ContactRowView {
    private let visit: Visit
    private var row: ContactList.Row
    private let columns: [ContactColumn]
    /// What the row needs to be asked for again, and its contact to come back to the list.
    private let rowQuery: String
    private let listQuery: String
    private let people: [String: User]
    private let marks: StageMarks
    private let words: ActivityWords
    private let isChanged: Bool

    init(
        _ visit: Visit, _ row: ContactList.Row, columns: [ContactColumn], list: String, rules: Rules,
        people: [String: User], isChanged: Bool
    ) {
        self.visit = visit
        self.row = row
        self.columns = columns
        rowQuery = Fields([("columns", columns.map(\.name).joined(separator: ",")), ("list", list)]).query
        listQuery = Fields([("list", list)]).query
        self.people = people
        self.isChanged = isChanged
        marks = StageMarks(rules, visit.language)
        words = ActivityWords(rules.catalogue, visit.notation)
    }

    init(_ visit: Visit, _ reading: ContactsReading, _ row: ContactList.Row) {
        self.init(
            visit, row, columns: reading.columns, list: reading.address.list, rules: reading.rules,
            people: reading.people, isChanged: false)
    }

    /// Another contact in the same list.
    func of(_ row: ContactList.Row) -> ContactRowView {
        var copy = self
        copy.row = row
        return copy
    }

    private var notation: Notation { visit.notation }
    private var id: String { String(row.id.value) }

    var markup: Markup {
        tr(
            .id("contact-\(id)"), .class(isChanged ? "is-changed" : nil), .data("live", id),
            .hx("get", visit.links.contact(row.id, "row") + rowQuery), .hx("trigger", "changed"),
            .hx("swap", "outerHTML")
        ) {
            td(.class("pad-l c-check")) {
                input(
                    .class("check"), .type("checkbox"), .name("contact"), .value(id), Attribute("form", "bulk"),
                    .aria("label", notation.text("Choisir ", "Select ") + row.contact.displayName))
            }
            td(.class("c-name")) {
                a(.class("name"), .href(visit.links.contact(row.id) + listQuery)) {
                    row.contact.displayName
                }
                span {
                    row.companyName ?? row.contact.fields[.jobTitle] ?? row.contact.fields[.email] ?? ""
                    if row.isExcluded { " · " + notation.text("écarté", "excluded") }
                }
            }
            for column in columns { cell(column) }
        }
    }

    func cell(_ column: ContactColumn) -> Markup {
        let isEdited = visit.may(.editContacts) && column.editedField != nil
        let mayEdit = isEdited && (column != .owner || visit.may(.assignContacts))
        return td(.class("c-\(column.cssName)\(mayEdit ? " editable" : "")")) {
            content(of: column)
            if mayEdit {
                let target = visit.links.contact(row.id, "cells/\(column.name)")
                a(
                    .class("edit-cell"), .href(visit.links.contact(row.id, "edit")), .hx("get", target),
                    .hx("target", "closest td"), .hx("swap", "outerHTML"), .title(notation.text("Modifier", "Edit")),
                    .aria("label", notation.text("Modifier\u{A0}: ", "Edit: ") + visit.say(column.label))
                ) { Icon.note.markup }
            }
        }
    }

    @MarkupBuilder private func content(of column: ContactColumn) -> Markup {
        switch column {
        case .stage: marks.badge(row.stage)
        case .highest: marks.badge(row.highest, isBare: true)
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
            let details = words.details(evidence)
            time(.class("t"), .datetime(evidence.at.iso8601)) { notation.shortDay(evidence.at, now: visit.now) }
            span { words.title(evidence) + (details.isEmpty ? "" : notation.text("\u{A0}: ", ": ") + details) }
        } else {
            span(.class("faint")) { notation.text("aucune", "none") }
        }
    }

    @MarkupBuilder private var owner: Markup {
        if let email = row.contact.fields[.owner] {
            let name = people[email.folded]?.name ?? email
            let isSelf = email.folded == visit.member.user.email.folded
            span(.class("own"), .title(name)) {
                span(.class(isSelf ? "who self" : "who"), .aria("hidden", "true")) { name.initials }
                String(name.split(separator: " ").first ?? "")
            }
        } else {
            span(.class("faint")) { notation.text("personne", "nobody") }
        }
    }
}
