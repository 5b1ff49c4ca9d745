import HTML
import Storage
import Verger

/// Who may be the same as one record, and the way to compare it with any other.
struct DuplicatesSearch: Sendable {
    let id: Int64
    /// The record that was asked for.
    let other: Int64?
    private let visit: Visit
    private let subject: MatchSubject
    private let name: String
    private let suggestions: [RecordPair]
    private let isRefused: Bool

    private var notation: Notation { visit.notation }

    init(_ visit: Visit, _ subject: MatchSubject, _ connection: any SQLConnection) throws {
        self.visit = visit
        self.subject = subject
        id = try visit.recordNumber(subject, connection)
        name = try visit.sides(of: [id], subject, connection)[id]?.name ?? ""
        suggestions = try visit.suggestions(subject, id, connection)
        let sought = visit.query.text("with")
        let found = try sought.flatMap { try visit.number(of: $0, subject, connection) }
        other = found == id ? nil : found
        isRefused = sought != nil && other == nil
    }

    var page: Page {
        var page = Page(subject.section, title: notation.text("Doublons de \(name)", "Duplicates of \(name)"))
        page.parent = (name, visit.links.record(subject, id))
        page.content = div(.class("duplicates")) {
            if suggestions.isEmpty {
                p(.class("muted lede")) {
                    notation.text("Aucune fiche ne lui ressemble assez.", "No record looks enough like this one.")
                }
            }
            ul(.class("rows pairs")) {
                for pair in suggestions {
                    li {
                        div(.class("two")) {
                            div {
                                a(.class("name"), .href(visit.links.record(subject, pair.gone.id))) { pair.gone.name }
                                p(.class("faint small")) { pair.gone.line }
                            }
                        }
                        div(.class("because")) {
                            pair.chip(notation)
                            pair.reasonList(notation)
                        }
                        div(.class("row-actions")) {
                            a(.class("btn small"), .href(visit.links.pair(subject, id, pair.gone.id))) {
                                notation.text("Comparer", "Compare")
                                span(.class("sr")) { " " + pair.gone.name }
                            }
                        }
                    }
                }
            }
            asking
        }
        return page
    }

    private var asking: Markup {
        form(.method("get"), .class("form")) {
            div(.class("field")) {
                label(.for("with")) { notation.text("Comparer avec une autre fiche", "Compare with another record") }
                input(
                    .class("input"), .id("with"), .name("with"), .value(visit.query["with"]), .required(),
                    .aria("describedby", "with-hint"), .aria("invalid", isRefused ? "true" : nil))
                if isRefused {
                    span(.class("error"), .id("with-hint")) {
                        Icon.warn.markup
                        notation.text("Aucune autre fiche de ce nom.", "No other record of that name.")
                    }
                } else {
                    span(.class("hint"), .id("with-hint")) {
                        subject == .contact
                            ? notation.text(
                                "Son numéro, son adresse e-mail ou son identifiant externe.",
                                "Its number, e-mail address or external id.")
                            : notation.text(
                                "Son nom, son numéro ou son identifiant externe.", "Its name, number or external id.")
                    }
                }
            }
            div(.class("actions")) { button(.class("btn")) { notation.text("Comparer", "Compare") } }
        }
    }
}

extension Visit {
    /// The record that a person means, which the member must see.
    fileprivate func number(
        of name: String, _ subject: MatchSubject, _ connection: any SQLConnection
    ) throws -> Int64? {
        switch subject {
        case .contact:
            let found = try Contacts(connection, in: workspace).find(named: name)
            return found.flatMap { member.visibility.includes($0) ? $0.id.value : nil }
        case .company:
            let bare = name.hasPrefix("#") ? String(name.dropFirst()) : name
            return try Companies(connection, in: workspace).find(named: bare)?.id.value
        }
    }
}
